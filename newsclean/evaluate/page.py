"""The score of one page: what was right and wrong about its record."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from newsclean.evaluate.fields import Outcome, judge_fields
from newsclean.evaluate.lines import Piece, Standing, missed_lines, pieces_of, standings
from newsclean.evaluate.shingles import NOTHING, Overlap, Share, junk_left_share, lost_share, overlap, shingles
from newsclean.evaluate.truth import TruthPage
from newsclean.models import CleanRecord, Label, RemovedLine


class Mistake(StrEnum):
    """The ways in which a line can be wrong."""

    JUNK_KEPT = "junk kept"
    ARTICLE_CUT = "article cut"
    ARTICLE_MISSED = "article missed"
    """The extraction never had it."""


@dataclass(frozen=True, slots=True)
class WrongLine:
    mistake: Mistake
    text: str
    cut: RemovedLine | None = None
    """Label, rule and evidence of the cut, where there was one."""


@dataclass(frozen=True, slots=True)
class TextScore:
    """What a body says about a record's text."""

    overlap: Overlap
    lost: Share
    """Of the article text that was extracted, in shingles: what the cleaning cut."""
    junk_left: Share
    """Of the foreign text that was extracted, in shingles: what the cleaning left."""
    lines: dict[tuple[Standing, bool], int]
    """Number of lines by what they are and whether they were kept."""
    labels: dict[tuple[Label, Standing], int]
    """Number of cut lines by the label under which they went and what they are."""
    wrong: tuple[WrongLine, ...]


@dataclass(frozen=True, slots=True)
class PageScore:
    """Everything that is measured on one page. Without a body in the truth `text` is None."""

    file: str
    url: str
    language: str
    text: TextScore | None = None
    must_kept: Share = NOTHING
    mustnot_left: Share = NOTHING
    fields: dict[str, Outcome] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    failure: str = ""
    """Why there is no record; the page is then scored as if its text were empty."""


def score_record(truth: TruthPage, record: CleanRecord, *, cpu_seconds: float = 0.0, failure: str = "") -> PageScore:
    """Hold a record against the truth about its page."""
    flat = " ".join(record.text.split())
    return PageScore(
        file=truth.file,
        url=truth.url,
        language=truth.lang,
        text=score_text(truth.body, record) if truth.body.strip() else None,
        must_kept=_found(truth.must, flat),
        mustnot_left=_found(truth.mustnot, flat),
        fields=judge_fields(truth, record),
        cpu_seconds=cpu_seconds,
        failure=failure,
    )


def score_text(body: str, record: CleanRecord) -> TextScore:
    """Hold a record's text, and what was cut from it, against the article's body."""
    pieces = pieces_of(record)
    kinds = standings(pieces, body)
    extracted = "\n".join(record.extracted_lines())
    truth, before, after = shingles(body), shingles(extracted), shingles(record.text)
    missed = (WrongLine(Mistake.ARTICLE_MISSED, line) for line in missed_lines(body, extracted))
    return TextScore(
        overlap=overlap(truth, after),
        lost=lost_share(truth, before, after),
        junk_left=junk_left_share(truth, before, after),
        lines=Counter((kind, piece.cut is None) for piece, kind in zip(pieces, kinds, strict=True)),
        labels=Counter((piece.cut.label, kind) for piece, kind in zip(pieces, kinds, strict=True) if piece.cut),
        wrong=(*_wrong_pieces(pieces, kinds), *missed),
    )


def failed_page(truth: TruthPage, reason: str) -> PageScore:
    """The score of a page that could not be cleaned."""
    return score_record(truth, CleanRecord(), failure=reason)


def _wrong_pieces(pieces: tuple[Piece, ...], kinds: tuple[Standing, ...]) -> tuple[WrongLine, ...]:
    wrong: list[WrongLine] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind is Standing.JUNK and piece.cut is None:
            wrong.append(WrongLine(Mistake.JUNK_KEPT, piece.text))
        elif kind is Standing.ARTICLE and piece.cut is not None:
            wrong.append(WrongLine(Mistake.ARTICLE_CUT, piece.text, piece.cut))
    return tuple(wrong)


def _found(segments: tuple[str, ...], text: str) -> Share:
    return Share(sum(" ".join(segment.split()) in text for segment in segments), len(segments))
