"""When two URLs are of one page, in a narrow and in a wide sense, and which site a URL belongs to."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

# Names that only ever say where a reader came from. courlan's list is wider: it takes `cid`, `uid`
# or anything that begins with `ga`, with which some sites number their articles, and two articles
# that become one are worse than one article kept twice.
_TRACKING_NAMES = frozenset(
    {"_ga", "_gl", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "msclkid", "srsltid", "twclid", "wbraid", "yclid"}
    | {"ysclid", "igsh", "igshid", "mibextid", "_hsenc", "_hsmi", "mc_cid", "mc_eid", "mkt_tok", "vero_id", "xtor"}
    | {"cmp", "cmpid", "ito", "ocid", "s_cid", "smid", "smtyp", "taid", "wt_mc", "wt.mc"}
    | {"ref", "ref_src", "ref_url", "referer", "referrer", "share", "source", "sr_share"}
)
_TRACKING_PREFIXES = ("utm_", "at_medium", "at_campaign", "itm_", "mtm_", "oly_", "pk_campaign", "pk_kwd", "ns_")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_EDITION_HOSTS = ("www.", "amp.", "m.", "mobile.", "print.")
_EDITION_NAMES = frozenset({"amp", "print", "printable", "imprimer", "imprimir", "drucken", "stampa"})
_EDITION_ENDINGS = (".amp", "-amp", "-print", "_print", ".print")
_EDITION_PARAMETERS = frozenset(
    {"amp", "print", "printable", "output", "outputtype", "view", "tmpl", "layout", "mobile"}
)
_EDITION_SWITCHES = frozenset({"amp", "print", "printable"})
_SWITCHED_ON = frozenset({"", "1", "true", "yes", "amp", "print"})
_EDITION_MARK = re.compile(r"[.]amp(?=[.][a-z]{3,5}\Z|\Z)|[.]print(?=[.][a-z]{3,5}\Z|\Z)", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp)\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default)\Z", re.IGNORECASE)
# Of such a URL, which is how most are, the key is plain to see. `xn--` begins a name in another script.
_PLAIN = re.compile(
    r"https?://((?!xn--)[a-z0-9-]{1,63}(?:\.(?!xn--)[a-z0-9-]{1,63})+)((?:/(?!\.\.?(?:/|\Z))[\w.~-]*)*)", re.ASCII
)
# A path without any of these, which is how most are, says nothing of an edition.
_MAY_NAME_EDITION = re.compile(rf"[.]|(?:\A|/)/|index|default|{'|'.join(sorted(_EDITION_NAMES))}", re.IGNORECASE)
# A last segment of three words, or with a number of five digits and more, names the page by itself: what is asked
# for beside it is a manner of showing it.
_NAMES_ITSELF = re.compile(r"\w-\w+-\w|\d{5}")


def url_key(url: str) -> str:
    """The form of a URL that is the same for all URLs of one page.

    >>> url_key("http://Example.com:80/story/?utm_source=x&b=2&a=1#top")
    'https://example.com/story?a=1&b=2'
    """
    return canonical_url(url) or url.strip()


@lru_cache(maxsize=1024)  # one page's URL is asked for by every stage
def canonical_url(url: str) -> str | None:
    """The key of a web URL; None for anything else."""
    if plain := _PLAIN.fullmatch(url):
        return f"https://{plain[1]}{plain[2].rstrip('/')}"
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return None
        # http and https of one host are one site; a user name is no part of what a page is.
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    except ValueError:  # a malformed host or port, or characters that cannot be encoded
        return None
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(name)]
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def _tracks(name: str) -> bool:
    lowered = name.lower()
    return lowered in _TRACKING_NAMES or lowered.startswith(_TRACKING_PREFIXES)


def fetch_key(url: str) -> str:
    """The key under which a page is fetched once: that of `url_key`, but one for its AMP, mobile and printed editions.

    An edition is known by a mark that says nothing else, and only where the rest of the path names an
    article by itself. Parameters stay: what they choose is often the article.

    >>> fetch_key("http://amp.example.com/news/a-long-story.amp.html?id=3&amp=1")
    'https://example.com/news/a-long-story.html?id=3'
    >>> fetch_key("https://example.com/print/edition")
    'https://example.com/print/edition'
    """
    key = canonical_url(url)
    if key is None:
        return url.strip()
    parts = urlsplit(key)
    segments = parts.path.split("/")[1:]
    marked = [segments[0], segments[-1]] if len(segments) > 1 else []
    kept = list(segments)
    if marked and marked[0].lower() in _EDITION_NAMES:
        kept = kept[1:]
    if marked and marked[-1].lower() in _EDITION_NAMES:
        kept = kept[:-1]
    kept = [*kept[:-1], _EDITION_MARK.sub("", kept[-1])] if kept else kept
    if not (kept and _NAMES_ITSELF.search(kept[-1])):
        kept = segments
    path = "".join(f"/{segment}" for segment in kept)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _asks_for_edition(*pair)]
    return urlunsplit(("https", _without_edition_host(parts.netloc), path, urlencode(query), ""))


def _asks_for_edition(name: str, value: str) -> bool:
    named, chosen = name.lower(), value.lower()
    if named in _EDITION_SWITCHES:
        return chosen in _SWITCHED_ON
    return named in _EDITION_PARAMETERS and chosen in _EDITION_NAMES


def _without_edition_host(host: str) -> str:
    for edition in _EDITION_HOSTS if host.startswith(_EDITION_HOSTS) else ():
        host = host.removeprefix(edition) if host.count(".") > 1 else host
    return host


def page_key(url: str) -> str:
    """The key of a page in all its editions: mobile, AMP, for print, and with any parameters.

    Wider than `url_key`: where two articles share a key, the one only does not testify against the other.

    >>> page_key("http://www.example.com/a-long-story.amp.html?from=home")
    'https://example.com/a-long-story'
    >>> page_key("https://m.example.com/amp/?id=12&print=1")
    'https://example.com?id=12'
    """
    key = canonical_url(url)
    if key is None:
        return url.strip()
    place, _, query = key.removeprefix("https://").partition("?")
    host, slash, path = place.partition("/")
    if not query and not _MAY_NAME_EDITION.search(path):
        return f"https://{_without_edition_host(host)}{slash}{path}"
    segments = path.split("/")
    bare = [_bare_segment(segment) for segment in segments]
    kept = [segment for segment in bare if segment and segment.lower() not in _EDITION_NAMES]
    if kept and _INDEX.fullmatch(kept[-1]):
        kept.pop()
    left = "" if not query or (kept and _NAMES_ITSELF.search(kept[-1])) else _without_edition(query)
    return "https://" + "/".join([_without_edition_host(host), *kept]) + (f"?{left}" if left else "")


def _bare_segment(segment: str) -> str:
    bare = _FILE_ENDING.sub("", segment) if "." in segment else segment
    for ending in _EDITION_ENDINGS if bare.endswith(_EDITION_ENDINGS) else ():
        bare = bare.removesuffix(ending)
    return _FILE_ENDING.sub("", bare) if "." in bare else bare


def _without_edition(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if name.lower() not in _EDITION_PARAMETERS])


@lru_cache(maxsize=1)
def _domains() -> TLDExtract:
    # No cache folder and no list from the network: the list that the package brings decides.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def site_of(url: str | None) -> str | None:
    """The registered domain of a URL; the host where it has none (an address, `localhost`)."""
    if not url:
        return None
    found = _domains()(url)
    host = f"{found.subdomain}.{found.domain}".strip(".")
    return found.top_domain_under_public_suffix or host or None


def is_front_page(url: str | None) -> bool:
    """Whether the address is that of a site's front page; one that is broken is none."""
    if url is None:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:  # a broken IPv6 address
        return False
    return parts.path in ("", "/") and not parts.query


def is_of_site(host: str, site: str) -> bool:
    """Whether the host is the registered domain `site`, or one below it."""
    return host == site or host.endswith(f".{site}")


def article_url(final_url: str, claimed: str | None) -> str:
    """What identifies the article at `final_url`, whose page claims the canonical URL `claimed`.

    The page's own canonical URL counts where it is of the same registered domain: a page cannot
    claim to be another site's. One that names the front page is a mistake of the site's template.
    """
    key = canonical_url(final_url)
    canonical = canonical_url(claimed) if claimed else None
    same_site = key and canonical and site_of(key) == site_of(canonical)
    if canonical and same_site and (_names_a_page(canonical) or not _names_a_page(key or "")):
        return canonical
    return key or final_url.strip()


def _names_a_page(key: str) -> bool:
    parts = urlsplit(key)
    return bool(parts.path or parts.query)
