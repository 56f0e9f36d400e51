"""The picture in the README is what the command line shows now."""

import re
from html import unescape

from docs.picture import COMMAND, PICTURE, draw

_TEXT = re.compile(r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def test_the_picture_is_current() -> None:
    """Every piece of text stands where it stood and looks as it did; the frame is as the installed rich draws it."""
    pieces = _TEXT.findall(PICTURE.read_text(encoding="utf-8"))
    assert pieces
    assert _TEXT.findall(draw()) == pieces, "run `make docs`"


def test_the_picture_shows_the_command_and_what_was_cut_struck_through() -> None:
    picture = PICTURE.read_text(encoding="utf-8")
    texts = {
        unescape(text).replace("\N{NO-BREAK SPACE}", " ").strip(): style for style, _, _, text in _TEXT.findall(picture)
    }
    assert COMMAND in texts
    style = texts["By Tabitha Quayle"]
    assert re.search(rf"\.{style} {{[^}}]*line-through", picture)


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    addresses = set(re.findall(r"https?://[^\s\"')]+", PICTURE.read_text(encoding="utf-8")))
    assert addresses == {"http://www.w3.org/2000/svg"}
