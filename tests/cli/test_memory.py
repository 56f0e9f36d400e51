"""`newsclean memory`: what is remembered is shown and forgotten; what is no memory is refused."""

import shutil
import subprocess
import sys
import tempfile
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
    assert "sites: 1, addresses of pages: 3, lines: 4" in done.stderr


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


READ_ONLY = """
import os
import newsclean.cli.clean, newsclean.cli.memory
from newsclean.cli.app import app
newsclean.clean_html("<p>what cleaning loads, a user without rights may not be able to read")
if os.geteuid() == 0:  # root may write anywhere
    os.setgid(65534)
    os.setuid(65534)
app(prog_name="newsclean")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other permissions there")
def test_a_memory_in_a_folder_that_cannot_be_written_is_read_and_stays(place: Path, page: Path) -> None:
    closed = Path(tempfile.mkdtemp())  # pytest's own folder is closed to other users
    memory = closed / place.name
    asked = {
        ("stats",): (exit_codes.OK, "courier.com\t3"),
        ("show", "courier.com"): (exit_codes.OK, BLURB),
        ("forget", "courier.com"): (exit_codes.STORE, "it cannot be written; check the permissions"),
    }
    try:
        shutil.copy(place, memory)
        shutil.copy(page, closed)
        closed.chmod(0o555)
        before = memory.read_bytes()
        cleaning = ("clean", str(closed / page.name), "--url", "https://www.courier.com/news/lake")
        for arguments, (code, told) in [
            *((("memory", *arguments), end) for arguments, end in asked.items()),
            (cleaning, (exit_codes.OK, "it cannot be written; check the permissions")),
        ]:
            command = [sys.executable, "-c", READ_ONLY, *arguments, "--memory", str(memory)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done.stderr
        assert memory.read_bytes() == before
        assert sorted(closed.iterdir()) == sorted([memory, closed / page.name])
    finally:
        closed.chmod(0o755)
        shutil.rmtree(closed)


def test_forget_takes_a_site_out(run: Run, place: Path) -> None:
    assert run("memory", "forget", "courier.com", "--memory", place).exit_code == 0
    again = run("memory", "forget", "courier.com", "--memory", place)
    assert again.exit_code == exit_codes.FAILED
    assert "nothing is remembered of courier.com" in again.stderr
    assert run("memory", "show", "courier.com", "--memory", place).exit_code == exit_codes.FAILED


def test_a_name_that_is_no_text_is_of_no_site(run: Run, place: Path) -> None:
    done = run("memory", "show", "courier\udcff", "--memory", place)
    assert done.exit_code == exit_codes.FAILED
    assert "nothing is remembered of courier" in done.stderr


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
