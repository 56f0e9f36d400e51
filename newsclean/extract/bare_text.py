"""Text -> Article, where there is no HTML: a line of the text is a line of the article."""

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.models import Article, Fields, Line
from newsclean.text import without_surrogates


def article_from_text(text: str, fields: Fields, config: CleanConfig, url: str | None = None) -> Article:
    """Split at line feeds only, so that the lines joined again are the text, character for character.

    Raises:
        InputError: the text is larger than `config.max_page_bytes`.
    """
    if len(text) > config.max_page_bytes:
        raise InputError(f"the text has {len(text):,} characters, more than the limit of {config.max_page_bytes:,}")
    lines = without_surrogates(text).split("\n") if text else []
    return Article(tuple(Line(index, line) for index, line in enumerate(lines)), fields, "text", url=url)
