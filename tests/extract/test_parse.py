"""Parsing: what browsers read must not be lost, and what holds no text must not cost time."""

import pytest

from newsclean.extract.parse import drop_code, parse_page


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>The dam holds.</p></body></html>",
        "<!DOCTYPE html/>\n<html><body><p>The dam holds.</p></body></html>",
        '<!doctype html><html lang="en"/>\n<head></head><body><p>The dam holds.</p></body></html>',
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>The dam holds.</p></body></html>',
        "<html><body><p>The \x00dam\x0b holds.</p></body></html>",
        "<div><p>The dam holds.</p><p>It is full.</p></div><div></div>",
    ],
)
def test_text_is_found_in_what_browsers_read(html: str) -> None:
    tree = parse_page(html)
    assert tree is not None
    assert "The dam holds." in tree.text_content()


@pytest.mark.parametrize(
    "part", ["The dam holds.<br><br>It is full.", "<p>The dam holds.</p>", "The <b>dam</b> holds."]
)
def test_a_part_of_a_page_is_the_body_of_one(part: str) -> None:
    tree = parse_page(part)
    assert tree is not None
    assert (tree.tag, tree.find("body").text_content()[:3]) == ("html", "The")


@pytest.mark.parametrize("html", ["", " \n", "Plain words and nothing else", "\x00\x01"])
def test_what_is_no_page_is_none(html: str) -> None:
    assert parse_page(html) is None


def test_a_lone_surrogate_does_not_hide_the_page() -> None:
    tree = parse_page("<html><body><p>The dam \ud83d holds.</p></body></html>")
    assert tree is not None
    assert "holds." in tree.text_content()


def test_code_goes_and_its_tail_stays() -> None:
    tree = parse_page(
        "<html><head><style>p {}</style></head><body><p>The <script>var dam = 1</script>dam "
        "<svg><text>logo</text></svg>holds.</p></body></html>"
    )
    assert tree is not None
    drop_code(tree)
    assert tree.text_content() == "The dam holds."


def test_data_in_json_stays() -> None:
    tree = parse_page(
        '<html><head><script type="application/ld+json">{"a": 1}</script></head><body><p>Dam</p></body></html>'
    )
    assert tree is not None
    drop_code(tree)
    assert [script.text for script in tree.iter("script")] == ['{"a": 1}']


@pytest.mark.timeout(10)
@pytest.mark.parametrize("opening", ["<!doctype html ", "<!doctype html>" * 1000, "<html ", "<html " * 1000])
def test_an_opening_of_any_length_costs_no_more_than_its_length(opening: str) -> None:
    tree = parse_page(opening + "/" * 200_000 + "><body><p>The dam holds.</p></body></html>")
    assert tree is not None


def test_a_page_that_is_closed_in_its_header_is_read_on() -> None:
    rest = "".join(f"<p>Paragraph {number} of the story, as it was written.</p>" for number in range(40))
    tree = parse_page(f"<html><body><nav>Menu</nav></body>\n</html>\n<main>{rest}</main></body></html>")
    assert tree is not None
    assert [child.tag for child in tree] == ["body"]
    assert len(tree.findall(".//main/p")) == 40


@pytest.mark.timeout(30)
@pytest.mark.parametrize("attribute", ["a{} ", 'a{}="x" ', "a{}='x y' ", "a{} = x ", 'a{}="'])
def test_an_element_with_attributes_without_end_costs_no_more_than_others(attribute: str) -> None:
    crowd = "".join(attribute.format(number) for number in range(200_000))
    tree = parse_page(f"<html><body><p id='own' {crowd}>The dam holds.</p><p>The lake is drained.</p></body></html>")
    assert tree is not None
    assert [len(element.attrib) <= 300 for element in tree.iter("p")] == [True] * len(list(tree.iter("p")))
    assert "The lake is drained." in tree.text_content()


def test_a_long_tag_of_a_few_attributes_is_kept_whole() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 5_000
    style = "; ".join(f"--colour-{number}: red" for number in range(2_000))
    tree = parse_page(f"<p style='{style}' data-picture=\"{picture}\" title=last>The dam holds.</p>")
    assert tree is not None
    assert dict(tree.find(".//p").attrib) == {"style": style, "data-picture": picture, "title": "last"}
