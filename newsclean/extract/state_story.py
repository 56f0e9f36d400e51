"""A story that stands only in the data from which a page's scripts build it in the browser.

Frameworks send the data with the page: Next, Nuxt, Angular and SvelteKit as `<script type="application/json">`, others
as `window.__STATE__ = {…}`. Among menus, settings and other stories there is an object with a headline and a text.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from newsclean.extract.align import comparison_key
from newsclean.extract.blocks import Block, as_line, name_words, page_blocks
from newsclean.extract.deck import DECK_MAX_WORDS, DECK_MIN_WORDS, DECK_NAMES
from newsclean.extract.flat_json import unfolded
from newsclean.extract.json_ld import JsonLd, plain_text
from newsclean.extract.json_ld_syntax import MAX_SCRIPT_CHARS, parsed_scripts
from newsclean.extract.parse import drop_code, parse_page
from newsclean.extract.rich_text import as_html, node_names
from newsclean.extract.state_titles import related_titles, same_titles
from newsclean.extract.structure import PLAIN_JUNK_NAMES, in_junk_box
from newsclean.text import ends_sentence, is_cut, word_count

# A page that shows more than a message, a menu or a teaser is read as it is …
PAGE_MAX_CHARS = 300
# … and so is one that shows as much of the story. Less is no story but a summary.
STORY_MIN_PROSE_CHARS = 300
STORY_MAX_SHARE_SHOWN = 0.5
# Headlines have up to some 200; what is longer is a text, and may be referred to any number of times.
TITLE_MAX_CHARS = 500
# Three levels of the framework, some of the page's parts, the story.
MAX_DEPTH = 20
MAX_NODES = 100_000
MAX_READ = 5
"""Objects of which the text is read, and texts of each. Of an article pages have one or two."""
MAX_ASSIGNMENTS = 20
_JSON_TYPE = "application/json"
_ASSIGNMENT = re.compile(r"\b(?:(?:window|self|globalThis)\.__\w{1,60}|Fusion\.globalContent)\s{0,9}=\s{0,9}(?=[{\[])")
_TITLE_KEYS = ("headline", "title", "headlines")
_BODY_KEYS = frozenset(
    "body content blocks articlebody paragraphs contentelements bodyhtml htmlbody html contenthtml text fulltext "
    "bodytext articletext maintext articlecontent contentblocks bodyblocks bodyelements richtext elements".split()
)
_AUTHOR_KEYS = ("authors", "author", "bylines", "byline", "creators", "creator")
_PUBLISHED_KEYS = (
    *("publishedAt", "datePublished", "publishDate", "publish_date", "published_at", "publicationDate"),
    *("first_publish_date", "firstPublished", "firstPublishedAt", "publishedDate", "published", "pubDate", "date"),
)


@dataclass(frozen=True, slots=True)
class StateStory:
    """The story as a page of its own."""

    tree: HtmlElement
    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    json_ld: JsonLd
    """What the data say of it, as JSON-LD says it."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    title: str
    node: dict[str, Any]
    is_in_list: bool


def find_state_story(
    html: str, tree: HtmlElement, lines: Sequence[str], title: str | None, url: str | None
) -> StateStory | None:
    """The page's story, where the page shows next to nothing and the data of its scripts have one."""
    shown = sum(map(len, lines))
    if shown > PAGE_MAX_CHARS:
        return None
    own = title if title and len(title) <= TITLE_MAX_CHARS else ""
    sentence = _shown_sentence(lines, own)
    for values in (parsed_scripts(tree, _JSON_TYPE), _assigned(html)):
        candidates = list(_candidates(map(unfolded, values)))
        story = _best(candidates, own, sentence, url)
        if story is not None and shown <= STORY_MAX_SHARE_SHOWN * sum(map(len, story.lines)):
            return story
    return None


def _shown_sentence(lines: Sequence[str], title: str) -> str:
    """The longest of the page's lines that is no headline and ends as a sentence does, as it is compared; or none."""
    keys = (comparison_key(line) for line in lines if ends_sentence(line) and not is_cut(line))
    own = comparison_key(title)
    return max((key for key in keys if key != own), key=len, default="")


def _assigned(html: str) -> Iterator[object]:
    """The values that scripts assign to globals, as far as they are plain JSON."""
    decoder = json.JSONDecoder(strict=False)
    for match in islice(_ASSIGNMENT.finditer(html), MAX_ASSIGNMENTS):
        try:
            yield decoder.raw_decode(html[match.end() : match.end() + MAX_SCRIPT_CHARS])[0]
        except (ValueError, RecursionError):
            continue


def _candidates(roots: Iterator[object]) -> Iterator[_Candidate]:
    """The objects that have a headline and what may be a text, the outermost first."""
    level: list[tuple[object, bool]] = [(root, False) for root in roots]
    seen: dict[int, object] = {}
    parsed: dict[str, object] = {}
    for _ in range(MAX_DEPTH):
        below: list[tuple[object, bool]] = []
        for value, is_in_list in level:
            if id(value) in seen:
                continue
            if len(seen) + len(below) > MAX_NODES:
                return
            seen[id(value)] = value  # which keeps it, so that no other gets its number
            if isinstance(value, list):
                below.extend((part, True) for part in value[:MAX_NODES] if isinstance(part, dict | list))
            elif isinstance(value, dict) and node_names(value).isdisjoint(PLAIN_JUNK_NAMES):
                if (title := _title_of(value)) and any(_may_be_body(*item) for item in value.items()):
                    yield _Candidate(title, value, is_in_list)
                below.extend((part, is_in_list) for part in _parts(value, parsed))
        level = below


