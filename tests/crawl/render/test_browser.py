"""Where pages cannot be rendered, it is said before anything is begun."""

from pathlib import Path

import pytest

from newsclean.cli import exit_codes
from newsclean.crawl.render import browser
from newsclean.errors import ConfigError
from tests.crawl.crawling import ENVIRONMENT, run_command


def test_a_browser_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "google-chrome").write_text("#!/bin/sh\n")
    (tmp_path / "google-chrome").chmod(0o755)
    monkeypatch.delenv("NEWSCLEAN_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find_browser() == str(tmp_path / "google-chrome")


def test_without_a_browser_it_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSCLEAN_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="apt install chromium"):
        browser.find_browser()


@pytest.mark.parametrize("name", ["missing", "a-file", "."])
def test_what_is_no_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("NEWSCLEAN_CHROMIUM", str(tmp_path / name))
    with pytest.raises(ConfigError, match="NEWSCLEAN_CHROMIUM names no program"):
        browser.find_browser()


def test_headers_that_a_browser_would_give_away_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scrapy_playwright", reason="needs the extra `render`")
    monkeypatch.setenv("NEWSCLEAN_CHROMIUM", "/bin/sh")
    with pytest.raises(ConfigError, match="do not go together"):
        browser.check_rendering((("Authorization", "secret"),))


def test_the_command_says_it_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scrapy_playwright", reason="needs the extra `render`")
    monkeypatch.setitem(ENVIRONMENT, "NEWSCLEAN_CHROMIUM", "/missing")
    done = run_command(tmp_path, "crawl", "--url", "https://news.example/", "--render")
    assert done.returncode == exit_codes.CONFIG
    assert "NEWSCLEAN_CHROMIUM names no program: /missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "newsclean.db").exists()
