"""Whether a text is a page of HTML or bare text, told from what it holds."""

import re

_SAMPLE_CHARS = 50_000
# What a page begins with, past white space and an XML declaration. A bare text quoting it does not begin with it.
_ROOT = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<!doctype\b|<html\b|<head\b|<body\b)", re.IGNORECASE)
_CLOSED_BLOCK = re.compile(r"</(?:p|div|article|section|main|h[1-6]|ul|ol|table|body|html|head)\s*>", re.IGNORECASE)
# A text about the web may close a tag in passing; a fragment of a page closes several.
_MIN_CLOSED_BLOCKS = 2


def is_html(text: str) -> bool:
    """Whether `text` is HTML: a page, or a fragment with several closed blocks.

    >>> is_html("<p>One.</p> <p>Two.</p>"), is_html("A <b> tag makes text bold.")
    (True, False)
    """
    sample = text[:_SAMPLE_CHARS]
    if _ROOT.match(sample):
        return True
    starts_with_tag = sample.lstrip()[:1] == "<"
    return starts_with_tag and len(_CLOSED_BLOCK.findall(sample)) >= _MIN_CLOSED_BLOCKS
