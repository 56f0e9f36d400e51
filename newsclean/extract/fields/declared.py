"""What a page declares of itself in its head, and its headings and times, in one pass over the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsclean.folding import fold
from newsclean.page_urls import is_front_page

MAX_VALUES = 2_000
"""Elements read of one page; an ordinary page has about a hundred."""
MAX_HEADING_BOXES = 8
"""Of a heading: its kicker, its headline, what is between. One with more is made of letters."""
MAX_VALUE_CHARS = 2_000
"""Of a declared value; what is longer is no name, date or headline."""
# With fewer a heading may be the name of a site.
_HEADLINE_MIN_WORDS = 5
_FRONT = frozenset({"/", "./"})


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A `time` element: its machine-readable value, its words and the element itself."""

    datetime: str
    text: str
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations of one page; names are in lower case, values as written but for white space."""

    metas: Mapping[str, tuple[str, ...]]
    """Values by `name`, `property` or `itemprop` of the meta elements."""
    canonical: str | None = None
    language: str | None = None
    title: str | None = None
    headings: tuple[str, ...] = ()
    """Texts of the h1 elements, without those of `site_headings`."""
    site_headings: tuple[str, ...] = ()
    """Texts of the h1 elements that are but a link to the front page: there a site writes its own name."""
    times: tuple[TimeElement, ...] = ()

    def values(self, *names: str) -> Iterator[tuple[str, str]]:
        """Name and value of the meta elements of these names, in the order of the names."""
        for name in names:
            for value in self.metas.get(name, ()):
                yield name, value

    def first(self, *names: str) -> str | None:
        """The first value under any of these names."""
        return next((value for _, value in self.values(*names)), None)


def element_text(element: HtmlElement, max_chars: int = MAX_VALUE_CHARS) -> str:
    """The words of an element, white space made single, cut after `max_chars` characters."""
    parts: list[str] = []
    size = 0
    for part in _texts(element):
        parts.append(part)
        size += len(part)
        if size > max_chars:
            break
    return " ".join("".join(parts).split())[:max_chars]


def _texts(element: HtmlElement) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if node.tag == "br":
            yield " "
        if event == "start":
            yield node.text or ""
        elif node is not element:
            yield node.tail or ""


def read_declared(tree: HtmlElement) -> Declared:
    """Read the head's declarations, the headings and the times of a parsed page."""
    metas: dict[str, list[str]] = {}
    headings: list[str] = []
    site_headings: list[str] = []
    times: list[TimeElement] = []
    canonical = title = None
    for count, element in enumerate(tree.iter("meta", "link", "title", "h1", "time")):
        if count > MAX_VALUES:
            break
        tag = element.tag
        if tag == "meta":
            _add_meta(metas, element)
        elif tag == "link":
            if canonical is None and "canonical" in (element.get("rel") or "").lower().split():
                canonical = element.get("href")
        elif tag == "title":
            title = title or element_text(element)
        elif tag == "h1":
            if text := _heading_text(element):
                (site_headings if _leads_to_front(element, text) else headings).append(text)
        else:
            times.append(TimeElement((element.get("datetime") or "").strip(), element_text(element, 100), element))
    if any(_is_headline(each, title, is_only=not headings) for each in site_headings):
        headings, site_headings = [*site_headings, *headings], []
    return Declared(
        metas={name: tuple(values) for name, values in metas.items()},
        canonical=canonical,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
        title=title,
        headings=tuple(headings),
        site_headings=tuple(site_headings),
        times=tuple(times),
    )


def _is_headline(site_heading: str, title: str | None, *, is_only: bool) -> bool:
    """Whether a heading that leads to the front page is what the page is called, or all that the page is called by."""
    heading, whole = fold(site_heading), fold(title or "")
    is_long = site_heading.count(" ") + 1 >= _HEADLINE_MIN_WORDS
    return heading == whole or (is_only and is_long and (not whole or whole.startswith(heading)))


def _leads_to_front(heading: HtmlElement, text: str) -> bool:
    link = next(heading.iter("a"), None)
    target = (link.get("href") or "").strip() if link is not None else ""
    is_front = target in _FRONT or (target.startswith("http") and is_front_page(target[:MAX_VALUE_CHARS]))
    return link is not None and is_front and element_text(link) == text


def _heading_text(heading: HtmlElement) -> str:
    """Its words; a box that begins with a capital right behind another, as a headline behind its kicker, begins one."""
    text = element_text(heading)
    boxes = list(islice(heading.iter("span"), MAX_HEADING_BOXES + 1))
    if not 1 < len(boxes) <= MAX_HEADING_BOXES:
        return text
    for box in boxes:
        before = box.getprevious()
        if before is None or before.tail:
            continue
        end, start = element_text(before), element_text(box)
        if end[-1:].isalnum() and start[:1].isupper() and len(end) > 1:
            text = text.replace(end + start, f"{end} {start}", 1)
    return text


def _add_meta(metas: dict[str, list[str]], element: HtmlElement) -> None:
    value = element.get("content") or element.get("value")
    if not value or len(value) > MAX_VALUE_CHARS or not (value := " ".join(value.split())):
        return
    names = {element.get(key) for key in ("property", "name", "itemprop", "http-equiv")}
    for name in names:
        if name:
            metas.setdefault(name.strip().lower(), []).append(value)
