"""`newsclean memory`: what is remembered is shown and forgotten; what is no memory is refused."""

from pathlib import Path

import pytest

from newsclean import CleanRecord, SiteMemory
from newsclean.cli import exit_codes
from tests.cli.conftest import BODY, PAGE, Run

BLURB = "The Courier is written by forty journalists in three towns."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    file = tmp_path / "memory.db"
    with SiteMemory.open(file) as memory:
        for name in ("dam", "cinema", "ferry"):
            url = f"https://www.courier.com/news/{name}"
            memory.learn(CleanRecord(url=url, text=f"{BODY[0]} So much of the {name}.\n{BLURB}", page_kind="article"))
    return file


def test_stats_names_the_sites(run: Run, place: Path) -> None:
    done = run("memory", "stats", "--memory", place)
    assert done.stdout.splitlines() == ["site\tpages\tlines\trepeated\tleads", "courier.com\t3\t4\t1\t6"]
    assert "1 sites, 3 pages, 4 lines" in done.stderr


@pytest.mark.parametrize("site", ["courier.com", "https://www.courier.com/news/dam"])
def test_show_has_the_lines_of_many_pages(run: Run, place: Path, site: str) -> None:
    done = run("memory", "show", site, "--memory", place)
    assert done.stdout.splitlines()[1].split("\t")[::4] == ["3", BLURB]


def test_show_says_why_it_shows_nothing(run: Run, tmp_path: Path) -> None:
    with SiteMemory.open(tmp_path / "new.db") as memory:
        memory.learn(
            CleanRecord(url="https://www.courier.com/news/dam", text=f"{BODY[0]}\n{BLURB}", page_kind="article")
        )
    done = run("memory", "show", "courier.com", "--memory", tmp_path / "new.db")
    assert len(done.stdout.splitlines()) == 1
    assert "0 of them on two pages and more; none on 3, from which on a line is shown" in done.stderr


def test_forget_takes_a_site_out(run: Run, place: Path) -> None:
    assert run("memory", "forget", "courier.com", "--memory", place).exit_code == 0
    again = run("memory", "forget", "courier.com", "--memory", place)
    assert again.exit_code == exit_codes.FAILED
    assert "nothing is remembered of courier.com" in again.stderr
    assert run("memory", "show", "courier.com", "--memory", place).exit_code == exit_codes.FAILED


def test_what_is_no_memory_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("my notes")
    for place in (file, tmp_path / "nothing.db"):
        done = run("memory", "stats", "--memory", place)
        assert done.exit_code == exit_codes.STORE
        assert "Traceback" not in done.stderr
    assert file.read_text() == "my notes"
    assert not (tmp_path / "nothing.db").exists()


def test_clean_asks_and_teaches(run: Run, tmp_path: Path) -> None:
    memory, page = tmp_path / "memory.db", tmp_path / "page.html"
    for number in range(7):
        text = PAGE.replace("</p></article>", f"</p><p>{BLURB}</p></article>").replace("The dam", f"The dam {number}")
        page.write_text(text.replace("Water had", f"Water {number} had").replace("The town", f"The town {number}"))
        done = run("clean", page, "--url", f"https://www.courier.com/news/{number}", "--memory", memory)
        assert done.exit_code == 0
        assert (BLURB in done.stdout) == (number < 3)
