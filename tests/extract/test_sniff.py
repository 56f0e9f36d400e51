"""Pages are told from texts by what they hold."""

import pytest

from newsclean.extract.sniff import is_html


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><title>x</title>",
        "\n\n <!-- saved -->\n<html lang=fr>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
        "<HTML><BODY>old",
        "<div><p>A fragment.</p><p>Of a page.</p></div>",
        "<h1>Title</h1>\n<p>Text.</p>",
    ],
)
def test_a_page(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The dam holds.",
        "A text that says <p>one</p> and <p>two</p> and </div>.",
        "<3 is a heart, the court found.",
        "« Les braquages », selon <b>elle</b>.",
        "<redacted> was seen\nin the harbour",
        "<" * 100_000,
        " " * 100_000 + "x",
    ],
)
def test_a_text(text: str) -> None:
    assert not is_html(text)
