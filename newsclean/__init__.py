"""newsclean: the article of a news page, without what is not the article, and why.

>>> import newsclean
>>> record = newsclean.clean_text("The bridge opens on Monday, the mayor said at a press conference.\\nSource: AFP.")
>>> record.text
'The bridge opens on Monday, the mayor said at a press conference.'
>>> [(cut.label.value, cut.text) for cut in record.removed]
[('source_credit', 'Source: AFP.')]
"""

from typing import TYPE_CHECKING, Any

from newsclean.config import CleanConfig
from newsclean.errors import ConfigError, FetchError, InputError, NewscleanError, StoreError
from newsclean.models import CleanRecord, Label, PageKind, RemovedLine
from newsclean.version import __version__

if TYPE_CHECKING:
    from newsclean.api import clean_html, clean_text, clean_url

_CALLS = frozenset({"clean_html", "clean_text", "clean_url"})

__all__ = [
    "CleanConfig",
    "CleanRecord",
    "ConfigError",
    "FetchError",
    "InputError",
    "Label",
    "NewscleanError",
    "PageKind",
    "RemovedLine",
    "StoreError",
    "__version__",
    "clean_html",
    "clean_text",
    "clean_url",
]


def __getattr__(name: str) -> Any:
    """The calls, imported when first asked for: `newsclean --help` needs neither parser nor lexicon."""
    if name in _CALLS:
        from newsclean import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
