"""Cookie and notices."""

from newsclean.classify.evidence import Boxes, PhraseWeights
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "consent"
BOX_NAMES = frozenset("cookie cookies consent gdpr onetrust didomi".split())
BOX_SCORE = 0.8
# Notices name their purposes and partners in one long paragraph, and no story opens one with "We use cookies".
START_MAX_WORDS = 150
_WEIGHTS = PhraseWeights(start_max_words=START_MAX_WORDS)


RULE = Rule(
    name=NAME,
    label=Label.CONSENT,
    summary="cookie and notices",
    reason="A notice to the visitor.",
    cuts=(
        Example(
            "We use cookies and other techniques to improve your visit, to show you what fits your interests, to count "
            "our readers and to learn where they come from. To find out more, or to say no, please read our policy.\n"
            "The dam holds, engineers said on Friday after a night of checks.",
            (0,),
        ),
        Example(
            "We use cookies to improve your experience\nThe dam holds, engineers said on Friday "
            "after a night of checks.",
            (0,),
        ),
    ),
    keeps=(Example("The regulator wants browsers to handle cookies so that users are no longer asked on every page."),),
    misses="Long texts of a wall; such a page is of the kind consent.",
    phrases=_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
