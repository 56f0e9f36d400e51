"""When two records are of the same article, and when they say the same."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from newsclean.models import CleanRecord

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

# Without suffix_list_urls the list inside the package is used, and nothing is fetched or cached.
_registered_domain_of = TLDExtract(suffix_list_urls=(), cache_dir=None)


def url_key(url: str) -> str:
    """The form of a URL that is the same for all URLs of one page.

    >>> url_key("http://Example.com:80/story/?utm_source=x&b=2&a=1#top")
    'https://example.com/story?a=1&b=2'
    """
    return _canonical(url) or url.strip()


def _canonical(url: str) -> str | None:
    """The key of a web URL; None for anything else."""
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


def article_key(record: CleanRecord) -> str:
    """What identifies the article: its URL, or the fingerprint of a text that has none.

    The page's own canonical URL counts where it is of the same registered domain: a page cannot
    claim to be another site's. One that names the front page is a mistake of the site's template.
    """
    url = record.final_url or record.url
    if not url:
        return f"text:{record.fingerprint or content_digest(record)}"
    key = _canonical(url)
    claimed = _canonical(record.canonical_url) if record.canonical_url else None
    if key and claimed and _site(key) == _site(claimed) and (_names_a_page(claimed) or not _names_a_page(key)):
        return claimed
    return key or url.strip()


def url_keys(record: CleanRecord) -> frozenset[str]:
    """All keys under which the record's article may be asked for by URL."""
    own = {url_key(url) for url in (record.url, record.final_url) if url}
    return frozenset(own | {article_key(record)})


def content_digest(record: CleanRecord) -> str:
    """Hexadecimal SHA-256 of what makes a version: title and text."""
    return digest(f"{record.title or ''}\0{record.text}")


def digest(text: str) -> str:
    """Hexadecimal SHA-256 of a text; URLs can be longer than a database index takes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _site(key: str) -> str:
    host = urlsplit(key).hostname or ""
    return _registered_domain_of(host).top_domain_under_public_suffix or host


def _names_a_page(key: str) -> bool:
    parts = urlsplit(key)
    return bool(parts.path or parts.query)
