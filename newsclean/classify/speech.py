"""What somebody in the story says: the words of a notice in his mouth are no wording of the page's own."""

import re
from functools import cache

from newsclean.classify.edges import comparable
from newsclean.classify.lexicon import PAIR_MAX_CHARS, Hit
from newsclean.classify.openings import Openings
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Label
from newsclean.text import words

# “Follow us on Facebook,” the singer told the crowd: it is said in the story.
_OPENING_QUOTES = frozenset("“”\"„«»‘’'「『")
_FOLDED_OPENING_QUOTES = ('"', "„", "«", "「", "『")
_SPEAKER = re.compile(r"[,.!?…，。！？][”“\"»«’'」』] ?[–—-]? ?[^\W\d_]")
# Follow us, said the singer: what tells of the speaker goes on in the same sentence. Slavic and Hungarian papers
# set a dash alone: – Follow us – said the singer.
_GOES_ON = re.compile(r"(?:[,;?!…»”“\"] ?[–—-]?| [–—-]) ?(?=[^\W\d_])")
# The verb, or a word such as “gli” and the verb: “he had told him” is as long as it gets.
_VERB_MAX_CHARS = 40
_FIRST_WORD = re.compile(r"[^\W\d_]{1,6}[ '-]")


def outside_speech(hits: tuple[Hit, ...], text: str, *, is_closed: bool, language: str | None) -> tuple[Hit, ...]:
    """The hits that nobody in the line says; behind a quotation and its speaker only those at the line's end."""
    if text[0] in _OPENING_QUOTES and _SPEAKER.search(text, 1):
        return tuple([hit for hit in hits if hit.anchor == "end"])
    if not is_closed or len(text) > PAIR_MAX_CHARS:
        return hits
    hits = tuple([hit for hit in hits if not _is_quoted(hit, text)])
    if not hits or language is None:
        return hits
    if (told_at := _told_at(text, language)) is None:
        return hits
    said = comparable(text[:told_at])
    return tuple([hit for hit in hits if not _is_said(hit, said, text)])


def _is_quoted(hit: Hit, text: str) -> bool:
    """Whether a quotation within the line opens with it: the mayor wrote: “Follow us on Facebook.”"""
    return hit.anchor == "inside" and comparable(text)[: hit.start].rstrip().endswith(_FOLDED_OPENING_QUOTES)


def _told_at(text: str, language: str) -> int | None:
    """Where the last clause begins that tells who says what stands before it."""
    verbs = _verbs(language)
    clauses = (clause.end() for clause in _GOES_ON.finditer(text))
    return max((at for at in clauses if text[at].islower() and _opens_with(verbs, text[at:])), default=None)


def _opens_with(verbs: Openings, text: str) -> bool:
    folded = fold(text[:_VERB_MAX_CHARS])
    first = _FIRST_WORD.match(folded)
    return _is_verb(verbs, folded) or (first is not None and _is_verb(verbs, folded[first.end() :]))


def _is_verb(verbs: Openings, folded: str) -> bool:
    """Whether one of the verbs stands there as a word of its own: “raconte-nous” is a request."""
    return any(
        not (folded[len(verb) : len(verb) + 1].isalnum() or folded[len(verb) :].startswith("-"))
        for verb in verbs.of(folded)
    )


def _is_said(hit: Hit, said: str, text: str) -> bool:
    end = hit.start + len(hit.phrase)
    return hit.anchor != "end" and end <= len(said) and not _heads_headline(hit, said, text)


def _heads_headline(hit: Hit, said: str, text: str) -> bool:
    """Whether a headline stands behind it, which quotes people too: behind a colon, or behind “Read also” a capital."""
    if hit.phrase.endswith(":") or said.startswith(":", hit.start + len(hit.phrase)):
        return True
    behind = words(text)[len(words(hit.phrase)) :]
    return hit.label is Label.RELATED_LINK and not (behind and behind[0][0].islower())


@cache
def _verbs(language: str) -> Openings:
    known = all_languages()
    return Openings(fold(verb) for verb in known[language].words.says) if language in known else Openings(())
