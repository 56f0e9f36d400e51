"""What must not be cut: an answer of a word or two to a question of the story."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection

# As much as a line of fixed wording weighs.
STRENGTH = 0.95
# "No, thank you, not now."
ANSWER_MAX_WORDS = 5
# "What now?" stands above buttons too.
QUESTION_MIN_WORDS = 4
APPEAL_MARKS = "!！"
QUESTION_MARKS = "?？؟;՞"


def _answers(reading: Reading) -> Iterator[Protection]:
    for line in reading.hit_lines:
        if line.place > 0 and _may_answer(line) and _is_question(reading.lines[line.place - 1]):
            yield Protection(line.index, SHORT_ANSWER.name, STRENGTH, "answers the question above it")


def _may_answer(line: ReadLine) -> bool:
    """Whether it is closed: buttons, of which it has the words, are not, and appeals have another mark."""
    is_closed = line.ends_sentence and line.text[-1] not in APPEAL_MARKS
    return line.words <= ANSWER_MAX_WORDS and is_closed and all(hit.anchor == "line" for hit in line.hits)


def _is_question(line: ReadLine) -> bool:
    return line.text[-1] in QUESTION_MARKS and line.words >= QUESTION_MIN_WORDS and not line.hits


SHORT_ANSWER = Guard(
    name="short_answer",
    summary="a few words, closed as a sentence is, below a question of the text",
    reason="“Not now.” is a button and an answer; buttons have no full stop, and no question of the story above them.",
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty men of the valley.\n"
            "Will you stand for mayor again next year?\n"
            "No comments.\n"
            "She has led the town since the flood, and the council would have her stay for another four years.",
            (2,),
            language="en",
        ),
    ),
    find=_answers,
)
