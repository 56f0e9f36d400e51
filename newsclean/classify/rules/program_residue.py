"""Scripts, style sheets and data of the page that an extraction took for text."""

import re
from collections.abc import Iterator, Sequence

from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.models import Label, Verdict

NAME = "program_residue"
SCORE = 0.9
# Texts on programming show them; of a news page a few lines are left.
MAX_SHARE = 0.2
# A script can be one line of a megabyte; what it is shows at its beginning.
LOOKED_AT_CHARS = 300
SIGNS_MIN = 3
# Examples in a text on programs are shorter.
DATA_MIN_CHARS = 60
_SIGNS = "(){};=[]"
# Words of the machinery of pages: advertisements, counters, consent, elements.
_MACHINERY = re.compile(
    r"googletag|adsbygoogle|dataLayer|_gaq|gtag\(|fbq\(|fbevents|document\.write|document\.getElement|getElementsBy"
    r"|getElementById|querySelector|addEventListener|createElement|jQuery\(|\$\(document|window\.\w+ ?="
    r"|function ?\(|=> ?\{|_taboola|OBR\.|__tcfapi|pbjs|twttr|instgrm"
)
# '[{"available":true,"title":…', '{"@context":"https://schema.org",…'
_DATA = re.compile(r"\[?\{ ?\"[\w@$. -]{1,40}\" ?:")
# ".article p { margin: 0 0 10px; }", "@media (max-width: 600px) { …", "#signup{background:#fff; …"
_STYLE = re.compile(r"(?:[.#][A-Za-z_][\w-]{0,60}|@media|@font-face|@import)[^{}]{0,120}\{[^{}]{0,120}[:{]")


def find(reading: Reading) -> Sequence[Verdict]:
    if reading.is_html:
        return ()  # what stands in scripts was never taken for text; what is shown is meant
    found = reading.found_in_lines(_residue)
    return found if len(found) <= MAX_SHARE * len(reading.lines) else ()


def _residue(lines: Sequence[ReadLine]) -> Iterator[Verdict]:
    # Hardly a line of other texts has one of these.
    for line in [line for line in lines if "{" in line.text or "=" in line.text]:
        if what := _what_it_is(line.text):
            yield Verdict(line.index, Label.WIDGET, NAME, SCORE, what)


def _what_it_is(text: str) -> str | None:
    if text[0] in "[{" and text[-1] in "]}" and len(text) >= DATA_MIN_CHARS and _DATA.match(text):
        return "data of the page"
    if text[0] in ".#@" and _STYLE.match(text):
        return "a style sheet of the page"
    beginning = text[:LOOKED_AT_CHARS]
    return "a script of the page" if _has_signs(beginning) and _MACHINERY.search(beginning) else None


def _has_signs(text: str) -> bool:
    return sum(map(text.count, _SIGNS)) >= SIGNS_MIN


_ABOVE = "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
_BELOW = (
    "The lake is full to the brim, as it was in spring, and the mayor has closed the path.\n"
    "The last time that the lake was as full as this was eleven years ago, in the year of the flood.\n"
    "He will open it again when the water has fallen by a metre, he said, which may take weeks."
)

RULE = Rule(
    name=NAME,
    label=Label.WIDGET,
    summary="scripts, style sheets and data of the page",
    reason="They stand in the page for the browser; some extractions write them out.",
    cuts=(
        Example(
            _ABOVE + "googletag.cmd.push(function() { googletag.display('ad-123'); });\n" + _BELOW,
            (1,),
        ),
        Example(
            _ABOVE + '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Dam holds"}\n' + _BELOW,
            (1,),
        ),
        Example(
            _ABOVE + ".article-body p { margin: 0 0 10px; color: #333 }\n" + _BELOW,
            (1,),
        ),
    ),
    keeps=(
        Example(
            "The gauge at the dam above the town sends its numbers each hour, and anybody may ask for them.\n"
            "document.getElementById('level').textContent = level;\n"
            "Whoever keeps the numbers of a year sees how the lake rises in spring and falls until the autumn."
        ),
        Example(
            "#dam #lake: the mayor wrote on Friday (at five in the morning) that the wall holds; {all of it}.\n"
            "The lake is full to the brim, as it was in spring, and the mayor has closed the path."
        ),
    ),
    misses="Lines of scripts that name none of the page's machinery.",
    find=find,
    thresholds=(("MAX_SHARE", MAX_SHARE, "texts on programming show more of it than news pages leave"),),
)
