"""What must not be cut: the answers that a quiz lets one choose from."""

import re
from collections.abc import Iterator

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Guard
from newsclean.models import Protection

# "c) 2019" is read as a rights notice whose first bracket is lost, which weighs .9.
STRENGTH = 0.97
_MARKS = (")", ".")
_OPTION = re.compile(r"([^\W\d_])[).] ?\S")


def _options(reading: Reading) -> Iterator[Protection]:
    for line in reading.hit_lines:
        letter = _letter(line.text)
        if letter and line.place and _letter(reading.lines[line.place - 1].text) == chr(ord(letter) - 1):
            yield Protection(line.index, LETTERED_OPTION.name, STRENGTH, "its letter goes on from the line before")


def _letter(text: str) -> str:
    """The letter that a line is marked with: "b" of “b) 23 metres”."""
    option = _OPTION.match(text) if text[1:2] in _MARKS else None
    return option[1] if option else ""


LETTERED_OPTION = Guard(
    name="lettered_option",
    summary="a line marked with the letter behind that of the line before",
    reason="“c) 2019” is an answer of a quiz where “b) 2017” stands before it.",
    keeps=(
        Example(
            "When was the dam of the old town built?\na) 1954\nb) 1960\nc) 2019\n"
            "The engineers who checked it all night on Friday have put the answer on the wall, the mayor said.",
            (3,),
        ),
    ),
    find=_options,
)
