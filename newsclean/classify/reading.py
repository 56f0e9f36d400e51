"""What rules read: an article with each line measured once.

What few rules need of the whole is found on demand, and once.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from newsclean.classify.edges import edges_of
from newsclean.classify.lazily import lazily
from newsclean.classify.lexicon import Lexicon
from newsclean.classify.question_pitches import hits_behind_questions
from newsclean.classify.read_line import ReadLine, measure
from newsclean.models import Article, Fields, Line, NamedBox, RememberedLine, Verdict
from newsclean.text import as_seen

SHORT_MAX_WORDS = 14
# Kicker, headline, deck, byline, date, place, reading time.
OPENING_LINES = 6
ANY_LENGTH = sys.maxsize
NOTHING: Mapping[int, RememberedLine] = MappingProxyType({})
"""What is remembered of an article where no memory is asked."""
Mark = TypeVar("Mark")


@dataclass(frozen=True)
class Reading:
    """An article as rules read it. Blank lines are left out."""

    article: Article
    lines: tuple[ReadLine, ...]
    language: str | None
    remembered: Mapping[int, RememberedLine]
    """What a memory of the site says of the lines, by their index in the article."""
    _marks: dict[tuple[Callable[[ReadLine, Fields], Any], int], dict[int, Any]] = field(default_factory=dict)
    """What measures said of lines of up to so many words, by index: known to all readings of one article."""
    _found: dict[Callable[[Sequence[ReadLine]], Iterable[Verdict]], tuple[Verdict, ...]] = field(default_factory=dict)
    """What was found in single lines: known to all of them too."""
    _had_no_copies: bool = False
    """Whether a reading of more lines than these had none."""
    _answers: dict[Callable[["Reading"], Iterable[Verdict]], tuple[Verdict, ...]] = field(
        default_factory=dict, init=False
    )

    def marked(
        self, measure: Callable[[ReadLine, Fields], Mark | None], max_words: int = ANY_LENGTH
    ) -> Sequence[tuple[ReadLine, Mark]]:
        """Lines of up to so many words of which the measure says something, and what it says.

        It is asked once of each line, though lines are read again when others are gone: so it goes by the line
        and the article's fields alone, and not by places.
        """
        marks = self._marks.get((measure, max_words))
        if marks is None:
            fields = self.article.fields
            lines = self.lines if max_words > SHORT_MAX_WORDS else self.short_lines
            marks = self._marks[measure, max_words] = {
                line.index: mark
                for line in lines
                if line.words <= max_words and (mark := measure(line, fields)) is not None
            }
        if not marks:
            return ()
        left = self._by_index
        return [(left[index], mark) for index, mark in marks.items() if index in left]

    def found_in_lines(self, find: Callable[[Sequence[ReadLine]], Iterable[Verdict]]) -> Sequence[Verdict]:
        """What `find` says of the lines, each by itself: asked once, as measures are."""
        found = self._found.get(find)
        if found is None:
            found = self._found[find] = tuple(find(self.lines))
        return [verdict for verdict in found if verdict.line in self._by_index] if found else ()

    @property
    def is_html(self) -> bool:
        return self.article.origin == "html"

    @lazily
    def _by_index(self) -> Mapping[int, ReadLine]:
        return {line.index: line for line in self.lines}

    @lazily
    def first_chars(self) -> str:
        """The character that each line begins with: a look at them tells whether lines of a kind are there at all."""
        return "".join([line.text[0] for line in self.lines])

    @lazily
    def last_chars(self) -> str:
        """The character that each line ends with."""
        return "".join([line.text[-1] for line in self.lines])

    @lazily
    def hit_lines(self) -> tuple[ReadLine, ...]:
        """Lines in which phrases were found."""
        return tuple(line for line in self.lines if line.hits)

    @lazily
    def short_lines(self) -> tuple[ReadLine, ...]:
        """Lines of a heading's length: what is longer is hardly a label, a credit, a name or a date."""
        return tuple(line for line in self.lines if line.words <= SHORT_MAX_WORDS)

    @lazily
    def prose(self) -> tuple[ReadLine, ...]:
        """The paragraphs of prose."""
        return tuple([line for line in self.lines if line.is_prose])

    @lazily
    def first_prose(self) -> int:
        """Place of the first paragraph of prose; 0 where there is none."""
        return self.prose[0].place if self.prose else 0

    @lazily
    def last_prose(self) -> int:
        """Place of the last paragraph of prose; the last line where there is none."""
        return self.prose[-1].place if self.prose else len(self.lines) - 1

    @property
    def tail(self) -> tuple[ReadLine, ...]:
        """Lines behind the last paragraph of prose."""
        return self.lines[self.last_prose + 1 :]

    @lazily
    def copies(self) -> int:
        """How many lines stood in the text before, word for word."""
        return 0 if self._had_no_copies else len(self.lines) - len({line.text for line in self.lines})

    @lazily
    def boxed_lines(self) -> Mapping[str, list[tuple[ReadLine, NamedBox]]]:
        """Under each name of a box the lines in such boxes; a line stands there once for each of them."""
        found: dict[str, list[tuple[ReadLine, NamedBox]]] = defaultdict(list)
        for line in self.lines:
            for box in line.line.boxes:
                inside = (line, box)
                for name in box.names:
                    found[name].append(inside)
        return dict(found)

    @lazily
    def _prose_by_box(self) -> Counter[int]:
        """Characters of prose in each single box."""
        chars: Counter[int] = Counter()
        for line in self.prose:
            for box in line.line.boxes:
                chars[box.place] += len(line.text)
        return chars

    @lazily
    def chars(self) -> int:
        return sum(len(line.text) for line in self.lines)

    def name_share(self, name: str) -> float:
        """Share of the text's characters that stand in boxes called so, 0..1."""
        inside = {line.place: len(line.text) for line, _ in self.boxed_lines.get(name, ())}
        return sum(inside.values()) / self.chars if self.chars else 0.0

    def prose_share(self, box: NamedBox) -> float:
        """Share of the text's characters that are prose in this box, 0..1."""
        return self._prose_by_box[box.place] / self.chars if self.chars else 0.0

    def is_head(self, line: ReadLine) -> bool:
        """Before the first paragraph of prose."""
        return line.place < self.first_prose

    def is_tail(self, line: ReadLine) -> bool:
        """Behind the last paragraph of prose."""
        return line.place > self.last_prose

    def beside(self, line: ReadLine) -> tuple[ReadLine, ...]:
        """The line before and the line behind, where there are such."""
        return (*self.lines[max(0, line.place - 1) : line.place], *self.lines[line.place + 1 : line.place + 2])

    def is_between_paragraphs(self, line: ReadLine) -> bool:
        """Between two paragraphs of prose in which no phrase was found."""
        around = self.beside(line)
        return len(around) == 2 and all(other.is_prose and not other.hits for other in around)

    def is_at_opening(self, line: ReadLine) -> bool:
        """Among the first lines with no more than a deck above: there the byline and the date of a story stand."""
        return line.place <= OPENING_LINES and line.place <= self.head_end(2)

    def head_end(self, paragraphs: int) -> int:
        """Place of the last of the first few paragraphs of prose; -1 where there are none."""
        first = self.prose[:paragraphs]
        return first[-1].place if first else -1

    def answer(self, find: Callable[["Reading"], Iterable[Verdict]]) -> tuple[Verdict, ...]:
        """What a rule finds in this reading that others look at too: it is asked once."""
        known = self._answers.get(find)
        if known is None:
            known = self._answers[find] = tuple(find(self))
        return known

    @lazily
    def remembered_lines(self) -> tuple[tuple[ReadLine, RememberedLine], ...]:
        """The lines that a memory knows from other pages, or as the page's own, and what it knows of them."""
        known = self.remembered
        return tuple([(line, known[line.index]) for line in self.lines if line.index in known]) if known else ()

    @lazily
    def _places_elsewhere(self) -> frozenset[int]:
        """Places of lines that a memory knows from other pages."""
        known = self.remembered_lines
        return frozenset(
            [line.place for line, said in known if not said.is_own and (said.pages > 1 or said.lead is not None)]
        )

    @lazily
    def own_end(self) -> int:
        """Place of the last paragraph of prose that no memory knows from other pages; -1 where there is none."""
        return next((line.place for line in reversed(self.prose) if line.place not in self._places_elsewhere), -1)

    @property
    def own_paragraphs(self) -> int:
        """Paragraphs of prose that no memory knows from other pages."""
        return sum(line.place not in self._places_elsewhere for line in self.prose)

    def keeping(self, kept: tuple[Line, ...]) -> "Reading":
        """The reading of the lines that are left, which are among this reading's; nothing is measured again."""
        indexes = {line.index for line in kept}
        left = [line for line in self.lines if line.index in indexes]
        return Reading(
            replace(self.article, lines=kept),
            tuple([line if line.place == place else line._replace(place=place) for place, line in enumerate(left)]),
            self.language,
            self.remembered,
            self._marks,
            self._found,
            _had_no_copies=not self.copies,
        )


def read(
    article: Article, lexicon: Lexicon, language: str | None, remembered: Mapping[int, RememberedLine] = NOTHING
) -> Reading:
    """Measure every line that has words and look all phrases up in one pass."""
    worded = [(line, text) for line in article.lines if (text := as_seen(line.text))]
    texts = [text for _, text in worded]
    edges = edges_of(texts)
    hits = lexicon.find(texts, edges, language)
    pitches = hits_behind_questions(texts, lexicon, language)
    lines = [
        measure(place, line, text, edge, hits.get(place, ()), language)
        for place, ((line, text), edge) in enumerate(zip(worded, edges, strict=True))
    ]
    for place, behind in pitches.items():
        lines[place] = lines[place]._replace(hits=(*lines[place].hits, *behind))
    return Reading(article, tuple(lines), language, remembered)
