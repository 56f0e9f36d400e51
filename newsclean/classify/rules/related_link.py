"""“Read also” lines, and the headings of lists of other stories."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from newsclean import box_names
from newsclean.classify.evidence import DEFAULT_WEIGHTS, PITCH_PROSE_WEIGHT, Boxes
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.topic import stems
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Fields, Label, Verdict

NAME = "related_link"
BOX_NAMES = frozenset(
    "related recommend recommended recommendation recommendations recirculation recirc trending popular mostread "
    "mostpopular readmore alsoread readalso morenews outbrain taboola sidebar crosslink "
    "crosslinks seealso similar suggested linkbox topstories latest mustread moreon readnext upnext nextarticle "
    "lireaussi bacajuga bookmark tinlienquan tinlienquanv".split()
).union(box_names.RELATED, box_names.RELATED_PLUGINS)
# Divi's module of other posts, the leads in Squarespace's, and a story with its lead in texts of VCCorp's system.
POSTS_NAMES = frozenset({"pbposts", "summaryexcerpt", "relatedone"})
BOX_SCORE = 0.7
ARROWS = ("»", ">>", "→", "►", "▶", "➡", "👉", "▪️ ", "➤", "☞")
ARROW_SCORE = 0.7
# "Forty men check the dam [VIDEO]"
_MEDIA = "video videos photo photos foto fotos galeria gallery bilder audio podcast pictures insight reaction"
IN_BRACKETS = tuple(f" [{medium}]" for medium in _MEDIA.split())
# "Forty men check the dam [ANALYSIS]": all of 15 titles with something in brackets on labelled news text, of 3 pages.
_TAG_IN_CAPITALS = re.compile(r" \[[A-Z][A-Z ]{2,13}\]\Z")
MEDIUM_SCORE = 0.6
# "On valleypost.example: Forty men check the dam"
_ON_SITE = re.compile(r"[^\W\d_]{2,12} (?:[a-zA-Z0-9-]{1,40}\.){1,3}[a-z]{2,7} ?: \w")
ON_SITE_SCORE = 0.85
# A small letter, and a capital right behind it: of Latin, Greek and Cyrillic.
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x41, 0x430))))
_GLUE = re.compile(rf"[^\W\d_{_CAPITALS}](?=[{_CAPITALS}¿¡«“„\"])")
GLUED_SCORE = 0.9
# A line that is one link and no sentence, between paragraphs, is a pointer to another page.
LINK_MIN_SHARE = 0.95
LINK_SCORE = 0.6
# Items of a list and headings are links in guides and tables of contents too.
LIST_LINK_SCORE = 0.3
# "IN THE VALLEY" before the title that is the link.
LABEL_MAX_CHARS = 24
PARAGRAPH_TAGS = frozenset({"p", "div", "strong"})
LINK_MIN_WORDS = 4
TITLE_MAX_WORDS = 25
# Titles in Chinese and Japanese are longer by our count, and two may stand in one line.
LINKED_TITLE_MAX_WORDS = 40
# Pointers stand among paragraphs here and there; as many as this, each above a paragraph, are headings.
ROUND_UP_MIN_ITEMS = 4


def find(reading: Reading) -> Iterator[Verdict]:
    max_words = LINKED_TITLE_MAX_WORDS if reading.is_html else TITLE_MAX_WORDS  # bare text has no links
    pointers = [(line, found) for line, found in reading.marked(_pointer, max_words) if line.place]
    heads = _heads_of_parts(reading, {line.index for line, _ in pointers}) if pointers else frozenset[int]()
    for line, (evidence, score) in pointers:
        if line.index not in heads:
            yield Verdict(line.index, Label.RELATED_LINK, NAME, score, evidence)


def _heads_of_parts(reading: Reading, pointers: Collection[int]) -> frozenset[int]:
    """Linked titles that each stand above prose of their own: the items of a round-up.

    They are about what follows, while pointers among the paragraphs of one story have no more to do with the
    next of them than with the last.
    """
    titles = {*pointers, *(line.index for line in reading.lines if _is_linked_title(line))}
    above_prose = [
        (before, line, following)
        for before, line, following in zip((None, *reading.lines), reading.lines, reading.lines[1:], strict=False)
        if line.index in titles and following.is_prose and following.index not in titles
    ]
    if len(above_prose) < ROUND_UP_MIN_ITEMS:
        return frozenset()
    shared_behind = sum(len(stems(line) & stems(following)) for _, line, following in above_prose)
    shared_before = sum(len(stems(line) & stems(before)) for before, line, _ in above_prose if before)
    return frozenset(line.index for _, line, _ in above_prose) if shared_behind > shared_before else frozenset()


def _is_linked_title(line: ReadLine) -> bool:
    """To whatever site: a round-up leads to the pages that it sums up."""
    return line.line.link_share >= LINK_MIN_SHARE and LINK_MIN_WORDS <= line.words <= TITLE_MAX_WORDS


def _pointer(line: ReadLine, _: Fields) -> tuple[str, float] | None:
    if line.text.startswith(("|", ">>>")):  # a row of a table, the prompt of a program's listing
        return None
    return (_worded_pointer(line) if line.words <= TITLE_MAX_WORDS else None) or _linked_pointer(line)


def _worded_pointer(line: ReadLine) -> tuple[str, float] | None:
    if line.text.startswith(ARROWS) and _leads_away(line):
        return "an arrow and a title", ARROW_SCORE
    if not line.ends_sentence and (labelled := _labelled_title(line)):
        return labelled
    if line.words >= LINK_MIN_WORDS and _ends_in_medium(line.text.rstrip(" |")):
        return "a title with its medium in brackets", MEDIUM_SCORE
    return None


def _linked_pointer(line: ReadLine) -> tuple[str, float] | None:
    if _own_link_share(line) >= LINK_MIN_SHARE and line.words >= LINK_MIN_WORDS:
        score = LINK_SCORE if line.line.tag in PARAGRAPH_TAGS or line.is_prose else LIST_LINK_SCORE
        return "the whole line is a link to another page of the site", score
    return None


def _leads_away(line: ReadLine) -> bool:
    """Whether what an arrow stands before may be a link: of a line with a tag it is known, others are subheadings."""
    if line.text.endswith(("»", ".")) or "«" in line.text:
        return False
    return bool(line.line.link_share) or not line.line.tag


def _labelled_title(line: ReadLine) -> tuple[str, float] | None:
    if label := _glued_label(line.text):
        return f"“{label}”, and a title run into it", GLUED_SCORE
    if line.words >= LINK_MIN_WORDS and _ON_SITE.match(line.text):
        return "the address of a site, a colon and a title", ON_SITE_SCORE
    return None


def _glued_label(text: str) -> str | None:
    """A label that a title runs into: "Previous articleTwo bakers win a prize"."""
    glue = _GLUE.search(text, 0, LABEL_MAX_CHARS)
    return text[: glue.end()] if glue and fold(text[: glue.end()]) in _labels() else None


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """What leads to other pages, in all languages: whole lines and openings; single words are words of names too."""
    every = (language.phrases.get(Label.RELATED_LINK) for language in all_languages().values())
    labels = (phrase for phrases in every if phrases for phrase in (*phrases.line, *phrases.start))
    return frozenset(fold(label) for label in labels if " " in label)


def _own_link_share(line: ReadLine) -> float:
    """Of the line's characters in links to pages of the site, a label in capitals aside: “IN DEPTH: The wall”."""
    label, colon, title = line.text.partition(": ")
    if not colon or not label.isupper() or len(label) > LABEL_MAX_CHARS:
        return line.line.own_link_share
    return min(1.0, line.line.own_link_share * len(line.text) / len(title))


