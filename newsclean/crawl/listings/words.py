"""Titles of listings as plain text."""

from w3lib.html import remove_tags, replace_entities

from newsclean.text import without_surrogates


def plain_title(markup: str) -> str | None:
    """The words of a title that may hold markup and entities; None where there are none.

    >>> plain_title("Fire &amp; <b>rescue</b>")
    'Fire & rescue'
    """
    text = replace_entities(remove_tags(markup)) if "<" in markup or "&" in markup else markup
    return without_surrogates(" ".join(text.split())) or None
