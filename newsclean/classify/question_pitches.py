"""Lines that catch the reader with a question, and then pitch a letter: "Enjoying this? Sign up for our newsletter".

Questions before "Contact us" and "Download our guide" are set among the text of shops and offices.
"""

import re
from collections.abc import Sequence

from newsclean import box_names
from newsclean.classify.edges import edges_of
from newsclean.classify.lexicon import AT_THE_START, Hit, Lexicon
from newsclean.classify.speech import outside_speech
from newsclean.models import Label
from newsclean.text import ends_sentence

# Of the line: what asks for something in more words is a paragraph.
LINE_MAX_CHARS = 300
QUESTION_MAX_CHARS = 90
_LETTERS = ("newsletter", "subscri", "inbox", "boletin", "рассылк", "розсилк", "бюлетин", *sorted(box_names.NEWSLETTER))
# The semicolon asks in Greek alone.
_QUESTION_END = re.compile(r"(?:[?？؟]|(?<=[\u0370-\u03ff]);) ?(?=[^\W\d_])")
_NO_QUESTION = frozenset('.!:“”"«»„')


def hits_behind_questions(texts: Sequence[str], lexicon: Lexicon, language: str | None) -> dict[int, tuple[Hit, ...]]:
    """What the second sentence of such a line begins with, by the place of the line."""
    # Before the dear part: most lines ask nothing.
    marked = [place for place, text in enumerate(texts) if "?" in text or "？" in text or "؟" in text or ";" in text]
    asking = [(place, start) for place in marked if (start := _behind_question(texts[place]))]
    edges = edges_of([texts[place][start:] for place, start in asking])
    pitching = [(*at, edge) for at, edge in zip(asking, edges, strict=True) if any(map(edge.__contains__, _LETTERS))]
    if not pitching:
        return {}
    asked = [texts[place][start:] for place, start, _ in pitching]
    found = lexicon.find(asked, [edge for _, _, edge in pitching], language)
    hits: dict[int, tuple[Hit, ...]] = {}
    for (place, start, edge), text, worded in zip(pitching, asked, map(found.get, range(len(asked))), strict=True):
        prompts = tuple(hit for hit in worded or () if hit.label is Label.PROMPT and hit.anchor in AT_THE_START)
        said = outside_speech(prompts, text, edge, is_closed=ends_sentence(text), language=language)
        if said:
            hits[place] = tuple(hit._replace(anchor="question", start=start) for hit in said)
    return hits


def _behind_question(text: str) -> int:
    """Where the text goes on behind its first sentence, if that is a question; 0 where it is none, or asked in it."""
    if len(text) > LINE_MAX_CHARS:
        return 0
    end = _QUESTION_END.search(text, 0, QUESTION_MAX_CHARS)
    return end.end() if end and _NO_QUESTION.isdisjoint(text[: end.start()]) else 0
