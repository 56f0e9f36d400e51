"""`newsclean reclean`: stored records gain from what was learned later, and lose nothing."""

from pathlib import Path

import pytest

from newsclean import CleanRecord, SiteMemory, clean_html, clean_text
from newsclean.store import RecordFilter, open_store, read_store
from tests.cli.conftest import Run

BLURB = "The Courier is written by forty journalists in three towns and belongs to those who read it."
NAMES = "bridge cinema harbour library theatre museum market".split()


def body(name: str) -> list[str]:
    return [
        f"The {name} of the old town was opened for the {number} time by the mayor, who spoke of {name} and rain."
        for number in ("first", "second", "third", "fourth")
    ]


def page(name: str) -> str:
    lines = [*body(name), BLURB]
    related = "<aside class='related-links'><p>Read more about the water</p></aside>"
    return f"<html><body><article>{''.join(f'<p>{line}</p>' for line in lines)}{related}</article></body></html>"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """As a crawl leaves it: the first pages were cleaned when little was known."""
    file = tmp_path / "news.db"
    with open_store(file) as records, SiteMemory.open(f"{file}.memory.db") as memory:
        for name in NAMES:
            url = f"https://www.courier.com/news/the-{name}-was-opened"
            record = clean_html(page(name), url=url, memory=memory)
            records.save(record)
            memory.learn(record)
    return file


def texts(store: Path, **chosen: bool) -> list[str]:
    with read_store(store) as reader:
        return [stored.record.text for stored in reader.records(RecordFilter(**chosen))]  # type: ignore[arg-type]


def test_a_dry_run_changes_nothing(run: Run, store: Path) -> None:
    before = texts(store, all_versions=True)
    done = run("reclean", "--store", store, "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["label\tlines cut\tlines back", "promo\t4\t0"]
    assert "4 of 7 records would change" in done.stderr
    assert texts(store, all_versions=True) == before


def test_the_first_pages_gain_from_the_last(run: Run, store: Path) -> None:
    assert sum(BLURB in text for text in texts(store)) == 4
    assert run("reclean", "--store", store).exit_code == 0
    assert sorted(texts(store)) == sorted("\n".join(body(name)) for name in NAMES)
    assert len(texts(store, all_versions=True)) == 11
    again = run("reclean", "--store", store)
    assert "0 of 7 records changed" in again.stderr


def test_without_a_memory_nothing_is_lost(run: Run, store: Path) -> None:
    before = texts(store)
    done = run("reclean", "--store", store, "--no-memory")
    assert "0 of 7 records changed" in done.stderr
    assert texts(store) == before


def test_a_label_that_is_switched_off_gives_its_lines_back(run: Run, tmp_path: Path) -> None:
    store, config = tmp_path / "news.db", tmp_path / "newsclean.toml"
    text = "\n".join([*body("bridge"), "Source: AFP."])
    with open_store(store) as records:
        records.save(clean_text(text, url="https://www.courier.com/news/1"))
    config.write_text('labels_off = ["source_credit"]')
    done = run("reclean", "--store", store, "--config", config)
    assert done.stdout.splitlines()[1] == "source_credit\t0\t1"
    assert texts(store) == [text]


def test_a_store_without_a_memory_learns_from_itself(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "news.jsonl"
    with open_store(store) as records:
        for name in NAMES:
            records.save(clean_html(page(name), url=f"https://www.courier.com/news/the-{name}-was-opened"))
    assert run("reclean", "--store", store, "--learn").exit_code == 0
    assert sorted(texts(store)) == sorted("\n".join(body(name)) for name in NAMES)


def test_copies_are_marked_and_originals_listed(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    text = "\n".join(body("bridge"))
    with open_store(store) as records:
        for site in ("one.com", "reuters.com", "two.com"):
            url = f"https://www.{site}/the-bridge-was-opened"
            record = clean_text(text, url=url)
            records.save(record)
    run("reclean", "--store", store, "--learn")
    done = run("records", "list", "--store", store, "--originals")
    assert [line.split("\t")[4] for line in done.stdout.splitlines()[1:]] == ["reuters.com"]
    with read_store(store) as reader:
        marks = {stored.record.site: stored.record.copy_of for stored in reader.records()}
    original = "https://www.reuters.com/the-bridge-was-opened"
    assert marks == {"one.com": original, "reuters.com": None, "two.com": original}


def test_what_is_stored_of_old_is_read(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    with open_store(store) as records:
        records.save(CleanRecord(url="https://www.courier.com/1", text="\n".join(body("bridge")), page_kind="article"))
    assert run("reclean", "--store", store, "--memory", tmp_path / "none.db").exit_code == 4
    assert "0 of 1 records changed" in run("reclean", "--store", store).stderr
