"""Two passes: first all pages of a site, then each in their light."""

from pathlib import Path
from random import Random

from benchmarks.generated import paragraph
from newsclean.corpus.executors import ExecutorKind
from newsclean.corpus.run import HowToRun
from newsclean.memory import SiteMemory
from tests.corpus.archives import read_jsonl, run, write_jsonl

REPEATED = "Our reporters in the valley write every day about what moves the people between lake and mountain"


def own_text(number: int) -> str:
    random = Random(number)
    return "\n".join(paragraph(random) for _ in range(5))


def test_what_all_pages_of_a_site_have_is_cut(tmp_path: Path) -> None:
    records = [
        {
            "id": str(number),
            "text": f"{own_text(number)}\n{REPEATED}",
            "url": f"https://paper.org/{number}",
            "language": "en",
        }
        for number in range(30)
    ]
    source = write_jsonl(tmp_path / "in.jsonl", records)
    run(source, tmp_path / "alone.jsonl", chunk_bytes=4000)
    memory = tmp_path / "sites.db"
    how = HowToRun(2, ExecutorKind.LOCAL)
    report = run(source, tmp_path / "out.jsonl", how, chunk_bytes=4000, memory=str(memory))
    assert report.counts.labels
    assert all(REPEATED in record["text"] for record in read_jsonl(tmp_path / "alone.jsonl"))
    assert [record["text"] for record in read_jsonl(tmp_path / "out.jsonl")] == [
        own_text(number) for number in range(30)
    ]
    with SiteMemory.open(memory) as opened:
        assert opened.sites() == ["paper.org"]
        counts = opened.site_counts("paper.org")
    assert counts is not None
    assert counts.pages == 30
    again = run(source, tmp_path / "out.jsonl", how, chunk_bytes=4000, memory=str(memory))
    assert again.new_documents == 0
