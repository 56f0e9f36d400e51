"""Which files an archive has, wherever it lies: none of them may lead out of it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsclean.corpus.inputs import find_inputs
from newsclean.errors import InputError
from tests.corpus.archives import read_jsonl, run, story, text_records, write_jsonl


class _Archive(BaseHTTPRequestHandler):
    """A server that lists two files, one of them outside of the list's own folder."""

    def do_GET(self) -> None:
        listed = "".join(f'<a href="{name}">{name}</a>' for name in ("ok.jsonl", "../../above.jsonl"))
        body = b'{"text": "The dam holds."}\n' if self.path.endswith(".jsonl") else listed.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Print nothing."""


@pytest.fixture
def archive() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Archive)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/dump/"
    server.shutdown()
    server.server_close()


def test_a_server_cannot_have_files_written_elsewhere(archive: str, tmp_path: Path) -> None:
    output = tmp_path / "a" / "b" / "out"
    with pytest.raises(InputError, match=r"\.\./\.\./above\.jsonl, which lies outside of it"):
        run(archive, output, folder_suffix=".jsonl")
    assert not list(tmp_path.rglob("*.jsonl"))


def test_a_file_with_brackets_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "dump[1].jsonl", text_records(1))
    assert [file.name for file in find_inputs(str(source))] == ["dump[1].jsonl"]
    run(source, tmp_path / "out.jsonl")
    assert [record["text"] for record in read_jsonl(tmp_path / "out.jsonl")] == [story(0)]
