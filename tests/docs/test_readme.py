"""What the README says can be done: its code runs, its commands exist and print what it shows."""

import importlib.util
import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.testing import CliRunner

from newsclean.cli.app import app, load_command
from newsclean.config import CleanConfig
from newsclean.toml_file import parse_toml
from tests.docs.readme import BLOCKS, ROOT, TEXT, commands, missing_from, session

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
STORY = "fixtures/story.html"
ARTICLES = [{"url": "https://example.org/1", "text": "The bridge opens on Monday.\nSource: AFP."}] * 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a copy of what the README's code and commands read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").mkdir()
    shutil.copy(ROOT / STORY, tmp_path / STORY)
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("position", [at for at, block in enumerate(BLOCKS) if block.language == "python"])
def test_its_python_runs_and_prints_what_stands_under_it(position: int, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(BLOCKS[position].content, "README.md", "exec"), {})
    shown = BLOCKS[position + 1]
    assert capsys.readouterr().out == (shown.content if shown.language == "text" else "")


def test_its_loop_over_a_file_writes_a_record_for_every_line(folder: Path) -> None:
    (loop,) = (block.content for block in BLOCKS if "articles.jsonl" in block.content and block.language == "python")
    exec(compile(loop, "README.md", "exec"), {})
    records = [json.loads(line) for line in (folder / "clean.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["url"] for record in records] == [article["url"] for article in ARTICLES]
    assert {record["text"] for record in records} == {"The bridge opens on Monday."}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("line", [line for line in commands() if line.startswith("newsclean ")])
def test_its_commands_take_what_they_are_given(line: str) -> None:
    """A command that ends in an ellipsis is shown shortened."""
    name, *arguments = shlex.split(line.removesuffix("…"))[1:]
    command = load_command(name)
    if isinstance(command, TyperGroup):
        name, *arguments = arguments
        command = command.commands[name]
    command.make_context(name, arguments)


@pytest.mark.usefixtures("folder")
def test_what_it_shows_of_a_clean_page_is_what_is_printed() -> None:
    command = f"newsclean clean {STORY}"
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0
    assert missing_from(session(command), result.stdout) is None


def test_its_make_targets_exist() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    shown = [line.removeprefix("make ") for line in commands() if line.startswith("make ")]
    assert shown[:2] == ["demo", "test"], "these two stand first"
    assert set(shown) <= set(targets)


def test_what_it_installs_exists() -> None:
    extras = re.findall(r"pip install 'newsclean\[(\w+)\]'", TEXT)
    assert extras and set(extras) <= set(PROJECT["optional-dependencies"])


def test_what_it_says_of_other_extractors_is_what_its_tables_show() -> None:
    tables = re.findall(r"^\| newsclean \|.*\n(?:\|.*\n)+", TEXT, re.MULTILINE)
    assert "seven other extractors on three\npublic corpora its text comes closest" in TEXT and len(tables) == 3
    for table in tables:
        own, *others = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()]
        assert len({other[0].partition(",")[0] for other in others}) == 7
        assert all(float(own[2]) > float(other[2]) for other in others), "F1"


def test_its_modules_exist() -> None:
    modules = re.findall(r"python -m ([\w.]+)", TEXT)
    assert all(importlib.util.find_spec(module) for module in modules)


def test_its_configuration_is_one() -> None:
    (example,) = (block.content for block in BLOCKS if block.language == "toml")
    assert parse_toml(example, CleanConfig, "README.md") != CleanConfig()


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", TEXT):
        assert (ROOT / target).is_file(), target


def test_it_leads_to_every_page_of_the_manual() -> None:
    linked = set(re.findall(r"\]\(docs/([\w-]+\.md)\)", TEXT))
    assert linked == {page.name for page in (ROOT / "docs").glob("*.md")}
