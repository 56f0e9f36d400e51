"""`newsclean corpus`: what it prints, writes and answers with."""

import json
from pathlib import Path

import pytest

from newsclean.cli.corpus_view import progress_line
from newsclean.corpus.progress import Progress
from tests.cli.conftest import BODY, PAGE, STORY, TEASERS, Run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "in.jsonl"
    records = [
        {"id": str(number), "text": STORY if number % 2 else "\n".join(BODY), "url": "https://paper.org/a"}
        for number in range(6)
    ]
    lines = [json.dumps(record) for record in records]
    file.write_text("\n".join([*lines[:3], "{broken", *lines[3:]]) + "\n", encoding="utf-8")
    return file


def test_an_archive_is_cleaned_and_the_figures_are_printed(run: Run, archive: Path, tmp_path: Path) -> None:
    done = run("corpus", archive, tmp_path / "out.jsonl", "--workers", "1", "--language", "en")
    assert done.exit_code == 0
    rows = dict(line.split("\t")[:2] for line in done.stdout.splitlines() if line)
    assert (rows["documents"], rows["records passed over"]) == ("6", "1")
    assert "teaser\t3\t6\t" in done.stdout
    assert "paper.org\t6\t3\t" in done.stdout
    assert "1 record was passed over, see" in done.stderr
    texts = [json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert texts == ["\n".join(BODY)] * 6
    reject = json.loads((tmp_path / "out.jsonl.rejects.jsonl").read_text())
    assert (reject["file"], reject["at"]) == ("in.jsonl", archive.read_bytes().index(b"{broken"))


def test_explain_shows_what_would_be_cut_and_writes_nothing(run: Run, archive: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    done = run("corpus", archive, "--explain", "--language", "en")
    assert done.exit_code == 0
    assert done.stdout.count("==> ") == 3
    assert f"- {TEASERS[0]}" in done.stdout
    assert "passed over: in.jsonl" in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_pages_are_explained_too(run: Run, tmp_path: Path) -> None:
    page = PAGE.replace("</article>", "<p>Source: AFP.</p></article>")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "p", "html": page}) + "\n", encoding="utf-8")
    done = run("corpus", tmp_path / "in.jsonl", "--html-field", "html", "--explain")
    assert done.exit_code == 0
    assert "- Source: AFP." in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["none.jsonl", "out.jsonl"], "there is no file or folder none.jsonl", 1),
        (["in.jsonl"], "give either OUT or --explain", 2),
        (["in.jsonl", "out.jsonl", "--explain"], "give either OUT or --explain", 2),
        (["in.jsonl", "out.jsonl", "--executor", "cloud"], "one of local, ray, slurm", 2),
        (["in.jsonl", "out.jsonl", "--executor", "slurm"], "needs time=", 3),
        (["in.jsonl", "in.jsonl"], "is there already", 4),
        (["in.jsonl", "out", "--to", "csv"], "records are written as .jsonl", 3),
        (["in.jsonl", "out.csv"], "records are written as .jsonl, .jsonl.gz", 2),
        (["in.jsonl", "out.json.gz"], "records are written as .jsonl, .jsonl.gz", 2),
        (["in.jsonl", "out.jsonl", "--language", "French"], "given by its ISO 639 code", 2),
        (["in.jsonl", "nowhere://x/out.jsonl"], "cannot be reached", 4),
    ],
)
def test_what_is_wrong_is_said(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str, code: int
) -> None:
    monkeypatch.chdir(archive.parent)
    done = run("corpus", *arguments)
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert done.exit_code == code


def test_an_archive_of_which_nothing_can_be_read_is_a_failure(run: Run, archive: Path, tmp_path: Path) -> None:
    done = run("corpus", archive, tmp_path / "out.jsonl", "--text-field", "body", "--workers", "1")
    assert done.exit_code == 1
    assert "not one record could be read" in done.stderr and "--text-field" in done.stderr


def test_progress_tells_speed_and_time_left() -> None:
    assert progress_line(Progress(5_000, 0.25, 10.0)) == "5,000 documents · 500 per second · 0:00:30 left"
    assert progress_line(Progress(0, 0.0, 0.0)) == "0 documents · 0 per second"
