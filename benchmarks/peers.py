"""The extractors that newsclean is measured beside, each behind one signature.

Every peer is imported only when it is used, with its default settings where it has any.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version

from newsclean.version import __version__

JUSTEXT_STOPLISTS = {
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hu": "Hungarian", "it": "Italian", "nl": "Dutch", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeerPage:
    """What a peer is given. `html` is decoded once, so that no peer is judged by its decoding."""

    content: bytes
    html: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a peer made of a page. A field that the peer does not offer stays empty."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None


Extract = Callable[[PeerPage], Extraction]


@dataclass(frozen=True, slots=True)
class System:
    """A system that can be measured."""

    package: str
    """Name under which it is installed, for its version."""
    load: Callable[[], Extract]
    has_fields: bool

    def installed_version(self) -> str | None:
        if self.package == "newsclean":
            return __version__  # of this checkout, installed or not
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None


def load_newsclean() -> Extract:
    from newsclean.api import clean_html

    def extract(page: PeerPage) -> Extraction:
        record = clean_html(page.content, url=page.url or None)
        return Extraction(record.text, record.title, tuple(record.authors), record.published)

    return extract


def load_trafilatura() -> Extract:
    return _trafilatura(favor_precision=False)


def load_trafilatura_precision() -> Extract:
    return _trafilatura(favor_precision=True)


def _trafilatura(*, favor_precision: bool) -> Extract:
    import trafilatura
    from trafilatura.settings import Document

    def extract(page: PeerPage) -> Extraction:
        found = trafilatura.bare_extraction(
            page.content,
            url=page.url or None,
            include_comments=False,
            with_metadata=True,
            favor_precision=favor_precision,
        )
        if not isinstance(found, Document):
            return Extraction("")
        authors = tuple(found.author.split("; ")) if found.author else ()
        return Extraction(found.text or "", found.title, authors, as_date(found.date))

    return extract


def load_readability() -> Extract:
    import lxml.html
    from readability import Document

    def extract(page: PeerPage) -> Extraction:
        document = Document(page.html)
        tree = lxml.html.fromstring(document.summary(html_partial=True))
        lines = (text.strip() for text in tree.itertext())
        return Extraction("\n".join(line for line in lines if line), document.short_title())

    return extract


def load_newspaper() -> Extract:
    import newspaper

    def extract(page: PeerPage) -> Extraction:
        article = newspaper.article(page.url or "http://localhost/", input_html=page.html, fetch_images=False)
        return Extraction(article.text, article.title, _names(article.authors), as_date(article.publish_date))

    return extract


def load_goose() -> Extract:
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def extract(page: PeerPage) -> Extraction:
        article = goose.extract(raw_html=page.html)
        published = as_date(article.publish_datetime_utc or article.publish_date)
        return Extraction(article.cleaned_text, article.title, _names(article.authors), published)

    return extract


def load_resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(page: PeerPage) -> Extraction:
        tree = HTMLTree.parse(page.html)
        return Extraction(extract_plain_text(tree, main_content=True, links=False, alt_texts=False), tree.title)

    return extract


def load_justext() -> Extract:
    import justext

    def extract(page: PeerPage) -> Extraction:
        stoplist = JUSTEXT_STOPLISTS.get(page.language)
        words = justext.get_stoplist(stoplist) if stoplist else frozenset()
        # Its own way of doing without a language: no line is judged by its stop words.
        options = {} if stoplist else {"stopwords_low": 0, "stopwords_high": 0}
        paragraphs = justext.justext(page.content, words, **options)
        return Extraction("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))

    return extract


def _names(found: object) -> tuple[str, ...]:
    """Those of a peer's authors that are names; it may give lists and objects of a page's data as they are."""
    return tuple(name for name in found if isinstance(name, str)) if isinstance(found, list | tuple) else ()


def load_news_please() -> Extract:
    from newsplease import NewsPlease

    def extract(page: PeerPage) -> Extraction:
        article = NewsPlease.from_html(page.html, url=page.url or None, fetch_images=False)
        return Extraction(article.maintext or "", article.title, _names(article.authors), as_date(article.date_publish))

    return extract


def as_date(found: datetime | date | str | None) -> date | None:
    """The day of what a peer calls a date; None where it names no day."""
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date) or not found:
        return found or None
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        return None


SYSTEMS: Mapping[str, System] = {
    "newsclean": System("newsclean", load_newsclean, has_fields=True),
    "trafilatura": System("trafilatura", load_trafilatura, has_fields=True),
    "trafilatura, precision": System("trafilatura", load_trafilatura_precision, has_fields=True),
    "readability-lxml": System("readability-lxml", load_readability, has_fields=False),
    "newspaper4k": System("newspaper4k", load_newspaper, has_fields=True),
    "goose3": System("goose3", load_goose, has_fields=True),
    "resiliparse": System("resiliparse", load_resiliparse, has_fields=False),
    "jusText": System("jusText", load_justext, has_fields=False),
    "news-please": System("news-please", load_news_please, has_fields=True),
}
BASELINE = "trafilatura"
"""The system whose output the losses and the leftover junk of all others are counted against."""
