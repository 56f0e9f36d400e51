"""A line as rules read it: measured once, for every line of every page takes this path."""

import re
from typing import NamedTuple

from newsclean.classify.lexicon import Hit
from newsclean.classify.speech import outside_speech
from newsclean.models import Label, Line
from newsclean.text import ends_sentence, is_cut, word_count

PROSE_MIN_WORDS = 12
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LIST_MARKS = "-•*·▪►▶●○■–—>"
_LIST_MARK = re.compile(rf"[{_LIST_MARKS}]+\s+")


class ReadLine(NamedTuple):
    """A line that has words, with its measures. A tuple is made six times as fast as a frozen dataclass."""

    place: int
    """Place among the lines that have words."""
    index: int  # type: ignore[assignment]  # of a line nobody asks for the method of tuples
    """Place among all lines of the article."""
    line: Line
    text: str
    """The line without outer white space."""
    words: int
    folded: str
    """The line's folded edge: all of it where it is short."""
    ends_sentence: bool
    is_cut: bool
    """Ends in the mark of a cut."""
    is_prose: bool
    """Long enough for a paragraph and closed like one."""
    hits: tuple[Hit, ...]
    """Phrases found in it, the longest first, without those that somebody in the story says."""

    def is_worded_as(self, label: Label) -> bool:
        """Whether the whole line is a phrase of that label."""
        return any(hit.anchor == "line" and hit.label is label for hit in self.hits)

    @property
    def is_quotation(self) -> bool:
        return self.line.tag == "blockquote" or any("blockquote" in box.names for box in self.line.boxes)

    @property
    def is_heading(self) -> bool:
        return self.line.tag in HEADING_TAGS

    @property
    def is_list_item(self) -> bool:
        return self.line.tag == "li" or (self.text[0] in _LIST_MARKS and _LIST_MARK.match(self.text) is not None)


def measure(place: int, line: Line, text: str, folded: str, hits: tuple[Hit, ...], language: str | None) -> ReadLine:
    """Measure a line: `text` is the line without outer white space, `folded` its edge, `hits` what was found in it."""
    words, ends, cut = word_count(text), ends_sentence(text), is_cut(text)
    is_prose = words >= PROSE_MIN_WORDS and (ends or cut)
    if hits:
        hits = outside_speech(hits, text, folded, is_closed=ends, language=language)
    return ReadLine(place, line.index, line, text, words, folded, ends, cut, is_prose, hits)
