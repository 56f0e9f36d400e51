"""Cookie and notices."""

from collections.abc import Iterator

from newsclean.classify.evidence import by_box, by_phrase
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "consent"
BOX_NAMES = frozenset("cookie cookies consent gdpr onetrust didomi".split())
BOX_SCORE = 0.8


def find(reading: Reading) -> Iterator[Verdict]:
    yield from by_phrase(reading, Label.CONSENT, NAME)
    yield from by_box(reading, Label.CONSENT, NAME, BOX_NAMES, BOX_SCORE)


RULE = Rule(
    name=NAME,
    label=Label.CONSENT,
    summary="cookie and notices",
    reason="A notice to the visitor.",
    cuts=(
        Example(
            "We use cookies to improve your experience\nThe dam holds, engineers said on Friday "
            "after a night of checks.",
            (0,),
        ),
    ),
    keeps=(Example("The regulator wants browsers to handle cookies so that users are no longer asked on every page."),),
    misses="Long texts of a wall; such a page is of the kind consent.",
    find=find,
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
