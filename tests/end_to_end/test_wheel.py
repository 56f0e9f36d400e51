"""The wheel in an environment and a folder that hold nothing else."""

import json
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.serve_site import SITE_FOLDER, Site
from newsclean.version import __version__

ROOT = Path(__file__).parents[2]
PAGE = (
    SITE_FOLDER / "www.estafette-orvelle.example" / "fr" / "2025" / "03" / "03" / "incendie-fruitiere-hautebrune.html"
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Run = Callable[..., subprocess.CompletedProcess[str]]


def finished(command: list[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    result: subprocess.CompletedProcess[str] = done
    return result


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    finished([sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT])
    return next(folder.glob("newsclean-*.whl"))


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a program of an environment into which only the wheel was installed, in a folder that starts out empty."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("empty")
    venv.create(home / "venv", with_pip=True)
    programs = home / "venv" / "bin"
    finished([programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel])
    environment = {"HOME": str(home), "PATH": f"{programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def run_there(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return finished([programs / program, *arguments], cwd=folder, env=environment)

    return run_there


def test_it_brings_one_package_and_all_its_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"newsclean", f"newsclean-{__version__}.dist-info"}
    shipped = set(names)
    for file in (ROOT / "newsclean").rglob("*"):
        if file.is_file() and file.suffix != ".pyc":
            assert file.relative_to(ROOT).as_posix() in shipped
    for file in (ROOT / "spiders").glob("*.py"):
        assert f"newsclean/spiders/{file.name}" in shipped


def test_it_leaves_no_package_called_spiders(run: Run) -> None:
    found = run(
        "python", "-c", "import importlib.util as u; print(u.find_spec('spiders'), bool(u.find_spec('newsclean')))"
    )
    assert found.stdout.split() == ["None", "True"]


def test_it_says_its_version(run: Run) -> None:
    assert __version__ in run("newsclean", "--version").stdout


def test_it_cleans_a_file(run: Run) -> None:
    record = json.loads(run("newsclean", "clean", str(PAGE), "--format", "json").stdout)
    assert record["title"] == "La fruitière de Hautebrune ravagée par le feu, neuf cents meules perdues"
    assert "Avec AFP" not in record["text"].split("\n")


def test_it_crawls_a_feed(run: Run, site: Site) -> None:
    run("newsclean", "crawl", "--feed", f"{site.newspaper}/feed.json", "--allow-private-hosts")
    listed = run("newsclean", "records", "list").stdout
    assert "Le barrage de Hautebrune" in listed
