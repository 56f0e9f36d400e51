"""Agency codes and initials that end a wire story."""

import re
from collections.abc import Iterator

from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "signoff"
SCORE = 0.85
LAST_LINES = 4
_CODE = re.compile(
    r"[/(\[]?[A-Za-z]{1,5}([/+-][A-Za-z]{1,5}){1,4}[/)\]]?|[/(\[][A-Za-z]{2,6}[/)\]]|©?\s?\([A-Za-z]{2,4}\)|/{1,2}[A-Za-z]{2,10}/{0,2}"
)


def find(reading: Reading) -> Iterator[Verdict]:
    for line in reading.lines[-LAST_LINES:]:
        if line.place > 0 and line.words == 1 and _CODE.fullmatch(line.text.rstrip(".")):
            yield Verdict(line.index, Label.SIGNOFF, NAME, SCORE, "initials or a code alone on a line")


RULE = Rule(
    name=NAME,
    label=Label.SIGNOFF,
    summary="initials or an agency's code alone on one of the last lines",
    reason="Editors sign wire copy with their initials.",
    cuts=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nab/cd/ef", (1,)),
        Example("The dam holds, engineers said on Friday after a night of checks.\n(mw)", (1,)),
    ),
    keeps=(
        Example("The dam holds, engineers said on Friday after a night of checks.\nAC/DC will play there in June."),
    ),
    misses="Initials glued to the last paragraph.",
    find=find,
    thresholds=(("LAST_LINES", LAST_LINES, "a correction or a credit may follow the initials"),),
)
