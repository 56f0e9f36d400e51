"""What was cut and why, line by line: struck through on a terminal, marked with `-` in a pipe."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from newsclean.cli.terminal import plain, plain_line, print_indented
from newsclean.models import CleanRecord, RemovedLine


class ExplainedLine(NamedTuple):
    """A line of the extracted text: what of it was kept, None where nothing was, and what was cut of it."""

    kept: str | None
    cuts: tuple[RemovedLine, ...]
    """In the order of the line; more than one where an end was cut before the rest."""


def explained_lines(record: CleanRecord) -> Iterator[ExplainedLine]:
    """Every line of the extracted text, in order, with what became of it."""
    cuts: dict[int, list[RemovedLine]] = {}
    for cut in record.removed:
        cuts.setdefault(cut.index, []).append(cut)
    for index, text in enumerate(record.extracted_lines()):
        ends = [cut for cut in cuts.get(index, ()) if cut.is_suffix]
        whole = [cut for cut in cuts.get(index, ()) if not cut.is_suffix]
        kept = text
        for end in ends:  # what was cut first stood outermost
            kept = kept.removesuffix(end.text)
        yield ExplainedLine(None if whole else kept, (*whole, *reversed(ends)))


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
    for kept, cuts in explained_lines(record):
        if kept is not None:
            print_indented(Text(plain(kept)), 2, console)
        for cut in cuts:
            if cut.text.strip():
                print_indented(Text(plain(cut.text.strip()), style="red strike"), 2, console, mark="- ")
                print_indented(Text(f"[{_reason(cut)}]", style="dim"), 4, console)
    console.print()
    console.print(Text(plain_line(summary(record)), style="bold"))


def _reason(cut: RemovedLine) -> str:
    extent = "end of the line, " if cut.is_suffix else ""
    return plain_line(f"{extent}{cut.label.value} {cut.score:.2f} {cut.rule}: {cut.evidence}")
