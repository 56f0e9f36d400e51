"""Servers of databases that run for the tests, on loopback, in temporary folders."""

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
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text

STARTUP_SECONDS = 60
USER, PASSWORD = "tester", "s3cret/@word"


class PostgresqlServer:
    """A PostgreSQL server with an empty database, which can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        commands = _postgresql_commands()
        if commands is None:
            pytest.skip("needs PostgreSQL's initdb (Debian: apt-get install postgresql)")
        self._commands = commands
        self._folder = folder
        self._log = folder / "log"
        self._as_user = _as_other_user(folder)
        self.port = free_port()
        self.url = f"postgresql+psycopg://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/"
        """Up to the name of the database."""
        self._data = folder / "server" / "data"
        create = [str(commands / "initdb"), "-D", str(self._data), "-U", USER, f"--pwfile={folder / 'password'}"]
        options = ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N"]
        with self._log.open("ab") as log:
            subprocess.run(
                [*self._as_user, *create, *options], check=True, stdout=log, stderr=log, cwd=self._data.parent
            )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        folder = self._data.parent
        settings = [
            "listen_addresses=127.0.0.1",
            f"port={self.port}",
            f"unix_socket_directories={folder}",
            "fsync=off",
        ]
        arguments = [word for setting in settings for word in ("-c", setting)]
        serve = [*self._as_user, str(self._commands / "postgres"), "-D", str(self._data), *arguments]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(serve, stdout=log, stderr=log, cwd=folder)
        ready = [str(self._commands / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        wait_until_up(self._process, lambda: subprocess.run(ready, check=False).returncode == 0)

    def stop(self) -> None:
        """End all sessions and stop."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=STARTUP_SECONDS)


@contextmanager
def postgresql() -> Iterator[PostgresqlServer]:
    """A server that runs until the block ends. Skips the test where there is no PostgreSQL."""
    pytest.importorskip("psycopg", reason="needs the extra `postgres`")
    folder = Path(tempfile.mkdtemp(prefix="newsclean-postgresql-"))
    folder.chmod(0o755)
    try:
        server = PostgresqlServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def empty_schema(server_url: str) -> Iterator[str]:
    """The URL of an empty schema of its own; a database each would be thousands of files."""
    name = f"test_{secrets.token_hex(8)}"
    engine = create_engine(server_url + "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{server_url}postgres?options=-csearch_path%3D{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


class RedisServer:
    """A Redis server without persistence, which can be stopped and started again, empty."""

    def __init__(self, command: str, folder: Path) -> None:
        self._command = command
        self._folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        serve = [self._command, "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([*serve, "--dir", str(self._folder)], stdout=subprocess.DEVNULL)
        wait_until_up(self._process, self._answers)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(5) == b"+PONG"
        except OSError:
            return False

    def stop_and_keep(self) -> None:
        """Stop it so that it has its data again when it is started."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            connection.sendall(b"SHUTDOWN SAVE\r\n")
            self._process.wait(timeout=STARTUP_SECONDS)

    def stop(self) -> None:
        """Stop it; all that it held is gone."""
        self._process.terminate()
        self._process.wait(timeout=STARTUP_SECONDS)


@contextmanager
def redis() -> Iterator[RedisServer]:
    """A server that runs until the block ends. Skips the test where there is no Redis."""
    pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")
    command = shutil.which("redis-server")
    if command is None:
        pytest.skip("needs redis-server (Debian: apt-get install redis-server)")
    with tempfile.TemporaryDirectory(prefix="newsclean-redis-") as folder:
        server = RedisServer(command, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(process: "subprocess.Popen[bytes]", answers: Callable[[], bool]) -> None:
    """Wait for a server; it must not end meanwhile."""
    deadline = time.monotonic() + STARTUP_SECONDS
    while not answers():
        assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.1)


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


def _postgresql_commands() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max((path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)
