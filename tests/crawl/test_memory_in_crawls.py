"""A crawl asks its memory and teaches it; what the memory cannot do costs no page."""

import sqlite3
from pathlib import Path

import pytest

from newsclean import SiteMemory
from tests.crawl import faulty_server as server
from tests.crawl.crawling import crawl, records

BLURB = "The Courier is written by forty journalists in three towns and belongs to those who read it."
NAMES = "bridge cinema harbour library theatre museum market".split()


def paragraphs(name: str) -> str:
    return "</p><p>".join(
        f"The {name} of the old town was opened for the {number} time by the mayor, who spoke of {name} and rain."
        for number in ("first", "second", "third", "fourth")
    )


@pytest.mark.slow
def test_a_crawl_learns_and_uses_what_it_learned(tmp_path: Path) -> None:
    memory = str(tmp_path / "memory.db")
    with server.serve() as site:
        urls = [
            site.page(f"/the-{name}-was-opened", name.title(), f"{paragraphs(name)}</p><p>{BLURB}") for name in NAMES
        ]
        for some in (urls[:-1], urls[-1:]):
            done = crawl(tmp_path, urls=some, memory=memory)
            assert done.report.counts.saved == len(some), done.log
    found = records(tmp_path)
    assert any(BLURB in record.text for record in found.values())
    assert BLURB not in found[f"/the-{NAMES[-1]}-was-opened"].text
    note = found[f"/the-{NAMES[-1]}-was-opened"].memory
    assert note is not None and note.site_pages == len(NAMES) - 1


@pytest.mark.slow
def test_a_crawl_refuses_a_memory_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("my notes")
    with server.serve() as site:
        done = crawl(tmp_path, urls=[site.page("/a", "First")], memory=str(file))
    assert "left as it is" in done.report.fatal
    assert file.read_text() == "my notes"


@pytest.mark.slow
def test_a_crawl_goes_on_without_a_locked_memory(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    SiteMemory.open(file).close()
    config = tmp_path / "newsclean.toml"
    config.write_text("memory_wait_seconds = 0.2")
    locker = sqlite3.connect(file, isolation_level=None)
    locker.execute("BEGIN IMMEDIATE")
    with server.serve() as site:
        overrides = {"NEWSCLEAN_CONFIG": str(config)}
        done = crawl(tmp_path, overrides, urls=[site.page("/a", "First")], memory=str(file))
    locker.close()
    assert done.report.counts.saved == 1
    assert "goes on without it" in done.log
