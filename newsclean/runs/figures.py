"""The figures of a run that no counter holds, gathered page by page in constant memory."""

import random
from collections import Counter
from collections.abc import Mapping
from statistics import median

from newsclean.labels import Label, PageKind
from newsclean.models import CleanRecord
from newsclean.runs.report import ARTICLE_KINDS, LabelCut

SAMPLE_SIZE = 1_000
"""Lengths that are kept. Of so many the median is exact; of more it is that of a sample in which each has the same
chance to be, and strays by about 3 % (1.25 times the spread of 0.8 on a logarithmic scale, by the root of 1,000)."""

REFUSALS = frozenset({401, 402, 403, 407, 429, 451})
"""Statuses by which a server says that this visitor gets nothing, though there is something."""

_TEXT_KINDS = ARTICLE_KINDS | {PageKind.STUB}


class LengthSample:
    """The median of any number of lengths (reservoir sampling: Vitter, algorithm R)."""

    def __init__(self) -> None:
        self.number = 0
        self._kept: list[int] = []
        # The same lengths in the same order give the same median.
        self._random = random.Random(0)  # noqa: S311  no secret

    def add(self, length: int) -> None:
        """Take in a length."""
        self.number += 1
        if len(self._kept) < SAMPLE_SIZE:
            self._kept.append(length)
        elif (place := self._random.randrange(self.number)) < SAMPLE_SIZE:
            self._kept[place] = length

    @property
    def median(self) -> int | None:
        """The median so far; None of nothing."""
        return round(median(self._kept)) if self._kept else None


class RunFigures:
    """What the pages of a run add up to. Not for several threads."""

    def __init__(self) -> None:
        self.answers = 0
        self.refused = 0
        self.page_kinds: Counter[PageKind] = Counter()
        self.text_pages = 0
        self.text_characters = 0
        self.lengths = LengthSample()
        self._cut_pages: Counter[Label] = Counter()
        self._cut_characters: Counter[Label] = Counter()

    def answered(self, status: int) -> None:
        """Take in an answer to a request for a page or a listing."""
        self.answers += 1
        self.refused += status in REFUSALS

    def cleaned(self, record: CleanRecord) -> None:
        """Take in a cleaned page, whether it is saved or not."""
        self.page_kinds[record.page_kind] += 1
        if record.page_kind not in _TEXT_KINDS:
            return
        by_label: Counter[Label] = Counter()
        for cut in record.removed:
            by_label[cut.label] += len(cut.text)
        self.text_pages += 1
        self.text_characters += len(record.text) + by_label.total()
        self._cut_pages.update(by_label.keys())
        self._cut_characters.update(by_label)

    def saved(self, record: CleanRecord) -> None:
        """Take in a record that was saved, as new or as a version."""
        if record.page_kind in ARTICLE_KINDS:
            self.lengths.add(len(record.text))

    @property
    def cuts(self) -> Mapping[Label, LabelCut]:
        """What was cut, most characters first."""
        return {
            label: LabelCut(pages=self._cut_pages[label], characters=characters)
            for label, characters in self._cut_characters.most_common()
        }