def _parts(node: dict[str, Any], parsed: dict[str, object]) -> Iterator[object]:
    """What may have a story in it. Texts of JSON are added to the parsed ones, as many objects may have the same."""
    for key, value in islice(node.items(), MAX_NODES):
        part = value
        if key == "body" and isinstance(value, str) and value.startswith('{"'):
            if value not in parsed:
                parsed[value] = _parsed(value)
            part = parsed[value]
        if isinstance(part, dict | list) and name_words(key).isdisjoint(PLAIN_JUNK_NAMES):
            yield part


def _parsed(text: str) -> object:
    """The answer of a server that is kept as it came."""
    try:
        return json.loads(text[:MAX_SCRIPT_CHARS], strict=False)
    except (ValueError, RecursionError):
        return None


def _title_of(node: dict[str, Any]) -> str:
    for key in _TITLE_KEYS:
        value = node.get(key)
        if isinstance(value, dict):
            value = next((value[name] for name in ("basic", "rendered", "text") if name in value), None)
        if isinstance(value, str) and len(value) <= TITLE_MAX_CHARS and value.strip():
            return value
    return ""


def _may_be_body(key: str, value: object) -> bool:
    if key.replace("_", "").lower() not in _BODY_KEYS:
        return False
    return len(value) >= STORY_MIN_PROSE_CHARS if isinstance(value, str) else isinstance(value, dict | list)


def _best(candidates: list[_Candidate], title: str, shown: str, url: str | None) -> StateStory | None:
    """The longest story of the page's title, in these words or in others; failing that the only one.

    That may be any text, so it is none where the page shows a sentence, nor an entry of a list. A story of about the
    same title has to have that sentence, for the page may be as short as it looks. That of the very title need not: the
    sentence may be a deck, or ask for scripts.
    """
    is_same = same_titles({each.title for each in candidates}, title)
    own = [each for each in candidates if is_same.get(each.title)]
    if stories := _read_all(own, url):
        return max(stories, key=_chars)
    alike = [each for each in candidates if is_same.get(each.title) is False]
    if stories := [story for story in _read_all(alike, url) if shown in _key(story)]:
        return max(stories, key=_chars)
    if shown:
        return None
    related = related_titles({each.title for each in candidates}, title)
    alone = [each for each in candidates if not each.is_in_list and each.title in related]
    stories = _read_all(alone, url)
    return stories[0] if len(stories) == 1 else None


def _read_all(candidates: list[_Candidate], url: str | None) -> list[StateStory]:
    return [story for each in candidates[:MAX_READ] if (story := _read(each, url)) is not None]


def _chars(story: StateStory) -> int:
    return sum(map(len, story.lines))


def _key(story: StateStory) -> str:
    return "".join(map(comparison_key, story.lines))


def _read(candidate: _Candidate, url: str | None) -> StateStory | None:
    """The story of an object, by the longest of its texts; None where they are summaries."""
    values = (value for key, value in candidate.node.items() if _may_be_body(key, value))
    body = max(map(as_html, islice(values, MAX_READ)), key=len)
    tree = parse_page(f"<article>{body}</article>")
    if tree is None:
        return None
    drop_code(tree)
    blocks = page_blocks(tree, url)
    if sum(len(block.text) for block in blocks if block.is_prose) < STORY_MIN_PROSE_CHARS:
        return None
    page = list(blocks[0].box.path())[-1]
    lines = [as_line(block) for block in blocks if not in_junk_box(block, page)]
    return StateStory(tree, blocks, (*_deck(candidate.node, lines), *lines), _as_json_ld(candidate))


def _deck(node: dict[str, Any], lines: Sequence[str]) -> list[str]:
    """The sentence that the story is announced with, unless it is the beginning of the story."""
    texts = (plain_text(value) for key, value in node.items() if key.lower() in DECK_NAMES and isinstance(value, str))
    deck = next((text for text in islice(texts, MAX_READ) if _may_be_deck(text)), "")
    return [deck] if deck and not comparison_key("".join(lines)).startswith(comparison_key(deck)) else []


def _may_be_deck(text: str) -> bool:
    return "\n" not in text and DECK_MIN_WORDS <= word_count(text) <= DECK_MAX_WORDS and ends_sentence(text)


def _as_json_ld(candidate: _Candidate) -> JsonLd:
    """Headline, authors and date in the names of JSON-LD."""
    found = {"headline": candidate.title}
    for name, keys in (("author", _AUTHOR_KEYS), ("datePublished", _PUBLISHED_KEYS)):
        value = next((candidate.node[key] for key in keys if candidate.node.get(key)), None)
        if value is not None:
            found[name] = value
    return replace(JsonLd(), article=found, articles=(found,))
