"""A line of bare text and inline elements stays one line, whatever box stands beside it."""

import pytest

from newsclean import clean_html
from tests.extract.trees import P

LINES = {
    "He was promised marigolds for the bridge.": "He was promised <a href='/flowers'>marigolds</a> for the bridge.",
    "He told the Courier that the wall was sound.": "He told the <i>Courier</i> that the wall was sound.",
    "VALLEY: The wall, said Ada Moor, is sound.": "<b>VALLEY:</b> The wall, said <strong>Ada Moor</strong>, is sound.",
}
BOXES = (
    "<div class='ad'></div>",
    "<p></p>",
    "<figure><img src='/a.jpg'></figure>",
    "<table><tr><td></td></tr></table>",
    "<br><br>",
)


@pytest.mark.parametrize(("text", "line"), LINES.items())
@pytest.mark.parametrize("box", BOXES)
def test_a_line_beside_a_box_stays_whole(text: str, line: str, box: str) -> None:
    story = f"{P[0]}<br><br>{P[1]}<br><br>{box}{line}<br><br>{P[2]}<br><br>{P[3]}"
    page = f"<html><body><h1>The dam</h1><div class='okf2'>{story}</div></body></html>"
    assert clean_html(page).text == "\n".join([*P[:2], text, *P[2:4]])


def test_a_box_that_begins_with_such_a_line() -> None:
    story = f"<div class='ad'></div>He told the <i>Courier</i> that the wall was sound. {P[0]} {P[1]} {P[2]}"
    page = f"<html><body><h1>The dam</h1><div class='okf2'>{story}</div></body></html>"
    assert clean_html(page).text == f"He told the Courier that the wall was sound. {P[0]} {P[1]} {P[2]}"


def test_two_names_in_bold_are_not_run_together() -> None:
    story = f"<b>By Ada Moor</b><br><br><b>VALLEY, SALTMERE:</b> {P[0]}<br><br>{P[1]}<div></div>{P[2]}<br><br>{P[3]}"
    page = f"<html><body><h1>The dam</h1><div id='storytxt'>{story}</div></body></html>"
    assert clean_html(page).text == "\n".join([f"VALLEY, SALTMERE: {P[0]}", *P[1:4]])


def test_lines_of_an_old_page_that_sets_their_font() -> None:
    head = (
        "<font size=5><b>The dam holds</b></font><br><font size=3><i>Forty men of the valley saw to it</i></font><br>"
    )
    story = f"<font size=2>{P[0]}<br><br>He told the <i>Courier</i> that it is <b>sound</b>.<br><br>{P[1]}</font>"
    page = f"<html><head><title>The dam holds</title></head><body>{head}<p></p>{story}</body></html>"
    assert clean_html(page).text == "\n".join(
        ["Forty men of the valley saw to it", P[0], "He told the Courier that it is sound.", P[1]]
    )


def test_spans_that_are_called_breaks_end_lines() -> None:
    gap = "<span class='part br'></span>"
    story = f"{P[0]}{gap}{gap}<span class='strong'>The lake</span>{gap}{P[1]}{gap}{P[2]}<div></div>{P[3]}"
    page = f"<html><body><h1>The dam</h1><div class='okf2'>{story}</div></body></html>"
    assert clean_html(page).text == "\n".join([P[0], "The lake", *P[1:4]])


def test_a_trail_of_links_above_the_headline_is_no_line_of_the_story() -> None:
    trail = "<div>News <span>/</span> Valley News <span>/</span> The dam above the old town holds</div>"
    head = f"{trail}<div><h1>The dam above the old town holds</h1></div><div class='synopsis'>{P[4]}</div>"
    story = f"{P[0]}<br><br>He told the <i>Courier</i> that it is sound.<div></div>{P[1]}<br><br>{P[2]}"
    page = f"<html><body>{head}<div class='okf2'>{story}</div></body></html>"
    assert clean_html(page).text == "\n".join([P[4], P[0], "He told the Courier that it is sound.", *P[1:3]])


def test_readings_above_letters_make_no_second_line() -> None:
    story = "<ruby>谷<rp>(</rp><rt>たに</rt><rp>)</rp></ruby>の町の古いダムは持ちこたえていると技師らは金曜日に述べた。"
    rest = f"{P[1]} <b>So</b> he said.<br><br>{P[2]}<br><br>{P[3]}"
    page = f"<html><body><article>{story}<br><br>{rest}</article></body></html>"
    first = "谷の町の古いダムは持ちこたえていると技師らは金曜日に述べた。"
    assert clean_html(page).text == "\n".join([first, f"{P[1]} So he said.", *P[2:4]])
