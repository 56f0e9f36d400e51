"""Checkouts of the public corpora become folders that can be evaluated. The checkouts here are miniatures."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.convert import CorpusError, convert, main
from newsclean.evaluate.truth import TruthPage, read_folder, read_page


def write_page(path: Path, text: str, lang: str = "en") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(f'<!doctype html><html class="x" lang="{lang}-XX"><p>{text}</p>'.encode()))


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def converted(corpus: str, checkout: Path, out: Path) -> list[TruthPage]:
    count = convert(corpus, checkout, out)
    pages = read_folder(out)
    assert len(pages) == count
    for page in pages:
        first_line = page.truth.body.split("\n")[0]
        assert first_line.encode() in read_page(page, 10_000), "each truth stands beside its own page"
    return [page.truth for page in pages]


def test_scrapinghub(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    write_json(
        checkout / "ground-truth.json",
        {
            "bb": {"articleBody": "The mill burned down.", "url": "https://b.example/mill"},
            "aa": {"articleBody": "The bridge is open.\nCars may pass.", "url": "https://a.example/bridge"},
        },
    )
    write_page(checkout / "html" / "aa.html.gz", "The bridge is open.")
    write_page(checkout / "html" / "bb.html.gz", "The mill burned down.")
    first, second = converted("scrapinghub", checkout, tmp_path / "out")
    assert (first.file, first.corpus, first.key, first.lang) == ("0000", "scrapinghub", "aa", "en")
    assert first.body == "The bridge is open.\nCars may pass."
    assert second.url == "https://b.example/mill"


def fundus_version(paragraph: str, date: str) -> dict[str, object]:
    sections = [
        {"headline": [], "paragraphs": [paragraph]},
        {"headline": ["Und nun?"], "paragraphs": ["Niemand weiß es."]},
    ]
    return {
        "body": {"summary": [f"Kurz: {paragraph}"], "sections": sections},
        "title": "Ein Titel",
        "authors": ["Ada Stein", "Bo Ek"],
        "publishing_date": f"{date} 07:30:00+02:00",
    }


def test_fundus_versions_go_with_pages_in_the_order_of_their_dates(tmp_path: Path) -> None:
    country = tmp_path / "checkout" / "tests" / "resources" / "parser" / "test_data" / "de"
    write_json(
        country / "Blatt.json",
        {"V2": fundus_version("Zweites.", "2025-02-01"), "V1": fundus_version("Erstes.", "2024-01-01")},
    )
    write_json(country / "Leer.json", {"V1": {"title": "Nur ein Titel"}})
    write_json(country / "meta.info", {"Blatt_2024_01_01.html.gz": {"url": "https://blatt.example/1"}})
    write_page(country / "Blatt_2024_01_01.html.gz", "Kurz: Erstes.", "de")
    write_page(country / "Blatt_2025_02_01.html.gz", "Kurz: Zweites.", "de")
    write_page(country / "Blatt_Heute_2025_02_01.html.gz", "Of another publisher", "de")
    write_page(country / "Leer_2024_01_01.html.gz", "Nichts")
    first, second = converted("fundus", tmp_path / "checkout", tmp_path / "out")
    assert first == TruthPage(
        file="0000",
        corpus="fundus",
        key="Blatt_2024_01_01",
        lang="de",
        url="https://blatt.example/1",
        body="Kurz: Erstes.\nErstes.\nUnd nun?\nNiemand weiß es.",
        title="Ein Titel",
        authors=("Ada Stein", "Bo Ek"),
        published="2024-01-01",
    )
    assert (second.key, second.url, second.published) == ("Blatt_2025_02_01", "", "2025-02-01")


def test_fundus_versions_without_their_pages_are_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    country = tmp_path / "checkout" / "tests" / "resources" / "parser" / "test_data" / "de"
    for name in ("Blatt", "Rest"):
        write_json(country / f"{name}.json", {"V1": fundus_version("Erstes.", "2024-01-01")})
    write_page(country / "Blatt_2024_01_01.html.gz", "Kurz: Erstes.", "de")
    assert len(converted("fundus", tmp_path / "checkout", tmp_path / "out")) == 1
    assert "Rest.json: 1 versions, 0 pages" in capsys.readouterr().err


def wcxb_truth(kind: str, body: str) -> dict[str, object]:
    return {
        "url": "https://w.example/",
        "_internal": {"page_type": {"primary": kind}},
        "ground_truth": {
            "main_content": body,
            "title": "A title",
            "author": None,
            "publish_date": "2025-09-04",
            "with": ["bridge"],
            "without": ["Login"],
        },
    }


def test_wcxb_gives_the_articles_of_all_splits(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for split, name, kind in (("dev", "0001", "article"), ("dev", "0002", "product"), ("test", "0001", "article")):
        write_json(checkout / split / "ground-truth" / f"{name}.json", wcxb_truth(kind, f"The {split} bridge"))
        write_page(checkout / split / "html" / f"{name}.html.gz", f"The {split} bridge")
    truths = converted("wcxb", checkout, tmp_path / "out")
    assert [truth.key for truth in truths] == ["dev/0001", "test/0001"]
    assert (truths[0].authors, truths[0].published) == ((), "2025-09-04")
    assert (truths[0].must, truths[0].mustnot) == (("bridge",), ("Login",))


@pytest.mark.parametrize("corpus", ["fundus", "scrapinghub", "wcxb"])
def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path, corpus: str) -> None:
    with pytest.raises(CorpusError):
        convert(corpus, tmp_path, tmp_path / "out")
    assert not (tmp_path / "out" / "truth.jsonl").exists()


def test_another_layout_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_json(tmp_path / "ground-truth.json", {"aa": {"text": "no articleBody"}})
    assert main(["scrapinghub", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "not laid out as scrapinghub is: KeyError: 'articleBody'" in capsys.readouterr().err


def test_a_page_name_cannot_lead_out_of_the_checkout(tmp_path: Path) -> None:
    write_page(tmp_path / "secret.html.gz", "Secret")
    write_json(tmp_path / "checkout" / "ground-truth.json", {"../../secret": {"articleBody": "Secret", "url": ""}})
    (tmp_path / "checkout" / "html").mkdir()
    with pytest.raises(CorpusError, match="no such page"):
        convert("scrapinghub", tmp_path / "checkout", tmp_path / "out")


def test_an_earlier_conversion_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "truth.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"holds a truth\.jsonl already"):
        convert("wcxb", tmp_path, tmp_path)
    assert (tmp_path / "truth.jsonl").read_text(encoding="utf-8") == "mine"
