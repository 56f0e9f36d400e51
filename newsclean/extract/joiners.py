"""Joiners of letters, which trafilatura takes for control characters and drops.

Persian and the scripts of India write words with them ("می‌گوید"), and pictographs are put together by them
(Unicode Standard 16, section 23.2): without them it is another word.
"""

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block

_JOINERS = "\u200c\u200d"
# Letters of old Slavonic manuscripts, which no page of news has; one that has them loses its joiners.
_STAND_INS = "\ua66e\ua65a"
# Editors leave them beside Latin letters and at the edges of paragraphs, where they join nothing.
_IDLE = re.compile(f"(?<![^\\x00-\\x7f])[{_JOINERS}]+(?![^\\x00-\\x7f])")
_HIDE = str.maketrans(_JOINERS, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _JOINERS)


def joiners_hidden(tree: HtmlElement, blocks: Sequence[Block]) -> HtmlElement:
    """The tree as it is where its blocks have no joiners, else a copy with letters in their places."""
    if not _have(blocks, _JOINERS) or _have(blocks, _STAND_INS):
        return tree
    copy = deepcopy(tree)
    for element in copy.iter():
        if element.text:
            element.text = _hidden(element.text)
        if element.tail:
            element.tail = _hidden(element.tail)
    return copy


def _hidden(text: str) -> str:
    return _IDLE.sub("", text).translate(_HIDE)


def _have(blocks: Sequence[Block], chars: str) -> bool:
    text = "".join([block.text for block in blocks])
    return any(char in text for char in chars)


def joiners_shown(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of such a copy, with the joiners where they were."""
    return tuple([line.translate(_SHOW) for line in lines])
