"""The one module that knows the order of the stages."""

from dataclasses import replace

from newsclean.classify import judge, read_article
from newsclean.config import CleanConfig
from newsclean.extract import article_from_text, extract_page
from newsclean.language import detect_language
from newsclean.models import Article, CleanRecord, Cut, Fields, Page, Trimmed
from newsclean.record import build_record
from newsclean.trim import trim

# Every pass removes a line, so the passes end by themselves; real texts need two or three.
_MAX_PASSES = 20


def clean_page(page: Page, config: CleanConfig) -> CleanRecord:
    """Extract, classify, trim and record a page.

    Raises:
        InputError: the page is no HTML, or larger than `config.max_page_bytes`.
    """
    return _clean(extract_page(page, config), config)


def clean_bare_text(text: str, fields: Fields, url: str | None, config: CleanConfig) -> CleanRecord:
    """The same for a text without HTML.

    Raises:
        InputError: the text is larger than `config.max_page_bytes`.
    """
    return _clean(article_from_text(text, fields, config, url), config)


def _clean(article: Article, config: CleanConfig) -> CleanRecord:
    if article.fields.language is None:
        language = detect_language([line.text for line in article.lines])
        article = replace(article, fields=replace(article.fields, language=language))
    return build_record(article, trim_to_the_end(article, config))


def trim_to_the_end(article: Article, config: CleanConfig) -> Trimmed:
    """Judge and trim until nothing more goes: a line reads differently once its neighbours are gone.

    A pass looks at what is left and at nothing else, so cleaning a clean text changes nothing.
    """
    reading = read_article(article, config)
    kept, removed = article.lines, list[Cut]()
    for _ in range(_MAX_PASSES):
        trimmed = trim(reading.article, judge(reading, config), config)
        if not trimmed.removed:
            break
        kept = trimmed.kept
        removed.extend(trimmed.removed)
        if any(cut.is_suffix for cut in trimmed.removed):
            reading = read_article(replace(article, lines=kept), config)
        else:
            reading = reading.keeping(kept)
    # Of one line the later cut stood before the earlier one, which took its end.
    return Trimmed(kept, tuple(sorted(reversed(removed), key=lambda cut: cut.line)))
