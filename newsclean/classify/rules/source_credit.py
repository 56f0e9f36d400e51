"""Origin and syndication: where the story was first published, or which agency wrote it."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsclean.classify.evidence import PhraseWeights, by_phrase
from newsclean.classify.names import agency_in
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Fields, Label, Verdict
from newsclean.text import ends_sentence

NAME = "source_credit"
# "Source :" and a name; a longer line is a sentence about a source.
CREDIT_MAX_WORDS = 12
AGENCY_SCORE = 0.85
ADDRESS_SCORE = 0.8
# A story has a source or two; more addresses are its references.
ADDRESSES_MAX = 2
# Credits and a date may follow; what has more lines behind it is part of a list: place, tickets, prices.
ADDRESS_LAST_LINES = 4
# How often a credit must stand for the text to be a round-up of credited items.
ROUND_UP_MIN_CREDITS = 2

# "Avec AFP", "mit Material der dpa".
AGENCY_MAX_WORDS = 4
# "(VALLEY NEWS 24 with AFP, Reuters)"
BRACKETED_AGENCIES_MAX_WORDS = 8
# "SOURCE Castlemoor Ferries Inc.", in capitals, ends what companies send out.
RELEASE_MAX_WORDS = 8
_RELEASE_SOURCE = "SOURCE "
_CREDIT_MAX_CHARS = 60
_BRACKETED_END = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*\Z")
_OUTER = " \t\u00a0.,;:()[]{}«»“”\"'–—-/|*•"
# "Source:", "What she said:", "Details:", "Background:".
LABEL_MAX_WORDS = 4
_LABEL_MAX_CHARS = 60
# An author, a title and where it was printed; an agency with a date is shorter.
REFERENCE_MIN_WORDS = 6
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# A formula holds a title and the name of a site.
_WEIGHTS = PhraseWeights(start_max_words=CREDIT_MAX_WORDS, inside_max_words=CREDIT_MAX_WORDS, pair_max_words=40)


def find(reading: Reading) -> Iterable[Verdict]:
    return reading.answer(_credits)  # off_topic asks for it too


def _credits(reading: Reading) -> Iterator[Verdict]:
    worded = (by_phrase(line, Label.SOURCE_CREDIT, NAME, _WEIGHTS) for line in reading.hit_lines)
    found = {verdict.line: verdict for verdict in worded if verdict}
    said = reading.marked(_of_name_or_address, RELEASE_MAX_WORDS)
    has_references = sum(not verdict.named for _, verdict in said) > ADDRESSES_MAX
    for line, verdict in said:
        if line.place > 0 if verdict.named else _ends_story(reading, line) and not has_references:
            known = found.get(line.index, verdict)
            found[line.index] = max(verdict, known, key=lambda each: each.score)._replace(named=verdict.named)
    if not found or _is_round_up(reading, found):
        return
    for line in reading.lines:
        if line.index in found and not (_is_part_of_report(reading, line) or heads_references(reading, line)):
            yield found[line.index]


def _ends_story(reading: Reading, line: ReadLine) -> bool:
    return reading.is_tail(line) and line.place >= len(reading.lines) - ADDRESS_LAST_LINES


def _is_part_of_report(reading: Reading, line: ReadLine) -> bool:
    """Whether a paragraph with a label of its own follows: reports in parts name their source first, then its words."""
    following = reading.lines[line.place + 1 : line.place + 2]
    return bool(_label_of(line.text)) and any(each.is_prose and _label_of(each.text) for each in following)


def heads_references(reading: Reading, line: ReadLine) -> bool:
    """Whether works with a year stand under the bare word: the references of a report on research."""
    following = reading.lines[line.place + 1 : line.place + 2]
    return line.is_worded_as(Label.SOURCE_CREDIT) and any(_is_reference(each) for each in following)


def _is_reference(line: ReadLine) -> bool:
    return not line.hits and line.words >= REFERENCE_MIN_WORDS and _YEAR.search(line.text) is not None


def _label_of(text: str) -> str:
    """The one to four words before a colon that begin a text; empty where it begins otherwise."""
    label, colon, rest = text[:_LABEL_MAX_CHARS].partition(":")
    return label if colon and rest.strip() and len(label.split()) <= LABEL_MAX_WORDS and label[-1:].isalpha() else ""


def _of_name_or_address(line: ReadLine, _: Fields) -> Verdict | None:
    sender = line.text.removeprefix(_RELEASE_SOURCE)
    if sender != line.text and sender[0].isupper():
        return Verdict(line.index, Label.SOURCE_CREDIT, NAME, ADDRESS_SCORE, "“SOURCE” and the name of who sent it out")
    is_bracketed = line.text[0] in "(（[" and line.text[-1] in ")）]"
    if line.words > (BRACKETED_AGENCIES_MAX_WORDS if is_bracketed else AGENCY_MAX_WORDS):
        return None
    if (agency := agency_in(line.text)) and not line.text.endswith(","):
        evidence = f"a short line with the agency “{agency}”"
        return Verdict(line.index, Label.SOURCE_CREDIT, NAME, AGENCY_SCORE, evidence, named=agency)
    if line.words == 1 and line.folded.strip(_OUTER).startswith(("http://", "https://", "www.")):
        return Verdict(line.index, Label.SOURCE_CREDIT, NAME, ADDRESS_SCORE, "the line is a bare address")
    return None


def find_in_line(line: ReadLine) -> Verdict | None:
    """A credit in brackets behind the end of the last sentence of a paragraph."""
    if line.words <= CREDIT_MAX_WORDS or line.text[-1] not in ")]":
        return None
    match = _BRACKETED_END.search(line.line.text[-_CREDIT_MAX_CHARS:])
    if match is None or (agency := agency_in(match.group(1))) is None:
        return None
    at = len(line.line.text) - len(match.group(0))
    if at <= 0 or not ends_sentence(line.line.text[:at]):
        return None
    evidence = f"ends in “{match.group(1)}”"
    return Verdict(line.index, Label.SOURCE_CREDIT, NAME, AGENCY_SCORE, evidence, suffix_at=at, named=agency)


def _is_round_up(reading: Reading, found: dict[int, Verdict]) -> bool:
    """Several credits with prose behind each but the last: items of a round-up, each with its source."""
    if len(found) < ROUND_UP_MIN_CREDITS:
        return False
    places = [line.place for line in reading.lines if line.index in found]
    gaps = pairwise(places)
    return any(any(line.is_prose for line in reading.lines[start + 1 : end]) for start, end in gaps)


RULE = Rule(
    name=NAME,
    label=Label.SOURCE_CREDIT,
    summary="a short line that names the source: a label and a name, an agency alone, a bare address",
    reason="It says where the text comes from; the name goes into the record's `source`.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\nSource: AFP.", (1,)
        ),
        Example("The dam holds, engineers said on Friday after a night of checks by forty of them.\n(Reuters)", (1,)),
        Example(
            "The dam holds, its owners announced on Friday after a night of checks.\nSOURCE Nordby Dams Inc.", (1,)
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The post Dam holds after a night of checks appeared first on Valley Post.",
            (1,),
        ),
    ),
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "https://dams.example/report\nhttps://lake.example/levels\nhttps://town.example/path"
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "See the dam\nTickets\nwww.dam.example\nAdults: 12 francs\nChildren: 6 francs\nMonday: closed\nNo dogs"
        ),
        Example(
            "The dam above the old town holds, engineers said on Friday after a night of checks.\n"
            "Source: the mayor of the old town, at a meeting in the school\n"
            "What she said: “We have looked at every stone of it twice, and we shall look again tomorrow.”\n"
            "Details: The lake behind it is full to the brim, and the path that runs along it stays closed."
        ),
        Example(
            "The dam holds, the engineers told\nReuters,\nbut the path that runs along the lake stays closed for now."
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Sources\nMoor A., Vale T., Walls that hold, Journal of Dams 14 (2019), 211-226"
        ),
        Example("The post that the minister had held for nine years appeared to her the first of many, she said."),
        Example("Source of the river is a lake at two thousand metres that freezes over for five months of the year."),
        Example(
            "The town opens its pool on Saturday, two weeks later than it had planned in spring.\nSource: Nordblatt\n"
            "In the valley the road is closed again after a fall of rocks in the night to Sunday.\nSource: Talbote"
        ),
    ),
    misses="Credits inside a paragraph, and outlets named without a label.",
    find_in_line=find_in_line,
    spares_sentences=True,
    find=find,
    thresholds=(("CREDIT_MAX_WORDS", CREDIT_MAX_WORDS, "longer lines are sentences about a source"),),
)
