"""What a rule is: a pure function over a reading, with its reason and its examples beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from newsclean.classify.evidence import Boxes, PhraseWeights
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import ANY_LENGTH, Reading
from newsclean.models import Label, Protection, RememberedLine, Verdict


@dataclass(frozen=True, slots=True)
class Example:
    """An article in short, and which of its lines the rule speaks of."""

    text: str
    """One line a paragraph; HTML where `is_html`."""
    lines: tuple[int, ...] = ()
    """Indexes of the lines that the rule flags; none in an example of what it must keep."""
    is_html: bool = False
    title: str | None = None
    language: str | None = None
    remembered: Mapping[int, RememberedLine] = field(default_factory=lambda: MappingProxyType({}))
    """What a memory of the site says of the lines, by index."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that finds junk of one label, by one or more kinds of evidence."""

    name: str
    label: Label
    summary: str
    """One line: what it flags."""
    reason: str
    """Why that is no part of the article, and by what one knows it."""
    cuts: tuple[Example, ...]
    keeps: tuple[Example, ...]
    misses: str
    """What it is known not to find."""
    phrases: PhraseWeights | None = None
    """What the label's wording weighs; None where the rule does not go by wording."""
    boxes: tuple[Boxes, ...] = ()
    """Of a page, the boxes that hold such junk."""
    find_in_line: Callable[[ReadLine], Verdict | None] | None = None
    """What shows in a line alone, whatever stands beside it: asked once of a line, however often it is read."""
    line_max_words: int = ANY_LENGTH
    """Longer lines are not asked."""
    spares_sentences: bool = False
    """Whether lines that end in a letter or a digit and a full stop are not asked: most paragraphs do."""
    find: Callable[[Reading], Iterable[Verdict]] | None = None
    """What shows in the article as a whole: asked again when lines are gone."""
    needs: Literal["html", "memory"] | None = None
    """Without that `find` is not asked."""
    find_max_words: int = ANY_LENGTH
    """It speaks of no longer lines: where all are longer it is not asked."""
    thresholds: tuple[tuple[str, float, str], ...] = ()
    """Name, value and origin of each threshold."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule that protects lines which other rules might take for junk."""

    name: str
    summary: str
    reason: str
    keeps: tuple[Example, ...]
    """Examples with the lines it protects."""
    find_in_line: Callable[[ReadLine], Protection | None] | None = None
    """What shows in a line alone: asked of the lines that a rule has flagged."""
    find: Callable[[Reading], Iterable[Protection]] | None = None
    """What shows in the article as a whole."""
