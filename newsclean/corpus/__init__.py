"""Whole archives on datatrove: two steps for anybody's pipeline, and the run behind `newsclean corpus`.

    from newsclean.corpus import NewsCleanExtractor, NewsCleanFormatter

datatrove is loaded when one of them is first asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.corpus.extractor import NewsCleanExtractor
    from newsclean.corpus.formatter import NewsCleanFormatter

__all__ = ["NewsCleanExtractor", "NewsCleanFormatter"]


def __getattr__(name: str) -> Any:
    if name == "NewsCleanExtractor":
        from newsclean.corpus.extractor import NewsCleanExtractor  # noqa: PLC0415

        return NewsCleanExtractor
    if name == "NewsCleanFormatter":
        from newsclean.corpus.formatter import NewsCleanFormatter  # noqa: PLC0415

        return NewsCleanFormatter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
