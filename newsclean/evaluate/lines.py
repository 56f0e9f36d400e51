"""Line by line: which lines of a page are the article, and which of them the cleaning kept.

A line is told by its shingles, not by equality, because a truth seldom breaks lines where an
extraction does. What is too short to tell counts for nobody.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsclean.evaluate.shingles import SHINGLE_TOKENS, Shingles, shingles_of, tokens
from newsclean.models import CleanRecord, RemovedLine

ARTICLE_SHARE = 0.5
"""Share of a line's shingles that the truth must have. Lines of real pages stand near 0 or near 1;
the half is as far from both as can be."""


class Standing(StrEnum):
    """What a line is, by the truth."""

    ARTICLE = "article"
    JUNK = "junk"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the extracted text, or one of the two parts into which a cut suffix parted it."""

    index: int
    text: str
    cut: RemovedLine | None = None
    """The record's word on why it went; None for what was kept."""
    before: str = ""
    """For a cut suffix, the part of its line that was kept."""


def pieces_of(record: CleanRecord) -> tuple[Piece, ...]:
    """The extracted text of a record in its order, kept and cut; empty lines left out."""
    whole = {cut.index: cut for cut in record.removed if not cut.is_suffix}
    suffixes = {cut.index: cut for cut in record.removed if cut.is_suffix}
    pieces: list[Piece] = []
    for index, line in enumerate(record.extracted_lines()):
        suffix = suffixes.get(index)
        if index in whole:
            pieces.append(Piece(index, line, cut=whole[index]))
        elif suffix is not None:
            kept = line.removesuffix(suffix.text)
            pieces += [Piece(index, kept), Piece(index, suffix.text, cut=suffix, before=kept)]
        else:
            pieces.append(Piece(index, line))
    return tuple(piece for piece in pieces if piece.text.strip())


class Reference:
    """A text that lines are looked up in."""

    def __init__(self, text: str) -> None:
        lines = [tuple(tokens(line)) for line in text.split("\n")]
        words = [word for line in lines for word in line]
        self.shingles = shingles_of(words)
        self._lines = Counter(lines)
        self._short_runs = {
            tuple(words[start : start + length])
            for length in range(1, SHINGLE_TOKENS)
            for start in range(len(words) - length + 1)
        }

    def copies(self, words: Sequence[str], found: Shingles) -> int | None:
        """How often the text has a line of these words and shingles; None where that cannot be told.

        Fewer words than a shingle has are only found as a line of their own: inside a sentence
        they may stand by chance.
        """
        if not found:
            return None
        if len(words) < SHINGLE_TOKENS:
            key = tuple(words)
            return self._lines[key] or (None if key in self._short_runs else 0)
        if self.share(found) < ARTICLE_SHARE:
            return 0
        return max(1, min(self.shingles[shingle] // times for shingle, times in found.items()))

    def share(self, found: Shingles) -> float:
        return (found & self.shingles).total() / found.total()


def standings(pieces: Sequence[Piece], body: str) -> tuple[Standing, ...]:
    """What each piece is. Of more copies of a line than the body has, the surplus is junk: the cut ones first."""
    reference = Reference(body)
    used: Counter[tuple[str, ...]] = Counter()
    found: dict[int, Standing] = {}
    kept_first = sorted(range(len(pieces)), key=lambda place: (pieces[place].cut is not None, place))
    for place in kept_first:
        piece = pieces[place]
        words = tokens(piece.text)
        if piece.before:
            found[place] = _suffix_standing(piece, reference)
            continue
        copies = reference.copies(words, shingles_of(words))
        if copies is None:
            found[place] = Standing.UNDECIDED
            continue
        used[tuple(words)] += 1
        found[place] = Standing.ARTICLE if used[tuple(words)] <= copies else Standing.JUNK
    return tuple(found[place] for place in range(len(pieces)))


def missed_lines(body: str, extracted: str) -> tuple[str, ...]:
    """Lines of the article that the extraction never had, so that no rule is to blame."""
    reference = Reference(extracted)
    return tuple(line for line in _lines(body) if reference.copies(words := tokens(line), shingles_of(words)) == 0)


def _suffix_standing(piece: Piece, reference: Reference) -> Standing:
    """Only shingles that reach into the suffix count; they tell even a short one by what it follows."""
    reaching = shingles_of(tokens(piece.before + piece.text)) - shingles_of(tokens(piece.before))
    if not reaching:
        return Standing.UNDECIDED
    return Standing.ARTICLE if reference.share(reaching) >= ARTICLE_SHARE else Standing.JUNK


def _lines(text: str) -> Iterable[str]:
    return (line for line in text.split("\n") if line.strip())
