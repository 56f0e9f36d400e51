"""Scores of many pages added up to figures, as a whole, per language and per label."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict, computed_field

from newsclean.evaluate.fields import Outcome
from newsclean.evaluate.lines import Standing
from newsclean.evaluate.page import Mistake, PageScore, TextScore
from newsclean.evaluate.shingles import NOTHING, Share
from newsclean.models import Label


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True)


class LineFigures(_Figures):
    """Numbers of lines. What is too short to tell is in `undecided` and counts for nothing else."""

    article_kept: int
    article_cut: int
    article_missed: int
    """Lines of the article that the extraction never had."""
    junk_kept: int
    junk_cut: int
    undecided: int


class FieldFigures(_Figures):
    """How often a field was right, on pages whose truth states it."""

    right: int
    wrong: int
    absent: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share_right(self) -> float:
        return self.right / (self.right + self.wrong + self.absent)


class LabelFigures(_Figures):
    """What was cut under one label."""

    junk: int
    article: int
    undecided: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float | None:
        """Share of the cut lines that were junk; None where none could be told."""
        decided = self.junk + self.article
        return self.junk / decided if decided else None


class Figures(_Figures):
    """The figures of a set of pages. Shares are 0..1; None where nothing could be measured."""

    pages: int
    failed: int
    """Pages that could not be cleaned; they count as empty texts."""
    judged: int
    """Pages whose truth has a body."""
    precision: float | None
    recall: float | None
    f1: float | None
    """Harmonic mean of precision and recall, each the mean over pages."""
    lost: float
    """Share of the extracted article text that the cleaning cut."""
    junk_left: float
    """Share of the extracted foreign text that the cleaning left."""
    must_kept: float | None
    mustnot_left: float | None
    lines: LineFigures
    fields: dict[str, FieldFigures]
    milliseconds: float
    """Median CPU time of a page."""


class Report(_Figures):
    """All that `newsclean evaluate` measures."""

    total: Figures
    languages: dict[str, Figures]
    """By the language that the truth states; `""` where it states none."""
    labels: dict[Label, LabelFigures]


def build_report(scores: Sequence[PageScore]) -> Report:
    """Add up the scores of at least one page."""
    by_language: dict[str, list[PageScore]] = defaultdict(list)
    for score in scores:
        by_language[score.language].append(score)
    return Report(
        total=build_figures(scores),
        languages={language: build_figures(group) for language, group in sorted(by_language.items())},
        labels=_label_figures(_texts(scores)),
    )


def build_figures(scores: Sequence[PageScore]) -> Figures:
    """Figures over the pages that have a body; with segments alone, over the segments."""
    texts = _texts(scores)
    must = sum((score.must_kept for score in scores), NOTHING)
    mustnot = sum((score.mustnot_left for score in scores), NOTHING)
    if texts:
        precision = _mean(text.overlap.precision for text in texts)
        recall = _mean(text.overlap.recall for text in texts)
    else:
        precision, recall = _segment_precision(must, mustnot), must.value if must.whole else None
    return Figures(
        pages=len(scores),
        failed=sum(bool(score.failure) for score in scores),
        judged=len(texts),
        precision=precision,
        recall=recall,
        f1=_harmonic(precision, recall),
        lost=sum((text.lost for text in texts), NOTHING).value,
        junk_left=sum((text.junk_left for text in texts), NOTHING).value,
        must_kept=must.value if must.whole else None,
        mustnot_left=mustnot.value if mustnot.whole else None,
        lines=_line_figures(texts),
        fields=_field_figures(scores),
        milliseconds=1000 * statistics.median(score.cpu_seconds for score in scores),
    )


def _texts(scores: Iterable[PageScore]) -> list[TextScore]:
    return [score.text for score in scores if score.text is not None]


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else None


def _harmonic(precision: float | None, recall: float | None) -> float | None:
    """Without any result there is no precision, but the answer is known: nothing was found."""
    if recall is None:
        return None
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def _segment_precision(must: Share, mustnot: Share) -> float | None:
    found = must.part + mustnot.part
    return must.part / found if found else None


def _line_figures(texts: Iterable[TextScore]) -> LineFigures:
    lines: Counter[tuple[Standing, bool]] = Counter()
    missed = 0
    for text in texts:
        lines.update(text.lines)
        missed += sum(wrong.mistake is Mistake.ARTICLE_MISSED for wrong in text.wrong)
    return LineFigures(
        article_kept=lines[Standing.ARTICLE, True],
        article_cut=lines[Standing.ARTICLE, False],
        article_missed=missed,
        junk_kept=lines[Standing.JUNK, True],
        junk_cut=lines[Standing.JUNK, False],
        undecided=lines[Standing.UNDECIDED, True] + lines[Standing.UNDECIDED, False],
    )


def _field_figures(scores: Iterable[PageScore]) -> dict[str, FieldFigures]:
    outcomes = Counter((name, outcome) for score in scores for name, outcome in score.fields.items())
    return {
        name: FieldFigures(
            right=outcomes[name, Outcome.RIGHT],
            wrong=outcomes[name, Outcome.WRONG],
            absent=outcomes[name, Outcome.ABSENT],
        )
        for name in dict.fromkeys(name for name, _ in outcomes)
    }


def _label_figures(texts: Iterable[TextScore]) -> dict[Label, LabelFigures]:
    cut: Counter[tuple[Label, Standing]] = Counter()
    for text in texts:
        cut.update(text.labels)
    return {
        label: LabelFigures(
            junk=cut[label, Standing.JUNK],
            article=cut[label, Standing.ARTICLE],
            undecided=cut[label, Standing.UNDECIDED],
        )
        for label in Label
        if any(cut[label, standing] for standing in Standing)
    }
