"""Text -> Article, where there is no HTML: a line of the text is a line of the article."""

from itertools import count

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract.decode import decode
from newsclean.extract.sniff import is_html
from newsclean.models import Article, Fields, Line, Page
from newsclean.text import without_surrogates

TEXT_TYPES = frozenset({"text/plain", "text/markdown"})


def article_from_text(text: str, fields: Fields, config: CleanConfig, url: str | None = None) -> Article:
    """Split at line feeds only, so that the lines joined again are the text, character for character.

    Raises:
        InputError: the text is larger than `config.max_page_bytes`.
    """
    if len(text) > config.max_page_bytes:
        raise InputError(f"the text has {len(text):,} characters, more than the limit of {config.max_page_bytes:,}")
    lines = without_surrogates(text).split("\n") if text else []
    return Article(tuple(map(Line, count(), lines)), fields, "text", url=url)


def bare_text_of(page: Page) -> str | None:
    """The text of a page that its Content-Type declares to be none of HTML, with single line feeds; else None.

    Servers declare HTML as text now and then: what begins as HTML does is HTML.

    Raises:
        InputError: it holds binary data.
    """
    declared = (page.content_type or "").partition(";")[0].strip().lower()
    if declared not in TEXT_TYPES:
        return None
    text = decode(page.html, page.content_type) if isinstance(page.html, bytes) else page.html
    return None if is_html(text) else text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
