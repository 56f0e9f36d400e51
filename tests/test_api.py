"""The library's calls, as a program makes them; pages and texts come from a server on loopback."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

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
        content_type, body = ANSWERS[self.path]
        self.send_response(200)
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
