"""newsclean: the article of a news page, without what is not the article, and why.

>>> import newsclean
>>> record = newsclean.clean_text("The bridge opens on Monday, the mayor said at a press conference.\\nSource: AFP.")
>>> record.text
'The bridge opens on Monday, the mayor said at a press conference.'
>>> [(cut.label.value, cut.text) for cut in record.removed]
[('source_credit', 'Source: AFP.')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsclean.config import CleanConfig
from newsclean.errors import ConfigError, FetchError, InputError, NewscleanError, StoreError
from newsclean.models import CleanRecord, Label, PageKind, RemovedLine
from newsclean.version import __version__

if TYPE_CHECKING:
    from newsclean.api import clean_html, clean_text, clean_url
    from newsclean.config_file import load_config
    from newsclean.memory import SiteMemory

_HOMES = {
    "clean_html": "newsclean.api",
    "clean_text": "newsclean.api",
    "clean_url": "newsclean.api",
    "load_config": "newsclean.config_file",
    "SiteMemory": "newsclean.memory",
}

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
    "SiteMemory",
    "StoreError",
    "__version__",
    "clean_html",
    "clean_text",
    "clean_url",
    "load_config",
]


def __getattr__(name: str) -> Any:
    """The calls, imported when first asked for: `newsclean --help` needs neither parser nor lexicon."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The calls too, before they are imported; and nothing that is not for users."""
    return sorted({*__all__, "__doc__", "__file__", "__name__", "__path__"})
