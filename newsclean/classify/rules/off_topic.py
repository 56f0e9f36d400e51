"""Lines of a suspected tail that share no words with the story."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.rules import source_credit
from newsclean.classify.topic import MIN_TOPIC_STEMS, STORY_MIN_SHARED, paragraph_stems, stems, tells_one_story
from newsclean.models import Label, Verdict

NAME = "off_topic"
# Behind a credit the article is usually over; topic then breaks the tie, and never decides alone.
SCORE = 0.4
SUSPECTING = frozenset(
    {Label.SOURCE_CREDIT, Label.RELATED_LINK, Label.COMMENT, Label.SHARE, Label.TAGS, Label.COPYRIGHT}
)
# A paragraph of a story shares about a third of its stems with the rest of the story; a teaser of
# another story shares less than an eighth, function words left out.
MAX_SHARED = 0.13
# “Read also:” and a title: of the characters, the title's are more than the label's.
SPENT_MIN_LINK_SHARE = 0.5


def find(reading: Reading) -> Iterator[Verdict]:
    start = _suspected_from(reading)
    if start is None:
        return
    behind = [(line, own) for line in reading.lines[start + 1 :] if len(own := stems(line)) >= MIN_TOPIC_STEMS]
    if not behind:  # before the dear part: mostly there are but labels
        return
    body = paragraph_stems(reading.lines[:start])
    if not tells_one_story(body):
        return
    vocabulary = frozenset[str]().union(*body)
    for line, own in behind:
        shared = len(own & vocabulary) / len(own)
        if shared <= MAX_SHARED:
            evidence = f"shares {shared:.0%} of its words with the story, behind “{reading.lines[start].text[:30]}”"
            yield Verdict(line.index, Label.TEASER, NAME, SCORE, evidence)


def _suspected_from(reading: Reading) -> int | None:
    """Place of the first credit, or other whole-line or opening cue, of the second half that may end the story."""
    half = (len(reading.lines) + 1) // 2
    credits = {verdict.line for verdict in source_credit.find(reading)}
    credited = [line.place for line in reading.lines[half:] if line.index in credits] if credits else []
    cued = (
        line.place
        for line in reading.hit_lines
        if line.place >= half
        and any(hit.label in SUSPECTING and hit.anchor in ("line", "start") for hit in line.hits)
        and not _is_spent(reading, line)
    )
    return min((*credited, *cued), default=None)


def _is_spent(reading: Reading, line: ReadLine) -> bool:
    """Whether the linked title that it announces stands in it, and a closed paragraph follows: the story's own."""
    if line.line.link_share < SPENT_MIN_LINK_SHARE:
        return False
    behind = reading.lines[line.place + 1 : line.place + 2]
    goes_on = any(other.line.tag == "p" and other.ends_sentence and not other.line.link_share for other in behind)
    return goes_on and any(hit.label is Label.RELATED_LINK and hit.anchor == "start" for hit in line.hits)


RULE = Rule(
    name=NAME,
    label=Label.TEASER,
    summary="paragraphs behind a credit or a closing label that share no words with the story",
    reason="Unlabelled teasers look like paragraphs; only their subject tells them, where the story is over already.",
    cuts=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "The town had closed the path below the dam; engineers want to open it when the lake has fallen.\n"
            "Source: AFP\nTwo bakers from Castlemoor win the prize for rye bread with a recipe of their grandmother.",
            (4,),
        ),
    ),
    keeps=(
        Example(
            "The dam above the town holds, engineers said on Friday after a night of checks at the dam.\n"
            "Engineers had checked every metre of the dam after the lake above the town had risen for days.\n"
            "Source: AFP\nThe engineers will check the dam again in a week, when the lake above the town has fallen.",
        ),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the town holds, engineers said on Friday after a night of checks at the dam.</p>\n"
            "<p>Engineers had checked every metre of the dam after the lake above the town had risen for days.</p>\n"
            '<p>Read also: <a href="/bakers">Two bakers win the prize of the valley</a></p>\n'
            "<p>Buses will replace trains until Sunday evening, leaving twice an hour.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Teasers on the story's own subject, and those behind no sign that the story is over.",
    find=find,
    thresholds=(
        ("MAX_SHARED", MAX_SHARED, "between teasers and body paragraphs of labelled pages"),
        ("STORY_MIN_SHARED", STORY_MIN_SHARED, "below it neighbouring paragraphs are unlike: topic is no evidence"),
    ),
)
