"""Which part of a title is the headline: without the site's name, and without kickers that no two places share."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from newsclean.extract.fields.organisations import ends_as_outlet
from newsclean.extract.fields.site import Site
from newsclean.folding import fold
from newsclean.text import words

_MIN_HEADLINE_WORDS = 4
"""Of what stands behind a kicker or before a note in brackets; with fewer it is a rubric."""
_SECTION_MAX_WORDS = 3
"""The site's name with that of a section behind it."""

# "新华网", "中国载人航天官方网站".
_OUTLET_MAX_CHARS = 16
_HAN = "[\u3040-\u30ff\u3400-\u9fff]"
_SEPARATOR = re.compile(
    r"\s+[|–—·•»›‹~-]+\s+|\s+:\s+(?=\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"|\s*[|｜]\s*|\s*[-–—]{2,}\s*|\s+::\s+|_(?=[^_]+$)|(?<=[^\W\d])[：](?=\S)"
    rf"|(?<={_HAN})-(?={_HAN}[^-]{{1,{_OUTLET_MAX_CHARS}}}$)"
)
_COLON = re.compile(r"\s?:\s+")
_KICKER_END = re.compile(r":\s+|\s[|–—-]\s+")
# East Asian pages name the outlet in brackets behind the headline; it goes where another candidate goes without.
_NOTE = re.compile(r"\s*[（【]")

_ADDITION = re.compile(
    rf"\s*[（【][^（）【】]{{1,{_OUTLET_MAX_CHARS}}}[）】]$"
    r"|\s+(?:halaman|laman|page|seite|p[aá]gina|pagina|strona|sayfa|trang)\s(?:\d+|all)$"
    r"|\s+[-–|]\s+(?:19|20)\d\d[01]\d[0-3]\d(?!\d).*",  # the day of the issue, and the section
    re.IGNORECASE,
)


def headline_parts(values: Collection[str], site: Site, shown: Collection[str]) -> dict[str, str]:
    """Of each candidate's text that part which is the headline.

    `shown` are folded texts, the candidates among them, one of which may be the headline alone.
    """
    return _without_kickers({value: _agreed_part(value, shown) or without_site(value, site) for value in values})


def _agreed_part(title: str, shown: Collection[str]) -> str | None:
    """The part of a title that another place writes alone."""
    return next((part for part in _detached(title) if part and fold(part) in shown), None)


def _detached(title: str) -> Iterator[str]:
    for cut in _SEPARATOR.finditer(title):
        yield from sorted((title[: cut.start()].strip(), title[cut.end() :].strip()), key=len, reverse=True)
    for cut in _NOTE.finditer(title):
        if len(words(title[: cut.start()])) >= _MIN_HEADLINE_WORDS:
            yield title[: cut.start()]


def without_site(title: str, site: Site) -> str:
    """The title without a head or tails that name the site."""
    title = _without_blog(title, site) if site.headings else title
    cuts = list(_SEPARATOR.finditer(title))
    while cuts:
        cut = cuts.pop()
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if not head or not _names_site(tail, site):
            break
        title = head
    first = _SEPARATOR.search(title)
    if first and _names_site(title[: first.start()], site) and title[first.end() :].strip():
        return title[first.end() :].strip()
    return title


def _without_blog(title: str, site: Site) -> str:
    """The title without what heads the page on the other side of a colon: "Harbour Notes: The ferry is late"."""
    for colon in _COLON.finditer(title):
        before, behind = title[: colon.start()], title[colon.end() :]
        if fold(before) in site.headings:
            return behind
        if fold(behind) in site.headings:
            return before
    return title


def without_addition(title: str, shown: Iterable[str]) -> str:
    """The title without the page's number, the issue's day or the outlet in brackets, where a heading is all before."""
    addition = _ADDITION.search(title)
    before = fold(title[: addition.start()]) if addition else ""
    return next((heading for heading in shown if before and fold(heading) == before), title)


def _names_site(part: str, site: Site) -> bool:
    folded = fold(part).strip(" .")
    if folded in site.names:
        return True
    if len(folded) <= _OUTLET_MAX_CHARS and ends_as_outlet(folded):
        return True
    parts = folded.split()
    if parts and len(parts) <= _SECTION_MAX_WORDS and parts[0] in site.names:
        return True  # "EX Politics" of a site named EX
    # "Example News" of a site named Example, "news.example.org" of example.org.
    said = set(words(folded))
    return len(parts) <= 4 and any(
        len(name) > 3 and (name in folded or said.issuperset(words(name.replace("-", " ")))) for name in site.names
    )


def _without_kickers(bare: Mapping[str, str]) -> dict[str, str]:
    """The titles, without the kicker where another has the same headline behind one that shares no word with it."""
    kickers: dict[str, list[set[str]]] = {}
    for kicker, headline in map(_split_kicker, set(bare.values())):
        kickers.setdefault(fold(headline), []).append(kicker)

    def without(title: str) -> str:
        kicker, headline = _split_kicker(title)
        return headline if any(not kicker & other for other in kickers[fold(headline)] if other) else title

    return {value: without(title) for value, title in bare.items()}


def _split_kicker(title: str) -> tuple[set[str], str]:
    """The folded words before the first separator, and what follows; no words where the title has no kicker."""
    cut = _KICKER_END.search(title)
    if cut is None or len(words(title[cut.end() :])) < _MIN_HEADLINE_WORDS:
        return set(), title
    return set(words(fold(title[: cut.start()]))), title[cut.end() :]
