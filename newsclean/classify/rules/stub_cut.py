"""Link words glued to the end of a truncated text: only they go."""

from collections.abc import Iterator

from newsclean.classify.edges import phrase_key
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict
from newsclean.text import SENTENCE_ENDS

NAME = "stub_cut"
SUFFIX_SCORE = 0.9
LINE_SCORE = 0.95
# What may stand between the text and the link words: the text is over, or was cut, there.
_SEPARATORS = frozenset('»>→›|-–—([:"”')
_SUFFIX_MAX_CHARS = 60


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.hit_lines:
        for hit in line.hits:
            if hit.label is not Label.STUB_CUT:
                continue
            if hit.anchor == "line":
                yield Verdict(line.index, Label.STUB_CUT, NAME, LINE_SCORE, f"the line is “{hit.phrase}”")
                break
            at = _suffix_start(line, hit.phrase)
            if at is not None:
                yield Verdict(line.index, Label.STUB_CUT, NAME, SUFFIX_SCORE, f"ends in “{hit.phrase}”", suffix_at=at)
                break


def _suffix_start(line: ReadLine, phrase: str) -> int | None:
    """Where in the raw line the link words begin, white space before them included; None inside a sentence."""
    raw = line.line.text
    for at in range(max(1, len(raw) - _SUFFIX_MAX_CHARS), len(raw)):
        if raw[at].isalnum() and not raw[at - 1].isalnum() and phrase_key(raw[at:]).startswith(phrase):
            before = raw[:at].rstrip()
            if before and (before[-1] in SENTENCE_ENDS or before[-1] in _SEPARATORS):
                return len(before) - _opening_marks(before)
            return None
    return None


def _opening_marks(before: str) -> int:
    """How many characters before the link words belong to them: a bracket or an arrow with its space."""
    stripped = before.rstrip("([»>→›|–— ")
    return len(before) - len(stripped)


RULE = Rule(
    name=NAME,
    label=Label.STUB_CUT,
    summary="link words such as “read on” at the end of a text that was cut, or alone on a line",
    reason="A truncated story stays; the words of the link to the rest are no part of it.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks … Continue reading", (0,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\nContinue reading", (1,)),
    ),
    keeps=(
        Example("The pupils were told to close the book, and most of them did, but some chose to continue reading."),
    ),
    misses="Link words in a wording of their own.",
    find=find,
    thresholds=(
        ("SUFFIX_SCORE", SUFFIX_SCORE, "wording at the end of a text that is over there"),
        ("LINE_SCORE", LINE_SCORE, "a line of such wording and nothing else"),
    ),
)
