"""Runs an archive in small chunks, as a process of its own that a test may kill."""

import sys

from newsclean.corpus.executors import ExecutorKind, parse_options
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.run import HowToRun, run_corpus


def main(source: str, output: str, chunk_bytes: str, executor: str, workers: str, *executor_options: str) -> None:
    kind = ExecutorKind(executor)
    options = CorpusOptions(source, output, language="en", chunk_bytes=int(chunk_bytes))
    how = HowToRun(int(workers), kind, parse_options(kind, executor_options))
    report = run_corpus(options, how, lambda _: None)
    sys.stdout.write(f"{report.new_documents} {report.counts.documents} {len(report.failed)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
