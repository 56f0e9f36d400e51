"""A teaser's way to the original is found, and an article is not mistaken for a teaser."""

import pytest

from newsclean.crawl.listings.original import find_original

URL = "https://aggregator.example/item/77"
ORIGINAL = "https://paper.example/2024/05/06/harbour-opens-after-nine-years"
OTHER = "https://gazette.example/2024/05/01/fish-prices-rise-again-in-spring"
PARAGRAPH = "<p>" + "The harbour opened on Monday after nine years of work. " * 40 + "</p>"


def page(main: str, head: str = "", title: str = "Harbour opens after nine years") -> bytes:
    return f"<html><head>{head}</head><body><h1>{title}</h1><main>{main}</main></body></html>".encode()


TEASER = f'<p>The harbour opened on Monday after […]</p><p><a href="{ORIGINAL}">Lire la suite</a></p>'


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (page(TEASER), ORIGINAL),
        (page(TEASER + f'<a href="{OTHER}">Fish prices rise again</a>'), ORIGINAL),
        (page("<p>No link.</p>", head=f'<link rel="canonical" href="{ORIGINAL}">'), ORIGINAL),
        (page(PARAGRAPH, head=f'<meta property="og:url" content="{ORIGINAL}">'), ORIGINAL),
        (page("<p>x</p>", head=f'<link rel="canonical" href="{URL}">'), None),
        (page("<p>x</p>", head='<link rel="canonical" href="https://paper.example/">'), None),
        (page(PARAGRAPH + f'<p>As <a href="{ORIGINAL}">the paper</a> wrote.</p>'), None),
        (page(f'<a href="{OTHER}">Fish</a><a href="{OTHER}-2">Fish</a>'), None),
        (
            page('<a href="https://social.example/2024/05/06/s-h-a-r-e?u=https://aggregator.example/item/77">x</a>'),
            None,
        ),
        (page(f"<footer><a href='{ORIGINAL}'>x</a></footer>"), None),
        (page('<a href="/2024/05/06/another-story-of-our-own">x</a>'), None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_find_original(body: bytes, found: str | None) -> None:
    assert find_original(body, URL) == found
