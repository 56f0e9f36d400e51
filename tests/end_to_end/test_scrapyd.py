"""The project under a real Scrapyd: deployed as an egg, scheduled through its API, its records in the store."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from fixtures.serve_site import Site
from newsclean.store import read_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
VERSION = "99.1.0"
"""What the deployed copy calls itself, so that its records tell the egg from the project that the tests run in."""


@dataclass(frozen=True, slots=True)
class Scrapyd:
    """A running Scrapyd, with its files in `folder`."""

    folder: Path
    url: str

    def get(self, service: str, **parameters: str) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.get(f"{self.url}/{service}.json", params=parameters).json()
        assert answer["status"] == "ok", answer
        return answer

    def post(self, service: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.post(f"{self.url}/{service}.json", data=fields).json()
        return answer

    def finished(self, job: str) -> None:
        """Wait for the end of a job."""
        end = time.monotonic() + 120
        while job not in [done["id"] for done in self.get("listjobs", project="newsclean")["finished"]]:
            assert time.monotonic() < end, self.log(job)
            time.sleep(0.2)

    def log(self, job: str) -> str:
        file = next(self.folder.glob(f"logs/**/{job}.log"), None)
        return file.read_text() if file else "no log"


def curl(command: str, scrapyd: Scrapyd) -> str:
    words = shlex.split(command.replace("http://127.0.0.1:6800", scrapyd.url).replace("\\\n", " "))
    done = subprocess.run([*words, "--silent", "--show-error"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def python_without_newsclean(folder: Path) -> Path:
    """An interpreter that has all that this one has but newsclean; an installed one would go before the egg."""
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    python = folder / "bin" / "python"
    found = subprocess.run(
        [python, "-c", "import importlib.util as u; print(getattr(u.find_spec('newsclean'), 'loader', None))"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    # An editable install leaves a folder with copies of the spiders there, which is no package and goes after one.
    assert found.stdout == "None\n", "newsclean is installed as files; install it with pip install --editable"
    return python


@pytest.fixture(scope="module")
def scrapyd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scrapyd]:
    folder, port = tmp_path_factory.mktemp("scrapyd"), free_port()
    python = python_without_newsclean(tmp_path_factory.mktemp("environment"))
    settings = {"bind_address": "127.0.0.1", "http_port": port, "max_proc": 1, "poll_interval": 0.2}
    lines = ["[scrapyd]", *(f"{key} = {value}" for key, value in settings.items())]
    (folder / "scrapyd.conf").write_text("\n".join(lines) + "\n")
    with (folder / "output.txt").open("w") as output:
        process = subprocess.Popen([python, "-m", "scrapyd"], cwd=folder, stdout=output, stderr=output)
    running = Scrapyd(folder, f"http://127.0.0.1:{port}")
    try:
        end = time.monotonic() + 60
        while True:
            try:
                running.get("daemonstatus")
                break
            except httpx.TransportError:
                assert process.poll() is None, (folder / "output.txt").read_text()
                assert time.monotonic() < end
                time.sleep(0.1)
        yield running
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def deployed(scrapyd: Scrapyd, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `scrapyd-deploy` says of a copy of the project."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("newsclean", "spiders"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    version = copy / "newsclean" / "version.py"
    version.write_text(re.sub(r'(__version__ = )".*"', rf'\1"{VERSION}"', version.read_text()))
    cfg = (ROOT / "scrapy.cfg").read_text()
    assert "http://127.0.0.1:6800/" in cfg
    (copy / "scrapy.cfg").write_text(cfg.replace("http://127.0.0.1:6800/", f"{scrapyd.url}/"))
    done = subprocess.run(
        [PROGRAMS / "scrapyd-deploy"], cwd=copy, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_project_is_deployed_with_all_its_spiders(scrapyd: Scrapyd, deployed: str) -> None:
    assert json.loads(deployed)["status"] == "ok"
    spiders = scrapyd.get("listspiders", project="newsclean")["spiders"]
    assert set(spiders) == {"feed", "front", "site", "sitemap", "urls"}


@pytest.mark.usefixtures("deployed")
def test_a_scheduled_spider_fills_the_store(scrapyd: Scrapyd, site: Site, tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    settings = [f"NEWSCLEAN_STORE={store}", "NEWSCLEAN_ALLOW_PRIVATE_HOSTS=1", "NEWSCLEAN_WORKERS=1"]
    job = scrapyd.post(
        "schedule", project="newsclean", spider="feed", urls=f"{site.newspaper}/rss.xml", setting=settings
    )
    assert job["status"] == "ok"
    scrapyd.finished(job["jobid"])
    with read_store(store) as records:
        found = [stored.record for stored in records.records()]
    assert found, scrapyd.log(job["jobid"])
    assert {record.cleaner_version for record in found} == {VERSION}
    assert any((record.url or "").startswith(f"{site.newspaper}/fr/2025/") and record.text for record in found)


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
@pytest.mark.usefixtures("deployed")
def test_the_commands_of_the_manual_work(scrapyd: Scrapyd, site: Site, tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
    schedule, listing = re.findall(r"^```sh\n(curl .*?)^```$", manual, re.MULTILINE | re.DOTALL)
    schedule = schedule.replace("https://www.harbour-times.example", site.newspaper)
    schedule = schedule.replace("/var/lib/newsclean", str(tmp_path)).rstrip()
    job = json.loads(curl(f"{schedule} -d setting=NEWSCLEAN_ALLOW_PRIVATE_HOSTS=1", scrapyd))
    scrapyd.finished(job["jobid"])
    assert job["jobid"] in curl(listing, scrapyd)
    with read_store(tmp_path / "news.db") as records:
        assert records.counts().articles


@pytest.mark.usefixtures("deployed")
def test_a_wrong_argument_is_named_in_the_log(scrapyd: Scrapyd) -> None:
    job = scrapyd.post("schedule", project="newsclean", spider="feed", urls="no-url")
    scrapyd.finished(job["jobid"])
    assert "only http and https URLs can be fetched" in scrapyd.log(job["jobid"])
