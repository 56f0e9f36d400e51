"""newsclean: the article of a news page, without what is not the article, and why.

>>> import newsclean
>>> record = newsclean.clean_text("The bridge opens on Monday, the mayor said at a press conference.\\nSource: AFP.")
>>> record.text
'The bridge opens on Monday, the mayor said at a press conference.'
>>> [(cut.label.value, cut.text) for cut in record.removed]
[('source_credit', 'Source: AFP.')]
"""

from newsclean.api import clean_html, clean_text, clean_url
from newsclean.config import CleanConfig
from newsclean.errors import ConfigError, FetchError, InputError, NewscleanError, StoreError
from newsclean.models import CleanRecord, Label, PageKind, RemovedLine
from newsclean.version import __version__

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
