"""The gate itself: what is worse fails, changed fixtures fail, and no pin is lowered without a reason."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from newsclean.config import CleanConfig
from newsclean.models import Label
from tests.quality.floors import (
    FIXTURES,
    SETS,
    Floors,
    Quality,
    complaints,
    fingerprint,
    measure,
    read_floors,
    read_set,
    write_floors,
)
from tests.quality.pin import main, pin

EVERYTHING_STAYS = CleanConfig(labels_off=frozenset(Label))
ARTICLE_GOES = CleanConfig(phrases={Label.PROMPT: ("le ", "la ", "the ", "der ", "el ")})


def quality(**changed: object) -> Quality:
    values: dict[str, object] = {
        "fixtures_sha256": "aa",
        "pages": 10,
        "f1": 0.95,
        "article_lines_cut": 2,
        "article_lines_missed": 3,
        "junk_lines_kept": 4,
        "fields_not_right": 1,
    }
    return Quality.model_validate({**values, **changed})


def test_the_pinned_quality_passes() -> None:
    assert complaints(quality(), quality()) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"f1": 0.9499},
        {"article_lines_cut": 3},
        {"article_lines_missed": 4},
        {"junk_lines_kept": 5},
        {"fields_not_right": 2},
        {"f1": 0.99, "article_lines_cut": 3},
    ],
)
def test_a_worse_figure_fails_whatever_the_others_gained(changed: dict[str, object]) -> None:
    assert any("worse than pinned" in complaint for complaint in complaints(quality(), quality(**changed)))


def test_a_gain_fails_until_it_is_pinned() -> None:
    (complaint,) = complaints(quality(), quality(junk_lines_kept=3))
    assert complaint.startswith("junk_lines_kept 4 -> 3 is a gain")


def test_changed_fixtures_fail_even_with_the_same_figures() -> None:
    (complaint,) = complaints(quality(), quality(fixtures_sha256="bb"))
    assert "fixtures are not those that were pinned" in complaint


def test_nothing_pinned_fails() -> None:
    assert complaints(None, quality()) != ()


@pytest.mark.parametrize(
    ("config", "figure"), [(EVERYTHING_STAYS, "junk_lines_kept"), (ARTICLE_GOES, "article_lines_cut")]
)
def test_a_cleaner_that_is_really_worse_is_caught(config: CleanConfig, figure: str) -> None:
    wrong = complaints(measure("texts"), measure("texts", config=config))
    assert any(complaint.startswith(figure) and "worse" in complaint for complaint in wrong)


@pytest.mark.parametrize("name", SETS)
def test_the_fingerprint_covers_every_page_and_its_truth(name: str, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / name, tmp_path / name)
    before = fingerprint(name, tmp_path)
    assert before == fingerprint(name)
    page = read_set(name, tmp_path)[-1]
    truth = next(
        path for path in (tmp_path / name / "truth.jsonl", page.path.with_name("expected.json")) if path.exists()
    )
    for path in (page.path, truth):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert fingerprint(name, tmp_path) != before
        path.write_bytes(content)
    assert fingerprint(name, tmp_path) == before


def test_a_page_that_is_taken_away_changes_the_fingerprint(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "pages", tmp_path / "pages")
    before = fingerprint("pages", tmp_path)
    shutil.rmtree(read_set("pages", tmp_path)[0].path.parent)
    assert fingerprint("pages", tmp_path) != before


def test_pinning_takes_gains_and_new_sets() -> None:
    floors = pin(Floors(pinned={"a": quality()}), {"a": quality(f1=0.96), "b": quality()}, None)
    assert floors == Floors(pinned={"a": quality(f1=0.96), "b": quality()})


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_pinning_refuses_to_lower_without_a_reason(reason: str | None) -> None:
    found = {"a": quality(fixtures_sha256="bb", f1=0.94, junk_lines_kept=0)}
    with pytest.raises(ValueError, match=r"a: f1 0\.95 -> 0\.94"):
        pin(Floors(pinned={"a": quality()}), found, reason)


def test_a_reason_for_lowering_is_kept_with_what_it_lowered() -> None:
    once = pin(Floors(pinned={"a": quality()}), {"a": quality(article_lines_cut=3)}, "a rule was unsound")
    twice = pin(once, {"a": quality(article_lines_cut=4)}, "another too")
    assert [(lowering.reason, lowering.changes) for lowering in twice.lowered] == [
        ("a rule was unsound", ("a: article_lines_cut 2 -> 3",)),
        ("another too", ("a: article_lines_cut 3 -> 4",)),
    ]


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = pin(Floors(pinned={"a": quality()}), {"a": quality(f1=0.9)}, 'for a "good" reason: été')
    write_floors(floors, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == floors


def test_the_command_pins_and_then_refuses_a_lower_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixtures, floors = tmp_path / "fixtures", tmp_path / "floors.toml"
    for name in SETS:
        page = fixtures / name / "one"
        page.mkdir(parents=True)
        shutil.copy(next((FIXTURES / "texts").iterdir()) / "text.txt", page)
        kept = (page / "text.txt").read_text(encoding="utf-8").splitlines()
        (page / "expected.json").write_text(json.dumps({"kept": kept}), encoding="utf-8")
    arguments = ["--fixtures", str(fixtures), "--floors", str(floors)]
    assert main(arguments) == 0
    pinned = floors.read_bytes()
    text = fixtures / SETS[0] / "one" / "text.txt"
    text.write_text("Share this article\n" + text.read_text(encoding="utf-8") + "\nA line of another story altogether.")
    assert main(arguments) == 1
    assert "junk_lines_kept" in capsys.readouterr().err
    assert floors.read_bytes() == pinned
    assert main([*arguments, "--allow-lower", "a harder page"]) == 0
    assert tomllib.loads(floors.read_text(encoding="utf-8"))["lowered"][0]["reason"] == "a harder page"
