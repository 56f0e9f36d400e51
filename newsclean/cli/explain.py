"""What was cut and why, line by line: struck through on a terminal, marked with `-` in a pipe."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from newsclean.cli.terminal import plain, plain_line, print_indented
from newsclean.models import CleanRecord, RemovedLine


class ExplainedLine(NamedTuple):
    """A line of the extracted text: what of it was kept, and the cut of all or the end of it."""

    kept: str | None
    cut: RemovedLine | None


def explained_lines(record: CleanRecord) -> Iterator[ExplainedLine]:
    """Every line of the extracted text, in order, with what became of it."""
    cuts = {cut.index: cut for cut in record.removed}
    for index, text in enumerate(record.extracted_lines()):
        cut = cuts.get(index)
        if cut is None:
            yield ExplainedLine(text, None)
        elif cut.is_suffix:
            yield ExplainedLine(text.removesuffix(cut.text), cut)
        else:
            yield ExplainedLine(None, cut)


def summary(record: CleanRecord) -> str:
    """How many lines were kept and cut, blank ones aside, and under which labels.

    >>> summary(CleanRecord(text="One.\\nTwo.", page_kind="article"))
    'article: kept 2 of 2 lines'
    """
    lines = [line for line in record.extracted_lines() if line.strip()]
    cuts = [cut for cut in record.removed if cut.text.strip()]
    kept = len(lines) - sum(not cut.is_suffix for cut in cuts)
    parts = [f"{record.page_kind.value}: kept {kept} of {len(lines)} lines"]
    if cuts:
        labels = Counter(cut.label.value for cut in cuts)
        parts.append("cut " + ", ".join(f"{label} {count}" for label, count in labels.most_common()))
    if record.source:
        parts.append(f"source {record.source}")
    return "; ".join(parts)


def print_explanation(record: CleanRecord, console: Console) -> None:
    """Print the extracted text with its cuts, and the summary under it.

    In a pipe a kept line begins with two spaces, a cut one with `- `, and its reason stands under it in
    brackets: label, score, rule and evidence.
    """
    for kept, cut in explained_lines(record):
        if kept is not None:
            print_indented(Text(plain(kept)), 2, console)
        if cut is not None and cut.text.strip():
            print_indented(Text(plain(cut.text.strip()), style="red strike"), 2, console, mark="- ")
            print_indented(Text(f"[{_reason(cut)}]", style="dim"), 4, console)
    console.print()
    console.print(Text(plain_line(summary(record)), style="bold"))


def _reason(cut: RemovedLine) -> str:
    extent = "end of the line, " if cut.is_suffix else ""
    return plain_line(f"{extent}{cut.label.value} {cut.score:.2f} {cut.rule}: {cut.evidence}")
