"""What stands alone at the end of a page."""

import pytest

from newsclean.classify import read_article
from newsclean.classify.rules import stray_line
from newsclean.config import CleanConfig
from newsclean.models import Article, Line

STORY = (
    "The dam above the town holds, engineers said on Friday after a night of checks at the dam.",
    "Engineers had checked every metre of the dam after the lake above the town had risen for days.",
    "The town had closed the path below the dam; engineers want to open it when the lake has fallen.",
    "Ada Moor speaks for the town",
)


@pytest.mark.parametrize(("tag", "is_stray"), [("h3", True), ("p", False)])
def test_a_heading_as_the_last_line_heads_nothing(tag: str, is_stray: bool) -> None:
    lines = [Line(index, text, tag="p") for index, text in enumerate(STORY)]
    article = Article((*lines, Line(len(lines), "Other columns of the week", tag=tag)), origin="html")
    verdicts = list(stray_line.find(read_article(article, CleanConfig())))
    assert [verdict.line for verdict in verdicts] == ([len(lines)] if is_stray else [])
