"""Where a page writes its headline: its data, its cards, its headings, its title element."""

from collections.abc import Iterator, Sequence

from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.found import Found
from newsclean.extract.json_ld import JsonLd, plain_text

MAX_TITLE_CHARS = 400
"""Longer is a text, not a headline."""
_MAX_HEADINGS = 20
_MAX_VALUES_OF_A_META = 3
_BEHIND_LATIN = "\u0250"
OTHER_METAS = (
    *("title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline", "hdl", "articletitle"),
)


def title_candidates(declared: Declared, json_ld: JsonLd) -> Iterator[Found[str]]:
    """What may be the headline, each with the place that says so, as plain text."""
    for node in json_ld.articles[:3]:
        for key in ("headline", "name"):
            value = node.get(key)
            if isinstance(value, str) and (title := plain_title(value)):
                yield Found(title, "json-ld")
                break
    for name in ("og:title", "twitter:title", *OTHER_METAS):
        for value in declared.metas.get(name, ())[:_MAX_VALUES_OF_A_META]:
            if title := plain_title(value):
                yield Found(title, f"meta {name}")
    for heading in declared.headings[:_MAX_HEADINGS]:
        if title := plain_title(heading):
            yield Found(title, "h1")
    if declared.title and (title := plain_title(declared.title)):
        yield Found(title, "title element")


def plain_title(value: str) -> str:
    """The words of a declared title; none where it is longer than a headline is."""
    text = " ".join(plain_text(value).replace("\u00ad", "").split())
    return text if len(text) <= MAX_TITLE_CHARS else ""


def in_script_of_heading(raw: Sequence[Found[str]]) -> Sequence[Found[str]]:
    """Without what is said in Latin letters, for search engines, where the heading and the card are in others."""
    first = first_places(raw)
    visible = [raw[first[origin]].value for origin in ("h1", "meta og:title") if origin in first]
    if len(visible) < len(("h1", "meta og:title")) or any(map(_is_latin, visible)):
        return raw
    return [each for each in raw if not _is_latin(each.value)]


def _is_latin(text: str) -> bool:
    """Whether most of its letters are."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < _BEHIND_LATIN for char in letters) > len(letters)


def first_places(candidates: Sequence[Found[str]]) -> dict[str, int]:
    """By origin, the place of its first candidate."""
    return {each.origin: place for place, each in reversed(list(enumerate(candidates)))}
