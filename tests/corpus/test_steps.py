"""The two steps in a pipeline of datatrove's own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datatrove.data import Document
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
from datatrove.utils.logging import logger

from newsclean.config import CleanConfig
from newsclean.corpus import NewsCleanExtractor, NewsCleanFormatter
from newsclean.corpus.chunks import Task
from newsclean.corpus.clean_chunks import CleanChunks
from newsclean.corpus.inputs import find_inputs
from newsclean.corpus.options import CorpusOptions
from tests.corpus.archives import CLEAN, DIRTY, JUNK, page, read_jsonl, story, text_records, write_jsonl


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logger.disable("datatrove")
    yield
    logger.enable("datatrove")


def run_step(step: Any, documents: list[Document]) -> list[Document]:
    return list(step.run(iter(documents)))


def stats(step: Any) -> dict[str, float]:
    return {name: metric.total for name, metric in step.stats.stats.items()}


def test_the_formatter_cuts_and_says_what() -> None:
    step = NewsCleanFormatter()
    metadata = {"url": "https://paper.org/1", "language": "eng_Latn", "mine": [1]}
    documents = [
        Document(DIRTY, "1", metadata=dict(metadata)),
        Document(CLEAN + "\r\n", "2", metadata={}),
        Document("Source: AFP.", "3", metadata={"language": "en"}),
        Document("x" * 50, "4"),
    ]
    step.config = CleanConfig(max_page_bytes=1000)
    first, second, *rest = run_step(step, [*documents, Document("x" * 2000, "5")])
    assert (first.text, second.text) == (CLEAN, CLEAN + "\r\n")
    assert first.metadata["mine"] == [1]
    assert first.metadata["newsclean"] == {
        "labels": {"source_credit": 1},
        "lines_removed": 1,
        "characters_removed": len(JUNK),
    }
    assert (first.metadata["language"], first.metadata["site"]) == ("eng_Latn", "paper.org")
    assert second.metadata["newsclean"]["labels"] == {}
    counted = stats(step)
    assert (counted["total"], counted["refused"]) == (5, 1)
    assert counted["label_source_credit"] >= 1
    assert counted["forwarded"] == 2 + len(rest)


def test_the_extractor_keeps_order_and_metadata() -> None:
    step = NewsCleanExtractor(timeout=60)
    documents = [
        Document(page(number).decode(), str(number), metadata={"url": f"https://paper.org/{number}", "mine": number})
        for number in range(6)
    ]
    documents.insert(3, Document("%PDF-1.7", "bad"))
    cleaned = run_step(step, documents)
    assert [(document.id, document.text, document.metadata["mine"]) for document in cleaned] == [
        (str(number), story(number), number) for number in range(6)
    ]
    assert cleaned[0].metadata["title"] == "A night at the lake 0"
    assert cleaned[0].metadata["page_kind"] == "article"
    counted = stats(step)
    assert (counted["total"], counted["forwarded"], counted["label_source_credit"]) == (7, 6, 6)


def test_a_run_tells_the_engine_what_it_cut_of_all_records(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [*text_records(6), {"text": None}])
    (file,) = find_inputs(str(source))
    step = CleanChunks(CorpusOptions(str(source), str(tmp_path / "out.jsonl")), (Task(file, 0, (0, None)),))
    assert list(step.run()) == []
    assert stats(step) == {
        "page_kind_article": 6,
        "rejected": 1,
        "documents_cut": 3,
        "lines_removed": 3,
        "characters_removed": 3 * len(JUNK),
        "label_source_credit": 3,
    }


def test_two_lines_in_a_pipeline_of_datatrove(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_jsonl(tmp_path / "in" / "a.jsonl", text_records(6))
    LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "in")),
            NewsCleanFormatter(removed_writer=JsonlWriter(str(tmp_path / "removed"))),
            JsonlWriter(str(tmp_path / "out")),
        ],
        logging_dir=str(tmp_path / "logs"),
    ).run()
    cleaned = read_jsonl(tmp_path / "out" / "00000.jsonl.gz")
    assert [record["text"] for record in cleaned] == [story(number) for number in range(6)]
    removed = read_jsonl(tmp_path / "removed" / "00000.jsonl.gz")
    assert [(line["text"], line["metadata"]["document"]) for line in removed] == [
        (JUNK, "text-1"),
        (JUNK, "text-3"),
        (JUNK, "text-5"),
    ]


def test_importing_newsclean_does_not_load_the_engine() -> None:
    code = (
        "import sys, newsclean, newsclean.api, newsclean.corpus, newsclean.cli.app; "
        "print(sorted({'datatrove', 'pyarrow', 'fastwarc', 'fsspec', 'ray'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # resiliparse, which finds charsets, brings fastwarc along
    assert set(eval(done.stdout)) <= {"fastwarc"}


def test_a_parquet_writer_needs_no_more(tmp_path: Path) -> None:
    documents = [Document(record["text"], record["id"], metadata={"n": 1}) for record in text_records(3)]
    with ParquetWriter(str(tmp_path)) as writer:
        for document in NewsCleanFormatter().run(iter(documents)):
            document.metadata = {"lines_removed": document.metadata["newsclean"]["lines_removed"]}
            writer.write(document)
    assert list(tmp_path.glob("*.parquet"))
