"""Reading a folder of pages whose article is known: `truth.jsonl` and the pages beside it."""

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from newsclean.errors import InputError
from newsclean.models import PageKind

TRUTH_FILE = "truth.jsonl"
PAGE_ENDINGS = (".html.gz", ".html", ".txt")
COMPLAINTS_SHOWN = 20
"""More wrong lines than this in one folder have one cause; a longer list helps nobody."""


def _inside_folder(name: str) -> str:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise ValueError("names no file inside the folder")
    return name


class TruthPage(BaseModel):
    """What is known of one page. A field that is empty or left out is not judged."""

    model_config = ConfigDict(frozen=True)

    file: Annotated[str, AfterValidator(_inside_folder)] = Field(
        description="the page's name, with or without its ending"
    )
    corpus: str = ""
    key: str = Field(default="", description="the page's name where it came from")
    lang: str = Field(default="", description="ISO code of the language; empty where nobody says")
    url: str = ""
    body: str = Field(default="", description="the article, its lines joined by a line break")
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2}.*)?$", description="an ISO date or date and time")
    must: tuple[str, ...] = Field(default=(), description="pieces of text that have to be kept")
    mustnot: tuple[str, ...] = Field(default=(), description="pieces of text that have to go")
    page_kind: PageKind | None = None


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """A page on disk and the truth about it."""

    path: Path
    truth: TruthPage

    @property
    def form(self) -> Literal["html", "text"]:
        return "text" if self.path.name.endswith(".txt") else "html"


def read_folder(folder: Path) -> tuple[EvaluationPage, ...]:
    """The pages of a folder in the order of its `truth.jsonl`.

    Raises InputError, naming each line that is malformed and each page that has no file.
    """
    truths = read_truth(folder / TRUTH_FILE)
    found = [(truth, _page_path(folder, truth.file)) for truth in truths]
    missing = [truth.file for truth, path in found if path is None]
    if missing:
        raise InputError(
            f"{folder}: {len(missing)} of {len(truths)} pages have no file "
            f"({', '.join(PAGE_ENDINGS)}): {_some(missing, ', ')}"
        )
    return tuple(EvaluationPage(path, truth) for truth, path in found if path is not None)


def read_truth(path: Path) -> tuple[TruthPage, ...]:
    """The lines of a `truth.jsonl`; empty lines are passed over.

    Raises InputError where the file is missing, empty, no UTF-8, malformed or names a page twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise InputError(f"there is no {path}, which says of each page what its article is") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})") from error
    truths: list[TruthPage] = []
    complaints: list[str] = []
    first_line_of: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            truth = TruthPage.model_validate_json(line)
        except ValidationError as error:
            complaints.append(f"line {number}: {_reason(error)}")
            continue
        if truth.file in first_line_of:
            complaints.append(f"line {number}: {truth.file} stands on line {first_line_of[truth.file]} already")
        first_line_of.setdefault(truth.file, number)
        truths.append(truth)
    if complaints:
        counted = f"{len(complaints)} malformed line{'s' if len(complaints) > 1 else ''}"
        raise InputError(f"{path}: {counted}\n  {_some(complaints, chr(10) + '  ')}")
    if not truths:
        raise InputError(f"{path}: no pages in it")
    return tuple(truths)


def read_page(page: EvaluationPage, max_bytes: int) -> bytes:
    """The page's bytes, unpacked.

    Raises InputError where it cannot be read or is larger than `max_bytes` (an archive is not
    unpacked further than that).
    """
    try:
        if page.path.name.endswith(".gz"):
            with gzip.open(page.path) as packed:
                content = packed.read(max_bytes + 1)
        else:
            with page.path.open("rb") as plain:
                content = plain.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{page.path}: {error}") from error
    if len(content) > max_bytes:
        raise InputError(f"{page.path}: larger than {max_bytes:,} bytes")
    return content


def _page_path(folder: Path, name: str) -> Path | None:
    names = (name, *(f"{name}{ending}" for ending in PAGE_ENDINGS))
    paths = (folder / candidate for candidate in names if candidate.endswith(PAGE_ENDINGS))
    return next((path for path in paths if path.is_file()), None)


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def _some(complaints: Iterable[str], separator: str) -> str:
    listed = list(complaints)
    shown = separator.join(listed[:COMPLAINTS_SHOWN])
    hidden = len(listed) - COMPLAINTS_SHOWN
    return f"{shown}{separator}and {hidden} more" if hidden > 0 else shown
