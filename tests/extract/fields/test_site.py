"""What names the site: its name, the canonical address, the language, and the description."""

import pytest

from tests.extract.fields.pages import URL, fields, json_ld, meta, origin


def test_site_name() -> None:
    assert fields(meta("og:site_name", "The Herald")).site_name == "The Herald"
    found = fields(json_ld(publisher={"@type": "Organization", "name": "Herald &amp; Post"}))
    assert found.site_name == "Herald & Post"
    assert origin(found, "site_name") == "json-ld"
    assert fields().site_name is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.example.org/a", "https://www.example.org/a"),
        ("/a?page=1", "https://www.example.org/a?page=1"),
        ("//m.example.org/a", "https://m.example.org/a"),
        ("https://www.example.net/a", None),
        ("https://example.org.evil.test/a", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_canonical_address(href: str, expected: str | None) -> None:
    assert fields(f'<link rel="canonical" href="{href}">').canonical_url == expected


def test_sites_under_a_public_suffix_are_not_one() -> None:
    head = '<link rel="canonical" href="https://other.co.uk/a">'
    assert fields(head, url="https://herald.co.uk/a").canonical_url is None


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("nb-NO", "no"),
        ("fil-PH", "tl"),
        ("iw", "he"),
        ("zh-Hant-TW", "zh"),
        ("eng", "en"),
        ("x-default", None),
        ("", None),
        ("qq", None),
        ("de-DE,de", "de"),
    ],
)
def test_language(declared: str, expected: str | None) -> None:
    assert fields(meta("content-language", declared)).language == expected


def test_the_language_that_most_declarations_name() -> None:
    head = json_ld(inLanguage="de-DE") + meta("og:locale", "en_US") + meta("language", "de")
    assert fields(head).language == "de"


def test_description() -> None:
    found = fields(meta("og:description", "What the council &lt;b&gt;decided&lt;/b&gt; on Friday."))
    assert found.description == "What the council decided on Friday."


def test_a_page_without_an_address() -> None:
    head = '<link rel="canonical" href="https://www.example.org/a">' + meta("og:title", "Council votes")
    found = fields(head, url=None)
    assert found.canonical_url == "https://www.example.org/a"
    assert found.title == "Council votes"


def test_a_broken_address_is_put_up_with() -> None:
    assert fields(meta("og:title", "Council votes"), url="http://[::bad").title == "Council votes"
    assert fields(meta("og:title", "Council votes"), url=URL[8:]).title == "Council votes"
