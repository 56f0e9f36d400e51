"""What a page or text turned out to be, where only the trimming shows it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newsclean.models import Article, Cut, Label, Line, PageKind, Trimmed
from newsclean.text import ends_sentence, is_cut, word_count

STUB_MAX_WORDS = 150
"""Truncated stories on aggregator pages have 15 to 60 words a paragraph, and one or two paragraphs."""
STUB_MAX_LINES = 3
"""Of more lines the last may end in an ellipsis as a matter of style."""
STUB_MIN_SHARE = 0.5
"""Of the text's characters in the line that is cut: the main paragraph is."""
WALL_MAX_WORDS = 150
"""Walls let two or three paragraphs through; behind more than that a subscriber's line is the page's furniture."""
WITHHELD_MAX_WORDS = 250
"""The same where the publisher declares that a part is for subscribers: some articles are no longer than that."""
CONSENT_MAX_WORDS = 60
"""What is left of a page beside its notice: a title, a name, a line of links."""
LIVE_MIN_ENTRIES = 6
"""A report may give the times of a day; a live ticker gives one to each entry."""
LIVE_MIN_SHARE = 0.25
MIDNIGHTS = 1
"""A ticker's times begin anew."""
RECORDING_MAX_STEP = 60
"""Nobody speaks for an hour on end, or for more minutes than that without a mark; a night's ticker rests so long."""
PROSE_MIN_WORDS = 12

_TIMED = re.compile(r"[-•*\s]{0,3}([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?!\d|[.,]\d)")


def page_kind_of(article: Article, trimmed: Trimmed) -> tuple[PageKind, str]:
    """The kind and, in a short sentence, what it was known by."""
    if article.page_kind is not None:
        return article.page_kind, article.page_reason
    worded = [(line, text) for line in trimmed.kept if (text := line.text.strip())]
    kept = [line for line, _ in worded]
    words = sum([word_count(text) for _, text in worded])
    reasons = (
        (PageKind.CONSENT, _consent_reason(trimmed.removed, kept, words)),
        (PageKind.PAYWALLED, _wall_reason(article, trimmed.removed, kept, words)),
        (PageKind.EMPTY, _empty_reason(trimmed.removed, kept)),
        (PageKind.STUB, _stub_reason(trimmed.removed, kept, words)),
        (PageKind.LIVE, _live_reason(article.lines)),
    )
    found = ((kind, reason) for kind, reason in reasons if reason)
    lines = "1 line" if len(kept) == 1 else f"{len(kept)} lines"
    return next(found, (PageKind.ARTICLE, f"{words} words in {lines}"))


def _consent_reason(removed: Sequence[Cut], kept: Sequence[Line], words: int) -> str:
    asking = sum(len(cut.text) for cut in removed if cut.verdict.label is Label.CONSENT)
    if asking and words <= CONSENT_MAX_WORDS and asking > sum(len(line.text) for line in kept):
        return "hardly anything but a notice that asks for consent"
    return ""


def _wall_reason(article: Article, removed: Sequence[Cut], kept: Sequence[Line], words: int) -> str:
    """A wall behind a text that was cut or is short."""
    if not kept:
        has_wall = any(cut.verdict.label is Label.PAYWALL for cut in removed)
        return "nothing but a wall for subscribers" if has_wall else ""
    last = kept[-1]
    is_open = is_cut(last.text) or (_is_paragraph(last) and not ends_sentence(last.text))
    wall = next((cut for cut in removed if cut.verdict.label is Label.PAYWALL and cut.line >= last.index), None)
    if wall is not None and (words <= WALL_MAX_WORDS or is_open):
        return f"a wall for subscribers follows {words} words: “{wall.text.strip()[:60]}”"
    if article.is_part_withheld and (is_cut(last.text) or words <= WITHHELD_MAX_WORDS):
        return f"the publisher says that not all may read it, and {words} words are there"
    return ""


def _is_paragraph(line: Line) -> bool:
    return word_count(line.text.strip()) >= PROSE_MIN_WORDS and line.tag in ("", "p", "div")


def _empty_reason(removed: Sequence[Cut], kept: Sequence[Line]) -> str:
    if kept:
        return ""
    return "every line was cut" if removed else "no text was found"


def _stub_reason(removed: Sequence[Cut], kept: Sequence[Line], words: int) -> str:
    """The only or main paragraph is cut, or link words to the rest stand behind a short text."""
    if not kept or words > STUB_MAX_WORDS or len(kept) > STUB_MAX_LINES:
        return ""
    last = kept[-1]
    link = next((cut for cut in removed if cut.verdict.label is Label.STUB_CUT and cut.line >= last.index), None)
    if link is not None:
        return f"{words} words, and a link to the rest: “{link.text.strip()[:60]}”"
    is_main = len(last.text) >= STUB_MIN_SHARE * sum(len(line.text) for line in kept)
    if is_cut(last.text) and is_main and word_count(last.text.strip()) >= PROSE_MIN_WORDS:
        return f"the main paragraph is cut after {words} words"
    return ""


def _live_reason(lines: Sequence[Line]) -> str:
    """The entries of a live ticker begin with times that run one way, and say something in prose."""
    may_be_timed = [line.text for line in lines if not line.text[:1].isalpha()]  # of most lines this tells enough
    times = [int(match[1]) * 60 + int(match[2]) for text in may_be_timed if (match := _TIMED.match(text))]
    if len(times) < LIVE_MIN_ENTRIES:
        return ""
    worded = [line.text for line in lines if line.text.strip()]
    if len(times) < LIVE_MIN_SHARE * len(worded):
        return ""
    if sum(word_count(text) >= PROSE_MIN_WORDS for text in worded) < len(times):
        return ""
    if _are_of_recording(times):
        return ""
    rising = sum(later >= earlier for earlier, later in pairwise(times))
    falling = sum(later <= earlier for earlier, later in pairwise(times))
    is_in_order = max(rising, falling) >= len(times) - 1 - MIDNIGHTS
    return f"{len(times)} entries begin with the time" if is_in_order else ""


def _are_of_recording(times: Sequence[int]) -> bool:
    """Whether times are minutes and seconds of a recording that was written down: they count from its beginning."""
    return times[0] == 0 and all(0 <= later - earlier < RECORDING_MAX_STEP for earlier, later in pairwise(times))
