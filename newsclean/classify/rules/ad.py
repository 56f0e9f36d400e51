"""Labels of advertisements."""

from newsclean import box_names
from newsclean.classify.evidence import DEFAULT_WEIGHTS, Boxes
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "ad"
BOX_NAMES = frozenset(
    "advert advertisement advertising adsbygoogle adslot sponsored sponsor dfp taboola outbrain anzeige "
    "publicidad publicite werbung adbox adunit adwrapper adcontainer adlabel storyad affiliate buybox productcard "
    "productbox".split()
).union(box_names.ADVERT)
BOX_SCORE = 0.75


RULE = Rule(
    name=NAME,
    label=Label.AD,
    summary="labels of advertisements",
    reason="Space that was sold, with its label left behind.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday.\nAdvertisement\nThe lake behind it is full to the "
            "brim, as it was in spring.",
            (1,),
        ),
    ),
    keeps=(Example("The advertisement that the party ran on Sunday cost two million, according to its treasurer."),),
    misses="Text of advertisers without a label.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE),),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
