"""Several runs added up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsclean.labels import Label
from newsclean.runs.report import ARTICLE_KINDS, EMPTY_KINDS, THIN_KINDS, RunReport


@dataclass(frozen=True, slots=True)
class Totals:
    """The pages of several runs."""

    processed: int = 0
    failed: int = 0
    cleaned: int = 0
    skipped: int = 0
    articles: int = 0
    empty: int = 0
    thin: int = 0
    """Listings and stubs."""
    text_pages: int = 0
    text_characters: int = 0
    cut_pages: Counter[Label] = field(default_factory=Counter)
    cut_characters: Counter[Label] = field(default_factory=Counter)
    lengths: tuple[tuple[int, int], ...] = ()
    """Median length of a run's saved articles, and how many they were."""

    @classmethod
    def of(cls, runs: Iterable[RunReport]) -> "Totals":
        """The sums."""
        every = tuple(runs)
        pages: Counter[Label] = Counter()
        characters: Counter[Label] = Counter()
        for run in every:
            for label, cut in run.cuts.items():
                pages[label] += cut.pages
                characters[label] += cut.characters
        return cls(
            processed=sum(run.counts.processed for run in every),
            failed=sum(run.counts.failed_pages for run in every),
            cleaned=sum(run.cleaned for run in every),
            skipped=sum(run.counts.skipped for run in every),
            articles=sum(run.pages_of(ARTICLE_KINDS) for run in every),
            empty=sum(run.pages_of(EMPTY_KINDS) for run in every),
            thin=sum(run.pages_of(THIN_KINDS) for run in every),
            text_pages=sum(run.text_pages for run in every),
            text_characters=sum(run.text_characters for run in every),
            cut_pages=pages,
            cut_characters=characters,
            lengths=tuple((run.median_length, run.saved_articles) for run in every if run.median_length),
        )

    @property
    def saved_articles(self) -> int:
        """Articles whose lengths are known."""
        return sum(number for _, number in self.lengths)

    @property
    def median_length(self) -> int:
        """The runs' medians, each with the weight of its articles, made one; 0 of none."""
        passed = 0
        for length, number in sorted(self.lengths):
            passed += number
            if 2 * passed >= self.saved_articles:
                return length
        return 0

    @property
    def cut_share(self) -> float:
        """Share of the texts' characters that was cut; 0 where there was no text."""
        return self.cut_characters.total() / self.text_characters if self.text_characters else 0.0

    def cut_share_of(self, label: Label) -> float:
        """The same under one label."""
        return self.cut_characters[label] / self.text_characters if self.text_characters else 0.0
