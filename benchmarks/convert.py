"""Folders for `newsclean evaluate` out of checkouts of the public corpora.

    git clone https://github.com/scrapinghub/article-extraction-benchmark
    python -m benchmarks.convert scrapinghub article-extraction-benchmark OUT

Corpora: scrapinghub (scrapinghub/article-extraction-benchmark), fundus (flairNLP/fundus, the pages of its
parser tests), wcxb (Murrough-Foley/web-content-extraction-benchmark; pages that are articles). Their pages
are other people's: for measuring, not for publishing.
"""

import argparse
import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.evaluate.truth import TRUTH_FILE, TruthPage

PAGE_ENDING = ".html.gz"
HEAD_BYTES = 20_000
"""How far into a page the `html` element is looked for."""
_DECLARED_LANGUAGE = re.compile(rb"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class CorpusError(Exception):
    """A checkout is not laid out as its corpus is."""


@dataclass(frozen=True, slots=True)
class CorpusPage:
    """A page of a checkout, and what the corpus knows of it in the terms of `TruthPage`."""

    path: Path
    stated: Mapping[str, object]


def scrapinghub_pages(checkout: Path) -> Iterator[CorpusPage]:
    """`ground-truth.json` names pages under `html/`; bodies only."""
    truths = _read_json(checkout / "ground-truth.json")
    for key, truth in sorted(truths.items()):
        stated = {"key": key, "url": truth.get("url") or "", "body": truth["articleBody"]}
        yield CorpusPage(_page(checkout / "html", key), stated)


def fundus_pages(checkout: Path) -> Iterator[CorpusPage]:
    """A JSON file a publisher: its versions in the order of the publisher's pages, by date in their names."""
    root = checkout / "tests" / "resources" / "parser" / "test_data"
    if not root.is_dir():
        raise CorpusError(f"{root}: no such folder")
    for country in sorted(path for path in root.iterdir() if path.is_dir()):
        known = _read_json(country / "meta.info") if (country / "meta.info").exists() else {}
        for publisher in sorted(country.glob("*.json")):
            versions = _read_json(publisher)
            pages = sorted(country.glob(f"{publisher.stem}_*{PAGE_ENDING}"))
            pages = [page for page in pages if re.fullmatch(r"_[\d_]+", _stem(page)[len(publisher.stem) :])]
            if len(pages) != len(versions):
                print(f"left out {publisher}: {len(versions)} versions, {len(pages)} pages", file=sys.stderr)
                continue
            for version, page in zip(sorted(versions, key=_version_number), pages, strict=True):
                stated = _fundus_truth(versions[version])
                if stated["body"]:
                    url = known.get(page.name, {}).get("url") or ""
                    yield CorpusPage(page, {"key": _stem(page), "url": url, **stated})


def wcxb_pages(checkout: Path) -> Iterator[CorpusPage]:
    """The articles of every split; other kinds of pages have no article to be measured by."""
    for path in sorted(checkout.glob("*/ground-truth/*.json")):
        page = _read_json(path)
        if page["_internal"]["page_type"]["primary"] != "article":
            continue
        truth = page["ground_truth"]
        author = truth.get("author")
        yield CorpusPage(
            _page(path.parent.parent / "html", path.stem),
            {
                "key": f"{path.parent.parent.name}/{path.stem}",
                "url": page.get("url") or "",
                "body": truth["main_content"],
                "title": truth.get("title") or "",
                "authors": [author] if author else [],
                "published": _day(truth.get("publish_date")),
                "must": truth.get("with") or [],
                "mustnot": truth.get("without") or [],
            },
        )


READERS: Mapping[str, Callable[[Path], Iterator[CorpusPage]]] = {
    "scrapinghub": scrapinghub_pages,
    "fundus": fundus_pages,
    "wcxb": wcxb_pages,
}


def convert(corpus: str, checkout: Path, out: Path) -> int:
    """Write the pages of a checkout and their `truth.jsonl` into `out`; returns how many there are.

    Raises CorpusError where the checkout is not laid out as expected, or `out` holds pages already.
    """
    if (out / TRUTH_FILE).exists():
        raise CorpusError(f"{out} holds a {TRUTH_FILE} already")
    try:
        truths = list(_write_pages(corpus, READERS[corpus](checkout), out))
    except (KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{checkout} is not laid out as {corpus} is: {type(error).__name__}: {error}") from error
    if not truths:
        raise CorpusError(f"no pages of {corpus} in {checkout}")
    (out / TRUTH_FILE).write_text("".join(f"{truth.model_dump_json()}\n" for truth in truths), encoding="utf-8")
    return len(truths)


def _write_pages(corpus: str, pages: Iterable[CorpusPage], out: Path) -> Iterator[TruthPage]:
    out.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        packed = page.path.read_bytes()
        name = f"{number:04}"
        (out / f"{name}{PAGE_ENDING}").write_bytes(packed)
        yield TruthPage.model_validate(
            {"file": name, "corpus": corpus, "lang": _declared_language(page.path), **page.stated}
        )


def _fundus_truth(version: Mapping[str, Any]) -> dict[str, object]:
    body = version.get("body") or {}
    lines = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        lines += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return {
        "body": "\n".join(line.strip() for line in lines if line.strip()),
        "title": version.get("title") or "",
        "authors": version.get("authors") or [],
        "published": _day(version.get("publishing_date")),
    }


def _version_number(name: str) -> int:
    """`V10` comes after `V9`."""
    digits = name.removeprefix("V")
    return int(digits) if digits.isdecimal() else 0


def _day(stated: object) -> str:
    found = _DAY.match(str(stated or ""))
    return found[0] if found else ""


def _declared_language(path: Path) -> str:
    try:
        with gzip.open(path) as page:
            found = _DECLARED_LANGUAGE.search(page.read(HEAD_BYTES))
    except (OSError, EOFError, zlib.error) as error:
        raise CorpusError(f"{path}: {error}") from error
    return found[1].decode("ascii").lower() if found else ""


def _page(folder: Path, name: str) -> Path:
    path = folder / f"{name}{PAGE_ENDING}"
    if path.parent != folder or not path.is_file():
        raise CorpusError(f"{path}: no such page")
    return path


def _stem(page: Path) -> str:
    return page.name.removesuffix(PAGE_ENDING)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: {error}") from error
    if not isinstance(content, dict):
        raise CorpusError(f"{path}: no JSON object")
    return content


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=sorted(READERS))
    parser.add_argument("checkout", type=Path)
    parser.add_argument("out", type=Path, help="folder to write; made where it does not exist")
    options = parser.parse_args(arguments)
    try:
        pages = convert(options.corpus, options.checkout, options.out)
    except (CorpusError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{options.out}: {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
