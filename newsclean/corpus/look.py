"""A look at an archive before a long run: its records one after the other, in this process, nothing written."""

import time
from collections.abc import Iterator

from newsclean.corpus.chunks import Task, pieces_of, ranges_of
from newsclean.corpus.clean_chunks import cleaned_items
from newsclean.corpus.counts import Counts
from newsclean.corpus.inputs import InputFile, find_inputs
from newsclean.corpus.options import CorpusOptions
from newsclean.corpus.records import Cleaned, Item, Place, Reject, Skip
from newsclean.corpus.run import CorpusReport


class Look:
    """The records of a sample, and what was counted of those that were taken so far."""

    def __init__(self, options: CorpusOptions) -> None:
        self._options = options
        self._inputs = find_inputs(options.source)
        self._began = time.monotonic()
        self.counts = Counts()

    @property
    def outcomes(self) -> Iterator[Cleaned | Reject]:
        """What came of each record, in the order of the archive."""
        for file in self._inputs:
            for outcome in cleaned_items(self._items(file), self._options):
                self.counts.count(outcome)
                if not isinstance(outcome, Skip):
                    yield outcome

    def report(self) -> CorpusReport:
        """The figures so far."""
        return CorpusReport(self.counts, self.counts.documents, time.monotonic() - self._began, {})

    def _items(self, file: InputFile) -> Iterator[Item]:
        try:
            ranges = ranges_of(file, self._options)
        except Exception as error:  # noqa: BLE001  one file of many: named, and passed over
            yield Reject(Place(file.name, 0), f"{type(error).__name__}: {error}")
            return
        for chunk, span in enumerate(ranges or [None]):
            for piece in pieces_of(Task(file, chunk, span), self._options, lambda _: None):
                yield from piece.items


def look(options: CorpusOptions) -> Look:
    """Begin to look at an archive.

    Raises:
        InputError: there is nothing to read.
    """
    return Look(options)
