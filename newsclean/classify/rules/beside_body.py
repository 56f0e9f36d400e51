"""Paragraphs that the publisher's own articleBody has not."""

from collections.abc import Iterator

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "beside_body"
# A publisher's body that has less of the prose than this leaves out more than what is set beside the story.
BODY_MIN_SHARE = 0.75
SCORE = 0.6


def find(reading: Reading) -> Iterator[Verdict]:
    # Bodies have no headings and no quoted posts, and what stands above their first paragraph are decks.
    named = [line for line in reading.lines if line.line.in_article_body and line.is_prose]
    prose = sum(len(line.text) for line in reading.lines if line.is_prose)
    if not named or sum(len(line.text) for line in named) < BODY_MIN_SHARE * prose:
        return
    for line in reading.lines[named[0].place :]:
        if line.line.in_article_body is False and not line.is_heading and not line.is_quotation:
            yield Verdict(line.index, Label.OFF_TOPIC, NAME, SCORE, "not in the publisher's own articleBody")


_EXAMPLE_HEAD = (
    '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
    "The dam above the old town holds, engineers said on Friday after a night of checks by "
    "forty men of the valley.\\n"
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed "
    "the path that runs along it."
    '"}</script></head><body><article>\n'
)


RULE = Rule(
    name=NAME,
    label=Label.OFF_TOPIC,
    summary="a paragraph that the publisher's own articleBody has not, where it has the others",
    reason="Polls, pitches and fact boxes stand among the paragraphs of the page, not in what the publisher declares.",
    cuts=(
        Example(
            _EXAMPLE_HEAD + "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>Would you walk below a full dam?</p>\n"
            "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            (1,),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            _EXAMPLE_HEAD + "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<h2>The path is closed</h2>\n"
            "<p>Now the lake behind it is full to the brim, as it was in spring, and the mayor has "
            "closed the path that runs along it.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="What stands beside the story on pages that declare no body, or only a part of it.",
    find=find,
    needs="html",
    thresholds=(
        ("BODY_MIN_SHARE", BODY_MIN_SHARE, "of the prose's characters; on labelled pages shorter bodies were parts"),
        ("SCORE", SCORE, "on labelled pages 21 of 21 such lines were no part of the article"),
    ),
)
