"""What names the site: its name, its domain, the page's canonical address, its language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

import tldextract

from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.organisations import without_outlet_ending
from newsclean.extract.fields.words import words
from newsclean.extract.json_ld import JsonLd, as_list, plain_text
from newsclean.folding import fold
from newsclean.page_urls import is_front_page

MAX_SITE_NAME_CHARS = 80
MAX_URL_CHARS = 2_000

_MAX_HEADINGS = 20
_NAME_SEPARATOR = re.compile(r"\s[|–—·•»-]\s|[|｜]|_(?=[^_]+$)")
_NAME_METAS = ("sitename", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")


@dataclass(frozen=True, slots=True)
class Site:
    """The site's own names."""

    name: Found[str] | None
    names: frozenset[str]
    """All forms of the name, folded: as declared, the domain, the domain without its ending."""
    headings: frozenset[str] = frozenset()
    """The same where it heads the page as the name of a blog, and the page's title with it."""


def find_site(declared: Declared, json_ld: JsonLd, url: str | None) -> Site:
    """The site's name and all forms under which it may stand in titles and bylines."""
    found = [Found(name, origin) for name, origin in _site_names(declared, json_ld)]
    names = {fold(each.value) for each in found}
    headings = frozenset(_headings_in_title(declared))
    if not found:
        names = {fold(name) for name in _names_behind_headline(declared)}
    names |= headings
    names |= {name.removeprefix("the ") for name in names}
    names |= {without_outlet_ending(name) for name in names}
    if url and (host := _host(url)):
        domain = registered_domain(url) or host
        label = domain.removeprefix("www.").split(".", 1)[0]
        names |= {host, host.removeprefix("www."), domain, label, label.replace("-", " ")}
    return Site(found[0] if found else None, frozenset(name for name in names if len(name) > 1), headings)


def _site_names(declared: Declared, json_ld: JsonLd) -> Iterator[tuple[str, str]]:
    for name, content in declared.values("og:site_name"):
        yield content, f"meta {name}"
    for node in json_ld.articles:
        for publisher in map(json_ld.resolve, as_list(node.get("publisher"))[:3]):
            value = publisher.get("name") if isinstance(publisher, dict) else publisher
            for each in as_list(value)[:3]:
                if isinstance(each, str) and 0 < len(text := plain_text(each)) <= MAX_SITE_NAME_CHARS:
                    yield text, "json-ld"
    for name, content in declared.values(*_NAME_METAS):
        if len(content) <= MAX_SITE_NAME_CHARS and "/" not in content:
            yield content, f"meta {name}"


def _headings_in_title(declared: Declared) -> Iterator[str]:
    """The names in headings that link to the front page, as far as the title element begins or ends with them."""
    title = fold(declared.title or "")
    for name in map(fold, declared.site_headings[:_MAX_HEADINGS]):
        if len(name) <= MAX_SITE_NAME_CHARS and (title.startswith(name) or title.endswith(name)):
            yield name


def _names_behind_headline(declared: Declared) -> Iterator[str]:
    """What the title element has behind the headline that the card or a heading has alone."""
    title = declared.title or ""
    cuts = list(_NAME_SEPARATOR.finditer(title))
    if not cuts:
        return
    headlines = {fold(text) for text in (declared.first("og:title"), *declared.headings[:_MAX_HEADINGS]) if text}
    name = title[cuts[-1].end() :]
    if any(cut.start() > len(name) and fold(title[: cut.start()]) in headlines for cut in cuts):
        yield name[:MAX_SITE_NAME_CHARS]


@cache
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the packaged list: nothing is downloaded


def registered_domain(url: str) -> str | None:
    """The registered domain of an address: `news.example.co.uk` has `example.co.uk`."""
    host = _host(url)
    if not host:
        return None
    parts = _suffixes()(host)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else None


def _host(url: str) -> str | None:
    try:
        parts = urlsplit(url[:MAX_URL_CHARS])
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def find_canonical_url(declared: Declared, url: str | None) -> Found[str] | None:
    """The address that the page calls its own, where it is of the same registered domain as `url`."""
    candidates = ((declared.canonical, "link canonical"), (declared.first("og:url"), "meta og:url"))
    for value, origin in candidates:
        if not value or len(value) > MAX_URL_CHARS:
            continue
        try:
            absolute = urljoin(url or "", value.strip())
        except ValueError:
            continue
        host = _host(absolute)
        if host and (url is None or registered_domain(absolute) == registered_domain(url)):
            return Found(absolute, origin)
    return None


def stated_address(declared: Declared) -> str | None:
    """The address that a page of unknown origin calls its own; None where that is a front page.

    Careless templates call the front page the canonical address of every page.
    """
    found = find_canonical_url(declared, None)
    return None if found is None or is_front_page(found.value) else found.value


def find_language(declared: Declared, json_ld: JsonLd) -> Found[str] | None:
    """The language that most of the page's declarations name, as ISO 639-1."""
    found = [Found(code, origin) for value, origin in _languages(declared, json_ld) if (code := language_code(value))]
    if not found:
        return None
    counts = Counter(each.value for each in found)
    return max(found, key=lambda each: counts[each.value])  # the first of those that are named most


def _languages(declared: Declared, json_ld: JsonLd) -> Iterator[tuple[str, str]]:
    for node in json_ld.articles[:1]:
        value = node.get("inLanguage")
        value = value.get("alternateName") or value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value, "json-ld"
    if declared.language:
        yield declared.language, "html lang"
    for name, value in declared.values("content-language", "language", "og:locale", "dc.language", "inlanguage"):
        yield value, f"meta {name}"


def language_code(value: str) -> str | None:
    """The ISO 639-1 code of a declared language: `en-GB` is `en`; None for what names no language.

    >>> language_code("pt_BR"), language_code("nb-NO"), language_code("x-default")
    ('pt', 'no', None)
    """
    code = re.split(r"[-_,; ]", value.strip().lower()[:20], maxsplit=1)[0]
    code = words().language_aliases.get(code, code)
    return code if code in words().language_codes else None
