"""What somebody in the story says: the words of a notice in his mouth are no wording of the page's own."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from newsclean.classify.edges import comparable
from newsclean.classify.lexicon import PAIR_MAX_CHARS, Hit
from newsclean.classify.openings import Openings
from newsclean.classify.words import OtherWords, all_languages
from newsclean.folding import fold
from newsclean.models import Label
from newsclean.text import word_starts, words

# “Follow us on Facebook,” the singer told the crowd: it is said in the story.
_OPENING_QUOTES = frozenset("“”\"„«»‘’'「『")
_CLOSING_QUOTES = frozenset("“”\"»«’'」』")
_FOLDED_CLOSING_QUOTES = ('"', "»", "«", "」", "』")
_FOLDED_OPENING_QUOTES = ('"', "„", "«", "「", "『")
_SPEAKER = re.compile(r"[,.!?…，。！？][”“\"»«’'」』] ?[–—-]? ?[^\W\d_]")
# Follow us, said the singer: what tells of the speaker goes on in the same sentence. Slavic and Hungarian papers
# set a dash alone: – Follow us – said the singer.
_GOES_ON = re.compile(r"(?:[,;?!…»”“\"] ?[–—-]?| [–—-]) ?(?=[^\W\d_])")
# The verb, or a word such as “gli” and the verb: “he had told him” is as long as it gets.
_VERB_MAX_CHARS = 40
_FIRST_WORD = re.compile(r"[^\W\d_]{1,6}[ '-]")
# Where the speaker stands first, "a spokesman for the water board of the valley said on Friday", to the next comma.
_CLAUSE_MAX_CHARS = 80
# Sentences have a handful; lists have hundreds, and each clause costs a look at its verbs.
_CLAUSES_MAX = 20
_CLAUSE_END = re.compile(r"[,;:.!?…]")
# What is said further on says nothing of the words that a line begins with.
# A question and its answer are said together.
_SENTENCE_END = re.compile(r"[.!…][”»\"]? (?=[^\W\d_])")


def outside_speech(
    hits: tuple[Hit, ...], text: str, edge: str, *, is_closed: bool, language: str | None
) -> tuple[Hit, ...]:
    """The hits that nobody in the line says; behind a quotation and its speaker only those at the line's end.

    `edge` is the folded text that they were found in.
    """
    if text[0] in _OPENING_QUOTES:
        if text[-1] in _CLOSING_QUOTES:
            return ()  # a sign, a button or a slogan that the story quotes
        if _SPEAKER.search(text, 1):
            return tuple([hit for hit in hits if hit.anchor == "end"])
        hits = tuple([hit for hit in hits if not _is_named(hit, edge)])
    if not is_closed or len(text) > PAIR_MAX_CHARS:
        return hits
    hits = tuple([hit for hit in hits if not _is_quoted(hit, edge)])
    if not hits or language is None:
        return hits
    hits = tuple([hit for hit in hits if not _is_quoted_unmarked(hit, edge, language)])
    verbs = _verbs(language)
    told, spoken = comparable(text[: _told_at(text, verbs)]), comparable(text[: _spoken_at(text, verbs)])
    return tuple([hit for hit in hits if not (_is_said(hit, told, text) or _is_before_speaker(hit, spoken, text))])


def _is_named(hit: Hit, edge: str) -> bool:
    """Whether the quotation marks around a line's first words are closed behind it: “Read also” is a link."""
    return hit.start == 0 and edge[len(hit.phrase) :].startswith(_FOLDED_CLOSING_QUOTES)


def _is_quoted(hit: Hit, edge: str) -> bool:
    """Whether a quotation within the line opens with it: the mayor wrote: “Follow us on Facebook.”"""
    return hit.anchor == "inside" and edge[: hit.start].rstrip().endswith(_FOLDED_OPENING_QUOTES)


def _is_quoted_unmarked(hit: Hit, edge: str, language: str) -> bool:
    """Whether a word right behind it says so, as in Turkish, or a verb with a colon before it."""
    if hit.anchor == "end" or hit.phrase.endswith(":"):
        return False
    if _is_verb(_quoting(language), edge[hit.start + len(hit.phrase) :].lstrip(' "»')):
        return True
    before = edge[: hit.start].rstrip()
    return before.endswith(":") and _is_verb(_verbs(language), before.rpartition(" ")[2])


def _clauses(text: str, end: int) -> Iterator[int]:
    """Where clauses begin behind the first one."""
    return (clause.end() for clause in islice(_GOES_ON.finditer(text, 0, end), _CLAUSES_MAX))


def _told_at(text: str, verbs: Openings) -> int:
    """Where the last clause begins that opens with a verb of saying: “told her the singer”."""
    clauses = _clauses(text, len(text))
    return max((at for at in clauses if text[at].islower() and _opens_with(verbs, text[at:])), default=0)


def _spoken_at(text: str, verbs: Openings) -> int:
    """Where in the first sentence the last short clause begins that has the verb behind the speaker."""
    clauses = _clauses(text, _first_sentence_end(text))
    return max((at for at in clauses if _has_verb_behind_speaker(verbs, text, at)), default=0)


def _first_sentence_end(text: str) -> int:
    ends = (end for end in _SENTENCE_END.finditer(text) if text[end.end()].isupper())
    return next((end.start() for end in ends), len(text))


def _has_verb_behind_speaker(verbs: Openings, text: str, at: int) -> bool:
    end = _CLAUSE_END.search(text, at, at + _CLAUSE_MAX_CHARS)
    if end is None:
        return False
    clause = fold(text[at : end.start()])
    return any(_is_verb(verbs, clause[start:]) for start in islice(word_starts(clause), 1, None))


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


def _is_before_speaker(hit: Hit, said: str, text: str) -> bool:
    """Whether it is said, and no correction of what was said, nor a colon and who says what stands behind it."""
    is_told = hit.label is Label.DISCLAIMER or ":" in said[hit.start + len(hit.phrase) :]
    return not is_told and _is_said(hit, said, text)


@lru_cache(maxsize=64)
def _verbs(language: str) -> Openings:
    return Openings(map(fold, _words_of(language).says))


@lru_cache(maxsize=64)
def _quoting(language: str) -> Openings:
    return Openings(map(fold, _words_of(language).quoting))


def _words_of(language: str) -> OtherWords:
    known = all_languages().get(language)
    return known.words if known else OtherWords()
