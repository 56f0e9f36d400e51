"""What the shape of a URL and the length of a link's words say, language aside."""

import re
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

import tldextract
from courlan import is_not_crawlable

from newsclean.text import UNSPACED_LETTER, words

HEADLINE_WORDS = 5
"""Menu entries have one to three words, headlines five and more."""
HEADLINE_CHARACTERS = 25
"""The same for languages with long words."""
MAX_HEADLINE_CHARACTERS = 400
"""Longer, and the link wraps a whole box or text; a headline is in it somewhere."""
SLUG_WORDS = 4
"""Words in the last part of the path from which it is a headline made into a URL."""
SLUG_CHARACTERS = 8
"""Characters of a script without spaces between words that make up such a slug; sections have two to four."""
ID_DIGITS = 5
"""Numbers of articles are long; those of pages and years are shorter."""

_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[/_.-](?:0?[1-9]|1[0-2])(?:[/_.-](?:0?[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
)
_NUMBER = re.compile(rf"\d{{{ID_DIGITS},}}")
_PAGE_SUFFIXES = (".html", ".htm", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".cms", ".ece", ".amp")
_OTHER_SUFFIX = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|pptx?|epub|zip|gz|rar|7z|mp[34]|m4[av]|avi|mov|webm|ogg|wav"
    r"|css|js|json|xml|rss|atom|apk|exe|ics|vcf)$",
    re.IGNORECASE,
)

# fmt: off
_LISTING_SEGMENTS = frozenset(
    {
        "tag", "tags", "topic", "topics", "thema", "themen", "theme", "themes", "tema", "temas", "category",
        "categories", "kategorie", "categorie", "categoria", "categorias", "author", "authors", "auteur",
        "auteurs", "autor", "autores", "autore", "autori", "user", "users", "profile", "page", "pages",
        "seite", "pagina", "search", "suche", "recherche", "buscar", "label", "labels", "schlagwort",
        "archive", "archives", "feed", "rss",
    }
)
# fmt: on
"""Parts of a path that name a listing when the last part hangs on them: /tag/budget, /author/jane-doe-smith-hall."""

# The list of public suffixes that comes with the package; nothing is fetched and nothing cached on disk.
_extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def site_of_host(host: str) -> str:
    """The registered domain of `host`, or the host itself where it has none (an address, `localhost`).

    >>> site_of_host("news.bbc.co.uk"), site_of_host("127.0.0.1")
    ('bbc.co.uk', '127.0.0.1')
    """
    return _extract(host).top_domain_under_public_suffix or host


def same_site(url: str, other: str) -> bool:
    """Whether two URLs stand under one registered domain. An address without a domain counts with its port."""
    one, two = urlsplit(url), urlsplit(other)
    site = site_of_host(one.hostname or "")
    if site != site_of_host(two.hostname or ""):
        return False
    return ("." in site and not site.replace(".", "").isdigit()) or one.port == two.port


def is_other_kind(url: str) -> bool:
    """Whether `url` says itself that it is no article: a start page, a tag or author page, a login, a picture."""
    path = urlsplit(url).path
    if path in ("", "/") and not _NUMBER.search(url):
        return True
    segments = path.lower().strip("/").split("/")
    if segments[-1] in _LISTING_SEGMENTS or (len(segments) > 1 and segments[-2] in _LISTING_SEGMENTS):
        return True
    return bool(_OTHER_SUFFIX.search(path)) or is_not_crawlable(url)


def shares_a_page(url: str, page_url: str) -> bool:
    """Whether `url` hands a page on: to a social network, a printer, a translator, a login."""
    host = urlsplit(page_url).hostname or page_url
    values = (value for _, value in parse_qsl(urlsplit(url).query))
    return any(value.startswith(("http://", "https://")) or host in value for value in values)


def url_score(url: str) -> float:
    """How much the URL alone looks like an article's, 0 to about 2.5: a date, a slug, a number, a page suffix."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    score = 1.0 if _DATE.search(parts.path) else 0.0
    stem = last.lower()
    for suffix in _PAGE_SUFFIXES:
        if stem.endswith(suffix):
            stem = stem.removesuffix(suffix)
            score += 0.25
            break
    score += _slug_score(stem)
    if _NUMBER.search(_DATE.sub(" ", stem)) or _NUMBER.search(parts.query):
        score += 0.5
    return score


def _slug_score(stem: str) -> float:
    if len(UNSPACED_LETTER.findall(stem)) >= SLUG_CHARACTERS:
        return 1.0
    parts = [part for part in re.split(r"[-_,+. ]", stem) if len(part) > 1 and not part.isdigit()]
    if len(parts) >= SLUG_WORDS:
        return 1.0
    return 0.5 if len(parts) == SLUG_WORDS - 1 else 0.0


def headline_score(text: str) -> float:
    """How much the words of a link look like a headline, 0, a half or 1."""
    characters = len(text)
    count = len(words(text))
    if (count >= HEADLINE_WORDS and characters >= HEADLINE_CHARACTERS - 10) or characters >= HEADLINE_CHARACTERS:
        return 0.5 if characters > MAX_HEADLINE_CHARACTERS else 1.0
    return 0.5 if count >= HEADLINE_WORDS - 2 and characters >= HEADLINE_CHARACTERS // 2 else 0.0
