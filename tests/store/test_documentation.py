"""The manual's own lines do what it says."""

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

MANUAL = (Path(__file__).parents[2] / "docs" / "storage.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)


def test_the_python_lines_print_what_they_say(tmp_path: Path) -> None:
    (program,) = blocks("python")
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "new",
        "unchanged",
        "1 1 The dam",
        "https://example.org/dam The dam holds. The lake is drained.",
        "1",
    ]
    with closing(connect(tmp_path / "records.db")) as database:
        (queries,) = blocks("sql")
        sites, cuts = (database.execute(query).fetchall() for query in queries.strip().splitlines())
        assert sites == [("example.org", 1)]
        assert cuts == []
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name in re.findall(r"^\| `(\w+)` \|", MANUAL, re.MULTILINE):
        assert name in tables
