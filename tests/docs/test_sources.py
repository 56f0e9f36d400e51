"""The manual's page on sources: its examples are files that newsclean reads, and no key is left out."""

import re
from pathlib import Path

import pytest

from docs.generate import FOLDER
from newsclean.cli.crawl_given import GivenOptions
from newsclean.runs.settings import AlarmSettings
from newsclean.sources.discover import ARCHIVE_LINKS, ARCHIVE_SITEMAPS, MAX_SECONDS
from newsclean.sources.every import MAX_INTERVAL_DAYS
from newsclean.sources.model import Source, SourcesTable
from newsclean.sources.probe import PAUSE_SECONDS
from newsclean.sources.read import read_sources
from newsclean.toml_file import parse_toml

TEXT = (FOLDER / "sources.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_sources_file(example: str) -> None:
    assert parse_toml(example, SourcesTable, "example").sources()


def test_the_first_example_says_what_its_comments_say() -> None:
    harbour, valley = parse_toml(EXAMPLES[0], SourcesTable, "example").sources()
    assert (harbour.every, valley.every) == ("6h", "30 6 * * mon-fri")
    assert harbour.store == valley.store == "news.db"
    assert harbour.user_agent == valley.user_agent


@pytest.mark.parametrize("name", [*Source.model_fields, *AlarmSettings.model_fields])
def test_no_key_is_left_out(name: str) -> None:
    assert f"| `{name}` |" in TEXT


def test_every_option_that_counts_more_than_the_file_is_named(tmp_path: Path) -> None:
    flags = {"no_memory": True, "follow_to_original": True, "allow_private_hosts": True, "again": True, "render": True}
    values = {"store": "a.db", "memory": "m", "config": Path("c"), "pages_per_run": 1, "time_limit_seconds": 1.0}
    more = {"language": "fr", "user_agent": "a", "delay_seconds": 1.0, "metrics_file": Path("m")}
    (tmp_path / "sources.toml").write_text(EXAMPLES[1], encoding="utf-8")
    file = read_sources(tmp_path / "sources.toml")
    arguments = GivenOptions(**{**flags, **values, **more}).arguments(file, file.sources[0])  # type: ignore[arg-type]
    options = {argument.partition("=")[0] for argument in arguments if argument.startswith("--")} - {"--", "--source"}
    assert len(options) == len({**flags, **values, **more})
    assert not [option for option in options if f"`{option}`" not in TEXT]


def test_the_numbers_of_the_text_are_those_of_the_code() -> None:
    text = " ".join(TEXT.split())
    assert f"more than {ARCHIVE_LINKS:,} pages, or an index of more than {ARCHIVE_SITEMAPS} sitemaps" in text
    assert f"from a minute to {MAX_INTERVAL_DAYS} days" in text
    assert (PAUSE_SECONDS, MAX_SECONDS) == (0.5, 180)
    assert "waits half a second between two requests" in text
    assert "asks for nothing more after three minutes" in text
