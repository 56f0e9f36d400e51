"""What must not be cut: what people say to each other, each line set off by a dash."""

import re
from collections.abc import Iterator

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection

# As much as a line of fixed wording weighs.
STRENGTH = 0.95
# A hyphen marks the items of a list.
_DASH = re.compile(r"[–—―] ?(?=[^\W\d_])")


def _spoken(reading: Reading) -> Iterator[Protection]:
    if reading.first_chars.isascii():
        return
    for line in reading.hit_lines:
        if _is_spoken(line) and any(map(_is_spoken, reading.beside(line))):
            yield Protection(line.index, DIALOGUE.name, STRENGTH, "an answer to the line beside it")


def _is_spoken(line: ReadLine) -> bool:
    return line.ends_sentence and _DASH.match(line.text) is not None


DIALOGUE = Guard(
    name="dialogue",
    summary="a closed line behind a dash, beside another such line",
    reason="“– Name?” is a field of a form, and a question in a talk; fields are not set in a row of closed lines.",
    keeps=(
        Example(
            "The guard at the dam stopped the old man at the gate on Friday, and took out his book and his pen.\n"
            "– Name?\n– Moor.\n– Photographer?\n– No, a baker.",
            (1,),
            language="en",
        ),
    ),
    find=_spoken,
)
