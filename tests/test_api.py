"""The library's calls, as a program makes them; pages and texts come from a server on loopback."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import newsclean

P = "The dam above the old town holds, engineers said on Friday after a night of checks by forty men of the valley."
Q = "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path that runs by it."
LOCAL = newsclean.CleanConfig(allow_private_hosts=True)
ANSWERS = {
    "/page": ("text/html; charset=utf-8", f"<html><body><article><p>{P}</p><p>{Q}</p></article></body></html>"),
    "/text": ("text/plain; charset=utf-8", f"{P}\r\nRead also: The ice rink waits\r\n{Q}\r\n"),
    "/html-as-text": (
        "text/plain",
        f"<!doctype html><html><body><article><p>{P}</p><p>{Q}</p></article></body></html>",
    ),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content_type, body = ANSWERS.get(self.path, ("text/plain", "no such page"))
        self.send_response(200 if self.path in ANSWERS else 404)
        self.send_header("Content-Type", content_type)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_a_page_is_fetched_and_cleaned(server: str) -> None:
    record = newsclean.clean_url(f"{server}/page", config=LOCAL)
    assert record.text == f"{P}\n{Q}"
    assert (record.origin, record.final_url) == ("html", f"{server}/page")


def test_a_text_is_cleaned_as_text(server: str) -> None:
    record = newsclean.clean_url(f"{server}/text", config=LOCAL)
    assert record.text == f"{P}\n{Q}"
    assert [(line.text, line.label) for line in record.removed] == [("Read also: The ice rink waits", "related_link")]
    assert (record.origin, record.url) == ("text", f"{server}/text")


def test_html_that_is_declared_as_text_is_html(server: str) -> None:
    record = newsclean.clean_url(f"{server}/html-as-text", config=LOCAL)
    assert (record.origin, record.text) == ("html", f"{P}\n{Q}")


def test_a_private_address_is_refused_unless_asked_for(server: str) -> None:
    with pytest.raises(newsclean.FetchError, match="private"):
        newsclean.clean_url(f"{server}/page")


def test_the_calls_are_listed_before_they_are_used() -> None:
    """What completion in an interpreter shows."""
    shown = subprocess.run(
        [sys.executable, "-c", "import newsclean; print(*dir(newsclean))"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(newsclean.__all__) <= set(shown)
    assert "import_module" not in shown


@pytest.mark.parametrize(
    ("call", "arguments", "told"),
    [
        ("clean_html", {"html": None}, "html is None; give the page itself"),
        ("clean_html", {"html": 3}, "html is of type int"),
        ("clean_html", {"html": Path("page.html")}, r"path\.read_bytes\(\)"),
        ("clean_html", {"html": "pages/story one.html"}, "name of a file"),
        ("clean_html", {"html": "https://example.org/story"}, "clean_url fetches it"),
        ("clean_html", {"html": "<p>One.</p>", "url": b"https://example.org/"}, "url is of type bytes"),
        ("clean_text", {"text": None}, "text is None"),
        ("clean_text", {"text": b"One."}, "text is bytes; decode them"),
        ("clean_text", {"text": ["One."]}, "text is of type list"),
        ("clean_text", {"text": P, "title": 3}, "title is of type int"),
        ("clean_text", {"text": P, "published": "2025-03-06"}, "published is of type str; give a date"),
        ("clean_text", {"text": P, "published": 5}, "published is of type int"),
        ("clean_text", {"text": P, "language": "English"}, "language is 'English'; give an ISO 639-1 code"),
        ("clean_text", {"text": P, "language": 3}, "language is 3"),
        ("clean_text", {"text": P, "config": {"labels_off": ["byline"]}}, "config is of type dict; give a CleanConfig"),
        ("clean_text", {"text": P, "memory": "sites.db"}, "SiteMemory.open"),
        ("clean_url", {"url": None}, "url is of type NoneType"),
        ("clean_url", {"url": "example.org/story"}, "begins with https://"),
    ],
)
def test_a_wrong_argument_is_named_with_what_to_give(call: str, arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(newsclean.NewscleanError, match=told):
        getattr(newsclean, call)(**arguments)


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_a_page_may_be_any_bytes(kind: Callable[[bytes], Any]) -> None:
    page = ANSWERS["/page"][1].encode()
    assert newsclean.clean_html(kind(page)).text == newsclean.clean_html(page).text


@pytest.mark.parametrize(
    ("given", "code"), [("FR", "fr"), ("fr-CA", "fr"), ("pt_BR", "pt"), ("ceb", "ceb"), ("", "en")]
)
def test_a_language_may_have_a_country(given: str, code: str) -> None:
    assert newsclean.clean_text(f"{P}\n{Q}", language=given).language == code


def test_settings_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "newsclean.toml"
    file.write_text('labels_off = ["source_credit"]\n', encoding="utf-8")
    text = f"{P}\nSource: AFP."
    assert newsclean.clean_text(text).removed
    assert not newsclean.clean_text(text, config=newsclean.load_config(file)).removed


def test_an_error_comes_whole_out_of_a_worker_process(server: str) -> None:
    """A pool breaks on one that cannot be unpickled."""
    with pytest.raises(newsclean.FetchError, match="status 404") as raised:
        newsclean.clean_url(f"{server}/absent", config=LOCAL)
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again), vars(again)) == (type(raised.value), str(raised.value), {"status": 404})