def _ends_in_medium(text: str) -> bool:
    if not text.endswith("]"):
        return False
    text = " ".join(text.split())
    return _TAG_IN_CAPITALS.search(text) is not None or fold(text).endswith(IN_BRACKETS)


RULE = Rule(
    name=NAME,
    label=Label.RELATED_LINK,
    summary="pointers to other stories: a label and a title, an arrow, a line that is one link, a box of such lines",
    reason="It leads away from the story.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nRead also: The lake is full to the brim",
            (1,),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nForty men check the dam [Video]\n"
            "Forty men check the dam [ANALYSIS]|",
            (1, 2),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\n"
            "Previous articleTwo bakers win a prize\nNext articleThe lake is full\nÀ lire aussiLe lac est plein",
            (1, 2, 3),
        ),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks by forty men.</p>\n"
            '<p><b>IN THE VALLEY: </b><a href="/school">School puts up forty beds</a></p>\n'
            "<p>The mayor has closed the path along the river for as long as the water stays as high as it is.</p>\n"
            "</article></body></html>",
            (1,),
            is_html=True,
        ),
    ),
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks.\nMcDowell and her forty men of the valley"
        ),
        Example(
            "<html><body><article>\n"
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks by forty men.</p>\n"
            '<p>HISTORY: It was built in 1910, <a href="/museum">the museum of the valley tells</a> all.</p>\n'
            "<p>The mayor has closed the path along the river for as long as the water stays as high as it is.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example("Related companies in the valley sold their shares before the dam was closed, the paper found."),
        Example(
            "<html><body><article>\n"
            "<p>The teams of the valley meet on Sunday, above the old town, for the cup that the bakers give.</p>\n"
            "<p>► Who will play</p>\n"
            "<p>Castlemoor plays with Berg, Stein and Holm in front, Nordby with all who won it last year.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example("The dam holds, engineers said on Friday.\n»It will hold – as long as it rains no more.«"),
        Example("The dam holds, engineers said on Friday.\nIt rained for forty days and nights [in the valley]"),
        Example(
            '<html><body><article class="story-with-sidebar"><div class="text-with-sidebar">\n'
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
            "by forty men of the valley.</p>\n"
            "<p>The lake behind it is full to the brim.</p></div>\n"
            "<p>He will open it again when the water has fallen by a metre, he said, which may well "
            "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
        Example(
            "<html><body><article>\n"
            '<p><a href="/dam">Dam above the town holds</a></p>'
            "<p>The dam above the old town holds, engineers said on Friday after a night of checks by forty men.</p>\n"
            '<p><a href="https://lake.example/">Lake full to the brim</a></p>'
            "<p>The lake behind the wall is full to the brim, as it was in spring, and no one may swim in it.</p>\n"
            '<p><a href="/path">Mayor closes the river path</a></p>'
            "<p>The mayor has closed the path along the river for as long as the water stays as high as it is.</p>\n"
            '<p><a href="https://school.example/">School puts up forty beds</a></p>'
            "<p>The school has put up forty beds for the families below, and the baker brings them bread at five.</p>\n"
            "</article></body></html>",
            is_html=True,
        ),
    ),
    misses="Titles of other stories without label, link or mark.",
    phrases=DEFAULT_WEIGHTS,
    boxes=(Boxes(BOX_NAMES, BOX_SCORE), Boxes(POSTS_NAMES, BOX_SCORE, PITCH_PROSE_WEIGHT)),
    find=find,
    find_max_words=TITLE_MAX_WORDS,
    thresholds=(("LINK_MIN_SHARE", LINK_MIN_SHARE, "a full stop may stand outside the link"),),
)
