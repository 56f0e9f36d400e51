"""The agency or outlet that a cut credit names."""

import re
from collections.abc import Iterable

from newsclean.models import Cut, Label

MAX_SOURCE_WORDS = 6
_LABELLED = re.compile(r"^[^:：]{2,40}[:：]\s*(\S.*)$")
_OUTER = " \t\u00a0.,;:()[]«»“”\"'–—-/|*"


def source_of(removed: Iterable[Cut]) -> str | None:
    """The name behind the colon of the first cut credit that has one: `Source: AFP.` gives `AFP`."""
    for cut in removed:
        if cut.verdict.label is Label.SOURCE_CREDIT:
            match = _LABELLED.match(cut.text.strip())
            name = match.group(1).strip(_OUTER) if match else ""
            if name and len(name.split()) <= MAX_SOURCE_WORDS:
                return name
    return None
