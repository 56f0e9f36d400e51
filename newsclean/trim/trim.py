"""The decision: which lines go, by all evidence on them and by where they stand.

A line with strong evidence goes wherever it stands. One with weak evidence goes only at the head
or the tail, in an unbroken run of suspects from the very end of the text; a paragraph of the
article ends the run.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import prod

from newsclean.config import CleanConfig
from newsclean.models import Article, Cut, Judgement, Line, Protection, Trimmed, Verdict
from newsclean.text import ends_sentence, word_count

CERTAIN_SCORE = 0.9
PROSE_MIN_WORDS = 12
UNCLOSED_MIN_WORDS = 20
_ENDS_WITHIN = (". ", "! ", "? ", "。")


def trim(article: Article, judgement: Judgement, config: CleanConfig) -> Trimmed:
    """Split the article's lines into kept and removed."""
    scores = _scores(judgement)
    worded = [line for line in article.lines if line.text.strip()]
    doomed = _within_bounds(article, worded, scores, _candidates(worded, scores, config), config)
    deciding = _deciding(judgement.verdicts)
    cuts = {line.index: _cut(line, deciding[line.index], scores[line.index]) for line in worded if line.index in doomed}
    if len(worded) < len(article.lines):
        _add_blank_lines(article.lines, cuts)
    suffixes = _suffixes(worded, judgement.verdicts, cuts)
    kept = [
        _shortened(line, suffixes[line.index]) if line.index in suffixes else line
        for line in article.lines
        if line.index not in cuts
    ]
    removed = sorted([*cuts.values(), *suffixes.values()], key=lambda cut: cut.line)
    return Trimmed(tuple(kept), tuple(removed))


def _scores(judgement: Judgement) -> dict[int, float]:
    """All evidence on a line as one score: independent doubts multiply (noisy or)."""
    doubts: dict[int, list[float]] = {}
    for verdict in judgement.verdicts:
        if verdict.suffix_at is None:
            doubts.setdefault(verdict.line, []).append(1 - verdict.score)
    scores = {line: 1 - prod(values) for line, values in doubts.items()}
    return _overruled(scores, judgement.protections)


def _overruled(scores: dict[int, float], protections: Iterable[Protection]) -> dict[int, float]:
    for protection in protections:
        if scores.get(protection.line, 1.0) <= protection.strength:
            scores[protection.line] = 0.0
    return scores


def _candidates(worded: Sequence[Line], scores: dict[int, float], config: CleanConfig) -> set[int]:
    def is_suspect(line: Line) -> bool:
        score = scores.get(line.index, 0.0)
        return score >= config.cut_score or (score >= config.tail_score and not is_paragraph(line.text))

    strong = {index for index, score in scores.items() if score >= config.cut_score}
    edges = (*takewhile(is_suspect, worded), *takewhile(is_suspect, reversed(worded)))
    return strong.union(line.index for line in edges)


def is_paragraph(text: str) -> bool:
    """Whether it is as long as a paragraph, and closed like one: such do not go on suspicion alone.

    Where a wall begins, one breaks off in its second or third sentence.
    """
    bare = text.strip()
    if ends_sentence(bare):
        return word_count(bare) >= PROSE_MIN_WORDS
    return word_count(bare) >= UNCLOSED_MIN_WORDS and any(end in bare for end in _ENDS_WITHIN)


def _within_bounds(
    article: Article, worded: Sequence[Line], scores: dict[int, float], doomed: set[int], config: CleanConfig
) -> set[int]:
    """Where too much of the text would go, or all of it, only what is certain goes."""
    total = sum([len(line.text) for line in article.lines])
    going = sum([len(line.text) for line in worded if line.index in doomed and scores[line.index] < CERTAIN_SCORE])
    is_all = all(line.index in doomed for line in worded)
    if is_all or going > config.stub_max_share * total:
        return {index for index in doomed if scores[index] >= CERTAIN_SCORE}
    return doomed


def _deciding(verdicts: Iterable[Verdict]) -> dict[int, Verdict]:
    """The strongest verdict on each line, the first of equals."""
    strongest: dict[int, Verdict] = {}
    for verdict in verdicts:
        if verdict.suffix_at is None:
            known = strongest.get(verdict.line)
            if known is None or verdict.score > known.score:
                strongest[verdict.line] = verdict
    return strongest


def _cut(line: Line, verdict: Verdict, score: float) -> Cut:
    return Cut(line.index, line.text, verdict, score)


def _add_blank_lines(lines: Sequence[Line], cuts: dict[int, Cut]) -> None:
    """A blank line goes with the line before it, at the top with the one behind it, and from the new end."""
    if not cuts:
        return
    first_worded = next((place for place, line in enumerate(lines) if line.text.strip()), len(lines))
    for place, line in enumerate(lines):
        if line.text.strip() or line.index in cuts:
            continue
        beside = lines[first_worded] if place < first_worded else lines[place - 1]
        if beside.index in cuts:
            cuts[line.index] = _blank_cut(line, cuts[beside.index])
    _cut_blanks_at_new_end(lines, cuts)


def _cut_blanks_at_new_end(lines: Sequence[Line], cuts: dict[int, Cut]) -> None:
    behind: Cut | None = None
    for line in reversed(lines):
        if line.index in cuts:
            behind = cuts[line.index]
        elif line.text.strip() or behind is None:
            return
        else:
            cuts[line.index] = _blank_cut(line, behind)


def _blank_cut(line: Line, beside: Cut) -> Cut:
    verdict = Verdict(line.index, beside.verdict.label, "blank_line", beside.score, "blank line beside a cut line")
    return Cut(line.index, line.text, verdict, beside.score)


def _suffixes(worded: Sequence[Line], verdicts: Iterable[Verdict], cuts: dict[int, Cut]) -> dict[int, Cut]:
    of_ends = [verdict for verdict in verdicts if verdict.suffix_at is not None and verdict.line not in cuts]
    texts = {line.index: line.text for line in worded} if of_ends else {}
    return {
        verdict.line: Cut(verdict.line, texts[verdict.line][verdict.suffix_at :], verdict, verdict.score, True)
        for verdict in of_ends
    }


def _shortened(line: Line, suffix: Cut) -> Line:
    return line._replace(text=line.text[: len(line.text) - len(suffix.text)])
