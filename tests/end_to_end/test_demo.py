"""`make demo`, in a copy of the repository, so that nobody's database is touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.readme import missing_from, session

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def run_demo(folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "fixtures.demo"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with what the demo reads."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    return tmp_path


def test_it_shows_the_records_and_what_was_cut(copy: Path) -> None:
    printed = run_demo(copy)
    assert "$ newsclean crawl" in printed
    assert "L'orgue de Saint-Aubert retrouve ses deux mille tuyaux" in printed
    assert "Fauteur de troubles certifié" in printed
    assert "author_bio" in printed
    assert "fixed_cut" in printed
    assert (copy / "newsclean.db").is_file()


def test_it_prints_what_the_readme_shows(copy: Path) -> None:
    """All but what make says before."""
    shown = session("make demo")
    assert missing_from(shown[1:], run_demo(copy)) is None


def test_it_starts_afresh_over_its_own_database(copy: Path) -> None:
    run_demo(copy)
    assert "records of yours" not in run_demo(copy)


def test_it_leaves_a_database_of_the_users_alone(copy: Path) -> None:
    database = copy / "newsclean.db"
    database.write_bytes(b"somebody's records")
    assert "records of yours" in run_demo(copy)
    assert database.read_bytes() == b"somebody's records"
    assert (copy / ".demo" / "newsclean.db").is_file()
