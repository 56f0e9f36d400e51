"""The library calls."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from newsclean.arguments import (
    check_memory,
    config_given,
    date_given,
    language_given,
    page_given,
    text_given,
    words_given,
)
from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract import bare_text_of
from newsclean.models import CleanRecord, Fields, Page
from newsclean.pipeline import clean_bare_text, clean_page

if TYPE_CHECKING:
    from newsclean.memory import SiteMemory

_DEFAULT_CONFIG = CleanConfig()


def clean_html(
    html: bytes | str, *, url: str | None = None, config: CleanConfig | None = None, memory: "SiteMemory | None" = None
) -> CleanRecord:
    """Clean one page of HTML.

    Args:
        html: the page; bytes are decoded by byte order mark, content and declaration.
        url: where it came from, for links, dates and the site's name; nothing is fetched.
        memory: what other pages of the site are known to have; it is asked, and learns nothing here.

    Raises:
        InputError: the bytes are no page (a PDF, an image, binary data), or more than
            `config.max_page_bytes`; or the page's name was given in its place. A page without
            an article is no error: the record's `page_kind` says what it is.
    """
    check_memory(memory)
    page = Page(page_given(html), url=words_given("url", url), fetched_at=datetime.now(UTC))
    return clean_page(page, config_given(config, _DEFAULT_CONFIG), memory)


def clean_text(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    published: datetime | date | None = None,
    config: CleanConfig | None = None,
    memory: "SiteMemory | None" = None,
) -> CleanRecord:
    """Clean a text that was extracted before, a paragraph a line.

    Args:
        title: helps to find the headline when it stands in the text once more.
        language: ISO 639-1 code, with a country or without; detected from the text where it is not given.
        memory: as for `clean_html`; without `url` it has nothing to say.

    Raises:
        InputError: the text is longer than `config.max_page_bytes`, or an argument is of another type.
    """
    check_memory(memory)
    fields = Fields(
        title=words_given("title", title), language=language_given(language), published=date_given(published)
    )
    settings = config_given(config, _DEFAULT_CONFIG)
    return clean_bare_text(text_given(text), fields, words_given("url", url), settings, memory)


def clean_url(url: str, *, config: CleanConfig | None = None, memory: "SiteMemory | None" = None) -> CleanRecord:
    """Fetch one page and clean it; what the server declares as bare text is cleaned as `clean_text` does.

    Raises:
        FetchError: the page could not be fetched, or the address is refused.
        InputError: what came is no page, or too large.
    """
    from newsclean.fetch import fetch_page  # noqa: PLC0415 (the network stack is not for those who clean text)

    check_memory(memory)
    config = config_given(config, _DEFAULT_CONFIG)
    if not isinstance(url, str):
        raise InputError(f"url is of type {type(url).__name__}; give a str that begins with https://")
    page = fetch_page(url, config)
    text = bare_text_of(page)
    if text is not None:
        return clean_text(text, url=page.final_url or url, config=config, memory=memory)
    return clean_page(page, config, memory)
