"""A part of the text that stands there once more, line for line."""

from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "repeated_run"
SCORE = 0.95
# A refrain has four lines, seldom a whole sentence in one of them; pages served in two forms have all of the text.
MIN_LINES = 5
MIN_PROSE = 2
# A plan of meals has the same day twice; of a page in two forms nearly half stood there before.
MIN_TEXT_SHARE = 0.2


def find(reading: Reading) -> Iterator[Verdict]:
    if reading.copies < MIN_LINES:
        return
    runs = list(_runs(reading))
    if sum(len(line.text) for _, run in runs for line in run) < MIN_TEXT_SHARE * reading.chars:
        return
    for first, run in runs:
        for line in run:
            evidence = f"one of {len(run)} lines that stand from line {first.index} on too"
            yield Verdict(line.index, Label.DUPLICATE, NAME, SCORE, evidence)


def _runs(reading: Reading) -> Iterator[tuple[ReadLine, tuple[ReadLine, ...]]]:
    """The line where each repeated run stands for the first time, and the lines of its copy."""
    texts = [line.text for line in reading.lines]
    first_pairs: dict[tuple[str, str], int] = {}
    place = 0
    while place + 1 < len(texts):
        earlier = first_pairs.setdefault((texts[place], texts[place + 1]), place)
        length = _common_length(texts, earlier, place) if earlier < place else 1
        run = reading.lines[place : place + length]
        if length >= MIN_LINES and sum(line.is_prose for line in run) >= MIN_PROSE:
            yield reading.lines[earlier], run
        place += length  # also of a run that is too short, so that none is looked at twice


def _common_length(texts: list[str], earlier: int, later: int) -> int:
    """How many lines from there on are the same; the first run ends where the second begins."""
    most = min(later - earlier, len(texts) - later)
    return next((length for length in range(most) if texts[earlier + length] != texts[later + length]), most)


RULE = Rule(
    name=NAME,
    label=Label.DUPLICATE,
    summary="lines that stood in the text before, in the same order, headings and short ones too",
    reason="Pages that are made for several kinds of screens have their text once for each.",
    cuts=(
        Example(
            "\n".join(
                2
                * [
                    "The dam above the old town holds, engineers said on Friday after a night of checks.",
                    "What comes next",
                    "Forty men will stay and measure it each hour, and the school brings them soup at noon.",
                    "Beds",
                    "Blankets",
                ]
            ),
            (5, 6, 7, 8, 9),
        ),
    ),
    keeps=(
        Example(
            "\n".join(3 * ["The dam, the dam,", "it holds, it holds,", "the lake is high,", "the town is dry,", "Oh!"])
        ),
        Example(
            "The dam above the old town holds, engineers said on Friday after a night of checks.\nIt holds.\n"
            "The dam above the old town holds, engineers said on Friday after a night of checks.\nIt holds."
        ),
    ),
    misses="Copies that differ in a word a line.",
    find=find,
    thresholds=(
        ("MIN_LINES", MIN_LINES, "a refrain has four lines, seldom more"),
        ("MIN_TEXT_SHARE", MIN_TEXT_SHARE, "a plan of meals may have the same day twice"),
        ("MIN_PROSE", MIN_PROSE, "a table or a squad may stand there twice"),
    ),
)
