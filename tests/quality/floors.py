"""The pinned quality: what is measured on the fixtures, and what it is held against.

A figure that is worse than its pin fails, and so does one that is better: a gain that is not pinned could
be lost again unseen. Changed fixtures fail until they are pinned, because old figures say nothing of them.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from newsclean.config import CleanConfig
from newsclean.evaluate import EvaluationPage, TruthPage, build_report, read_folder, score_pages
from newsclean.evaluate.truth import TRUTH_FILE

FIXTURES = Path(__file__).parents[2] / "fixtures"
FLOORS_FILE = Path(__file__).with_name("floors.toml")
SETS = ("pages", "site", "texts")
PIN_COMMAND = "python -m tests.quality.pin"
F1_PLACES = 4


class Quality(BaseModel):
    """The figures of one set of fixtures. All but F1 are exact counts over the set, so that one line shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fixtures_sha256: str
    pages: int
    f1: float = Field(description="rounded to four places")
    article_lines_cut: int
    article_lines_missed: int
    junk_lines_kept: int
    fields_not_right: int


class Lowering(BaseModel):
    """A pin that was lowered, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str
    changes: tuple[str, ...]


class Floors(BaseModel):
    """What `floors.toml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pinned: dict[str, Quality] = Field(default_factory=dict)
    lowered: tuple[Lowering, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that moved."""

    name: str
    pinned: float
    found: float
    is_worse: bool

    def __str__(self) -> str:
        return f"{self.name} {self.pinned} -> {self.found}"


def measure(name: str, fixtures: Path = FIXTURES, config: CleanConfig | None = None) -> Quality:
    """The quality of one of `SETS` as it is now."""
    pages = read_set(name, fixtures)
    total = build_report(list(score_pages(pages, config or CleanConfig()))).total
    if total.failed or total.f1 is None:
        raise AssertionError(f"{name}: {total.failed} of {total.pages} pages could not be cleaned")
    return Quality(
        fixtures_sha256=fingerprint(name, fixtures),
        pages=total.pages,
        f1=round(total.f1, F1_PLACES),
        article_lines_cut=total.lines.article_cut,
        article_lines_missed=total.lines.article_missed,
        junk_lines_kept=total.lines.junk_kept,
        fields_not_right=sum(field.wrong + field.absent for field in total.fields.values()),
    )


def read_set(name: str, fixtures: Path = FIXTURES) -> tuple[EvaluationPage, ...]:
    """`site` is a folder as `newsclean evaluate` takes it; the others have a folder a page, made into the same."""
    root = fixtures / name
    return read_folder(root) if (root / TRUTH_FILE).exists() else tuple(_golden_pages(root))


def fingerprint(name: str, fixtures: Path = FIXTURES) -> str:
    """SHA-256 over names and contents of every file that the figures depend on."""
    root = fixtures / name
    digest = hashlib.sha256()
    judged = {page.path for page in read_set(name, fixtures)}
    truths = {path for page in judged for path in page.parent.iterdir() if path.name in ("expected.json", "meta.toml")}
    for path in sorted(judged | truths | set(root.glob(TRUTH_FILE))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def changes(pinned: Quality, found: Quality) -> tuple[Change, ...]:
    """The figures that are not as they were pinned. More is better for F1 alone; the others count mistakes."""
    counts = ("article_lines_cut", "article_lines_missed", "junk_lines_kept", "fields_not_right")
    moved = [Change("f1", pinned.f1, found.f1, is_worse=found.f1 < pinned.f1)]
    for name in counts:
        old, new = getattr(pinned, name), getattr(found, name)
        moved.append(Change(name, old, new, is_worse=new > old))
    return tuple(change for change in moved if change.pinned != change.found)


def complaints(pinned: Quality | None, found: Quality) -> tuple[str, ...]:
    """Why a set does not pass; empty where it does."""
    if pinned is None:
        return (f"nothing is pinned: run {PIN_COMMAND}",)
    if pinned.fixtures_sha256 != found.fixtures_sha256:
        return (f"the fixtures are not those that were pinned: look at them, then run {PIN_COMMAND}",)
    return tuple(
        f"{change} is worse than pinned" if change.is_worse else f"{change} is a gain: hold it with {PIN_COMMAND}"
        for change in changes(pinned, found)
    )


def read_floors(path: Path = FLOORS_FILE) -> Floors:
    """The pins, none where there is no file."""
    return Floors.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else Floors()


def write_floors(floors: Floors, path: Path = FLOORS_FILE) -> None:
    """Write the pins as TOML; the values are numbers and strings, which TOML and JSON spell alike."""
    lines = [f"# The quality that the tests hold newsclean to. Written by {PIN_COMMAND}; what it refuses, ask why."]
    for name, quality in sorted(floors.pinned.items()):
        lines += ["", f"[pinned.{name}]", *_assignments(quality)]
    for lowering in floors.lowered:
        lines += ["", "[[lowered]]", *_assignments(lowering)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _golden_pages(root: Path) -> Iterator[EvaluationPage]:
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        meta = folder / "meta.toml"
        known = tomllib.loads(meta.read_text(encoding="utf-8")) if meta.exists() else {}
        page = next(path for path in (folder / "page.html", folder / "text.txt") if path.exists())
        is_html = page.suffix == ".html"
        truth = TruthPage(
            file=folder.name,
            lang=known.get("language") or expected.get("language") or "",
            url=known.get("url", ""),
            body="\n".join(expected["kept"]),
            title=expected.get("title") or "" if is_html else "",
            authors=expected.get("authors") or () if is_html else (),
            published=expected.get("published") or "" if is_html else "",
        )
        yield EvaluationPage(page, truth)


def _assignments(values: BaseModel) -> Iterator[str]:
    for name, value in values.model_dump(mode="json").items():
        yield f"{name} = {json.dumps(value, ensure_ascii=False)}"
