"""Stores to test with, and records to put into them."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text

from newsclean.models import CleanRecord

STARTUP_SECONDS = 60
USER, PASSWORD = "tester", "s3cret/@word"


@pytest.fixture
def make_record() -> Callable[..., CleanRecord]:
    """A record of an invented article; what the test does not name is filled in."""

    def make(name: str = "one", **fields: Any) -> CleanRecord:
        given: dict[str, Any] = {
            "url": f"https://www.gazette.example/news/{name}",
            "site": "gazette.example",
            "title": f"Headline {name}",
            "text": f"The council of {name} met on Monday.\nIt voted on the budget.",
            "language": "en",
            "page_kind": "article",
            "fingerprint": f"fingerprint-{name}",
            "cleaner_version": "1",
        }
        return CleanRecord.model_validate(given | fields)

    return make


@pytest.fixture(
    params=["records.db", "records.jsonl", "records.parquet", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store of each kind."""
    kind: str = request.param
    if kind == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    if kind == "records.parquet":
        pytest.importorskip("pyarrow", reason="needs the extra `parquet`")
    return str(tmp_path / kind)


@pytest.fixture(params=["records.db", "postgresql"])
def shared_target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store that several processes may write to."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        return url
    return str(tmp_path / request.param)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs for the tests, up to the name of the database."""
    pytest.importorskip("psycopg", reason="needs the extra `postgres`")
    commands = _postgresql_commands()
    if commands is None:
        pytest.skip("needs PostgreSQL's initdb (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="newsclean-postgresql-"))
    folder.chmod(0o755)
    try:
        as_user = _as_other_user(folder)
        port = _free_port()
        with (folder / "log").open("wb") as log:
            server = _start(as_user, commands, folder / "server", port, log)
            try:
                _wait_until_up(commands / "pg_isready", port, server)
                yield f"postgresql+psycopg://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/"
            finally:
                server.send_signal(signal.SIGINT)  # ends the sessions and stops
                server.wait(timeout=STARTUP_SECONDS)
    finally:
        shutil.rmtree(folder)


def _as_other_user(folder: Path) -> list[str]:
    """What to put before a command that must not run as root; makes the folder `server` for it."""
    (folder / "server").mkdir()
    (folder / "password").write_text(PASSWORD + "\n")
    if os.geteuid() != 0:
        return []
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user `postgres` to run it as")
    os.chown(folder / "server", account.pw_uid, account.pw_gid)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _start(as_user: list[str], commands: Path, folder: Path, port: int, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    data = str(folder / "data")
    create = [str(commands / "initdb"), "-D", data, "-U", USER, f"--pwfile={folder.parent / 'password'}"]
    options = ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run([*as_user, *create, *options], check=True, stdout=log, stderr=log, cwd=folder)
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", "fsync=off"]
    arguments = [word for setting in settings for word in ("-c", setting)]
    serve = [*as_user, str(commands / "postgres"), "-D", data, *arguments]
    return subprocess.Popen(serve, stdout=log, stderr=log, cwd=folder)


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The URL of an empty schema of its own for each test; a database each would be thousands of files."""
    name = f"test_{secrets.token_hex(8)}"
    engine = create_engine(postgresql_server + "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
        yield f"{postgresql_server}postgres?options=-csearch_path%3D{name}"
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


def _postgresql_commands() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max((path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(command: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while subprocess.run([command, "-q", "-h", "127.0.0.1", "-p", str(port)], check=False).returncode:
        assert server.poll() is None and time.monotonic() < deadline, "the PostgreSQL server did not start"
        time.sleep(0.1)
