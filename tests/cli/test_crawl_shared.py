"""`newsclean crawl --redis`: what is wrong is said before anything is begun."""

from pathlib import Path

import pytest

pytest.importorskip("scrapy_redis", reason="needs the extra `redis`")

from newsclean.cli import exit_codes
from tests import servers
from tests.crawl.crawling import run_command

POSTGRESQL = "postgresql+psycopg://me:hunter2@127.0.0.1:1/news"


@pytest.mark.parametrize(
    ("redis", "store", "message"),
    [
        ("redis://127.0.0.1:1", "newsclean.db", "need a store that they share"),
        ("redis://127.0.0.1:1", "records.jsonl", "need a store that they share"),
        ("http://127.0.0.1:1", POSTGRESQL, "begins with redis://, rediss:// or unix://"),
        ("redis://:hunter2@127.0.0.1:port", POSTGRESQL, "the URL of the Redis server cannot be read"),
        ("redis://:hunter2@127.0.0.1/0?colour=red&socket_timeout=soon", POSTGRESQL, "Invalid value"),
    ],
)
def test_what_cannot_be_shared_is_not_begun(tmp_path: Path, redis: str, store: str, message: str) -> None:
    done = run_command(tmp_path, "crawl", "--url", "https://news.example/", "--redis", redis, "--store", store)
    assert done.returncode == exit_codes.CONFIG
    assert message in done.stderr
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_without_redis_nothing_is_fetched(tmp_path: Path, postgresql_url: str) -> None:
    redis = f"redis://127.0.0.1:{servers.free_port()}"
    done = run_command(tmp_path, "crawl", "--url", "https://news.example/", "--redis", redis, "--store", postgresql_url)
    assert done.returncode == exit_codes.STORE
    assert "cannot use Redis at 127.0.0.1" in done.stderr
    assert "Traceback" not in done.stderr
