"""Loads what cleaning needs. To be imported by the fork server, which knows no other way to prepare itself.

The words of all languages are read and the language profiles loaded when the first page is cleaned,
which takes a second or more. Done once in the fork server, all workers that come of it share the
outcome, in time and in memory.
"""

import gc
from contextlib import suppress

from newsclean.config import CleanConfig
from newsclean.crawl.listings import original as _original
from newsclean.crawl.listings import read as _read
from newsclean.models import Page
from newsclean.pipeline import clean_page

_PAGE = (
    "<html><head><title>The harbour opens</title></head><body><article><h1>The harbour opens</h1>"
    + "<p>The harbour opened on Monday after nine years of work. The mayor cut a ribbon and the boats came in.</p>" * 8
    + "</article></body></html>"
)

GARBAGE_OBJECTS = 50_000
"""Objects made and not yet freed before the garbage collector looks at them; a large page has about as many."""

__all__ = ["_original", "_read"]

with suppress(Exception):  # what is wrong with cleaning, each page will say
    clean_page(Page(html=_PAGE), CleanConfig())

# Words and profiles stay for good: the garbage collectors of the workers need not look at them again and again,
# and pages of memory that no worker writes to stay shared.
gc.collect()
gc.freeze()
# A cleaned page leaves no cycles behind; what a hostile one leaves goes with the worker, or after so many objects.
gc.set_threshold(GARBAGE_OBJECTS, 10, 10)
