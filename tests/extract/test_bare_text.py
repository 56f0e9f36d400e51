"""A text's lines are the article's, character for character."""

import pytest

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract import article_from_text
from newsclean.models import Fields


@pytest.mark.parametrize(
    "text", ["One\nTwo", "One\r\nTwo\r", "\n\nOne\n", "One\x0bTwo\x0cThree\u2028Four\x85Five", " ", "\n"]
)
def test_the_lines_joined_are_the_text(text: str) -> None:
    article = article_from_text(text, Fields(), CleanConfig())
    assert "\n".join(line.text for line in article.lines) == text
    assert [line.index for line in article.lines] == list(range(text.count("\n") + 1))
    assert article.origin == "text"


def test_an_empty_text_has_no_lines() -> None:
    assert article_from_text("", Fields(), CleanConfig()).lines == ()


def test_what_no_encoding_can_store_is_replaced() -> None:
    (line,) = article_from_text("a\ud800b", Fields(), CleanConfig()).lines
    assert line.text == "a\ufffdb"


def test_fields_and_address_are_those_given() -> None:
    fields = Fields(title="Dam")
    article = article_from_text("One", fields, CleanConfig(), "https://a.example/")
    assert (article.fields, article.url) == (fields, "https://a.example/")


def test_a_text_over_the_limit_is_refused() -> None:
    config = CleanConfig(max_page_bytes=10)
    assert article_from_text("a" * 10, Fields(), config).lines
    with pytest.raises(InputError, match="11 characters, more than the limit of 10"):
        article_from_text("a" * 11, Fields(), config)
