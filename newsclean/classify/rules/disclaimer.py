"""The site on its own text: how it was made, translated, checked."""

from newsclean.classify.evidence import DEFAULT_WEIGHTS, PITCH_PROSE_WEIGHT, Boxes
from newsclean.classify.example_pages import story_below
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label

NAME = "disclaimer"
BOX_NAMES = frozenset(["disclaimer", "correction", "corrections", "transparency", "ethics"])
# What a machine made of the story.
MACHINE_NAMES = frozenset({"aisummary", "aioverview", "aigenerated"})
BOX_SCORE = 0.7


RULE = Rule(
    name=NAME,
    label=Label.DISCLAIMER,
    summary="the site on its own text: how it was made, translated, checked",
    reason="It speaks of this article, not of the news.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nThis article was "
            "translated automatically",
            (1,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "If you buy something by way of a link on this page, be it to a shop or to another site, we may earn a "
            "small share of the price, which does not change what you pay nor what we write about.",
            (1,),
        ),
        Example(
            story_below('<div class="ai-summary"><ul><li>The dam holds.</li></ul></div>'),
            (0,),
            is_html=True,
        ),
    ),
    keeps=(
        Example("The company added a disclaimer to the video after viewers had taken the actor for a doctor."),
        Example("If you buy a house in the valley, the agent earns a commission of three per cent, the mayor said."),
    ),
    misses="Notes in a wording of their own.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE), Boxes(MACHINE_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT)),
    thresholds=(("BOX_SCORE", BOX_SCORE, "how often pages call boxes so that hold junk, estimated"),),
)
