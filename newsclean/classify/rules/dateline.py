"""A date or time that stands alone."""

import re
from collections.abc import Iterable, Iterator

from newsclean.classify.dates import MAX_WORDS, MIN_DATE_SHARE, dated_lines, is_age, own_words_of_label
from newsclean.classify.evidence import DEFAULT_WEIGHTS
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "dateline"
# Three dates with a word or two beside each are a calendar, a table or opening hours.
CALENDAR_MIN_LINES = 3
EDGE_SCORE = 0.9
# In the middle a date may head a part of a chronology.
MIDDLE_SCORE = 0.2
# "3. Wait for ten minutes"
_STEP = re.compile(r"(\d{1,2})[.)] (?=[^\W\d_])")


def find(reading: Reading) -> Iterable[Verdict]:
    return reading.answer(_datelines)  # kicker and comment_run ask for it too


def _datelines(reading: Reading) -> Iterator[Verdict]:
    if len(reading.lines) < 2:
        return
    dated = {line.place: others for line, others in dated_lines(reading)}
    is_calendar = sum(others > 0 for others in dated.values()) >= CALENDAR_MIN_LINES
    for place, others in dated.items():
        if is_calendar and (others or {place - 1, place + 1} & dated.keys()):
            continue
        line = reading.lines[place]
        if others and (_is_fact(reading, line) or _is_step(reading, line)):
            continue
        is_machines = is_age(line, reading)
        if is_machines and _heads_paragraph(reading, line):
            continue
        at_edge = is_machines or reading.is_head(line) or reading.is_tail(line) or reading.is_at_opening(line)
        evidence = "an age or a machine's time, as on teasers" if is_machines else "a date or a time and nothing else"
        yield Verdict(line.index, Label.DATELINE, NAME, EDGE_SCORE if at_edge else MIDDLE_SCORE, evidence)


def _is_fact(reading: Reading, line: ReadLine) -> bool:
    """Whether a label says what the date is of, and it is not of the page: "Open: Wed-Sat, 6-9 pm".

    Where facts of another kind stand beside it, any label does.
    """
    own = own_words_of_label(reading, line)
    if own is None:
        return False
    if own and not reading.is_head(line):
        return True
    return any(own_words_of_label(reading, other) and not other.hits for other in reading.beside(line))


def _is_step(reading: Reading, line: ReadLine) -> bool:
    """Whether the number that it begins with counts on from the line before, or on to the next."""
    step = _STEP.match(line.text)
    if step is None:
        return False
    steps = {int(other[1]) for other in map(_STEP.match, (other.text for other in reading.beside(line))) if other}
    return not steps.isdisjoint((int(step[1]) - 1, int(step[1]) + 1))


def _heads_paragraph(reading: Reading, line: ReadLine) -> bool:
    """Whether a word such as "Today" stands between two sentences; above a comment stands how old it is."""
    around = reading.beside(line)
    return "0" not in line.folded and len(around) == 2 and all(other.ends_sentence for other in around)


RULE = Rule(
    name=NAME,
    label=Label.DATELINE,
    summary="a line that is a date, a time or an update note and nothing else",
    reason="The record has the date; in the text it stands before the story or on each teaser.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "2024-05-03T17:46:00+02:00\n14 hours ago\n"
            "The lake behind it is full to the brim, as it was in spring, and the path is closed.",
            (1, 2),
        ),
        Example(
            "3 May 2024, 17:46\nThe dam holds, engineers said on Friday after a night of checks by forty men.", (0,)
        ),
    ),
    keeps=(
        Example(
            "On 10 May, the bridge closes!\nThe bridge stays closed for a year, engineers said on Friday.",
            language="en",
        ),
        Example("2019年5月10日，大桥封闭。\n工程师周五说，大桥将封闭一年，届时水位会下降。", language="zh"),
        Example(
            "Whoever saw something calls one of these numbers:\n8 (800) 500-11-00\nThe police answer day and night."
        ),
        Example("The hall is open to all who want to see the dam, the mayor said.\nOld hall\n9.30 a.m. / 7.00 p.m."),
        Example(
            "The cinema of the old town opens again, and the mayor has asked all who live below the dam to come.\n"
            "Opening Friday, 21 February at 8 p.m.",
            language="en",
        ),
        Example(
            "Events, May 3-9\nThe hall is open to all who want to see the dam, and the band of the valley plays.\n"
            "The lake can be seen from the terrace, and engineers tell on Friday what they have seen at night.",
            language="en",
        ),
        Example("17:46: The last train has left the station, the operator says, and the doors are closed."),
        Example(
            "The dam was planned for ten years and built in six, against the will of the valley and its mayor.\n"
            "3 May 1954\nOn this day the first stone was laid by a minister who had never seen the lake before."
        ),
    ),
    misses="Dates with a place before them, which open the first sentence of wire copy.",
    phrases=DEFAULT_WEIGHTS,
    find=find,
    find_max_words=MAX_WORDS,
    thresholds=(("MIN_DATE_SHARE", MIN_DATE_SHARE, "a name or a place may stand beside the date"),),
)
