"""Records and truths for tests, written by hand."""

from newsclean.evaluate.truth import TruthPage
from newsclean.models import CleanRecord, Label, RemovedLine

FIRST = "The harbour of Lindhaven closed on Monday after the second storm of the week."
SECOND = "Fishermen had tied up their boats in time, the harbour master said."
THIRD = "The ferry to Westerholm is expected to sail again on Thursday morning."
BODY = "\n".join((FIRST, SECOND, THIRD))
TEASER = "Ten recipes that will warm you up on a cold winter evening"
NEWSLETTER = "Sign up for our newsletter and never miss a story again"


def removed(index: int, text: str, label: Label = Label.TEASER, *, is_suffix: bool = False) -> RemovedLine:
    """A cut line."""
    return RemovedLine(
        index=index, text=text, label=label, rule="a_rule", score=0.9, evidence="because", is_suffix=is_suffix
    )


def record(*kept: str, cut: tuple[RemovedLine, ...] = ()) -> CleanRecord:
    """A record of these kept lines."""
    return CleanRecord(text="\n".join(kept), removed=list(cut))


def truth(body: str = BODY, **stated: object) -> TruthPage:
    """What is known of the page."""
    return TruthPage.model_validate({"file": "0001", "body": body, **stated})
