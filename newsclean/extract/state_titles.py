"""Which of the titles in the data of a page's scripts are those of its story."""

from newsclean.extract.align import comparison_key
from newsclean.text import word_count, words

# Titles for search engines and headlines have most of their words in common …
TITLE_MIN_SHARE = 0.7
# … but “Fire in the old mill” has as many in common with “Old mill fire in 1954”.
SHORT_TITLE_MAX_WORDS = 5
SHORT_TITLE_MIN_WORDS = 3
# Of the words of the shorter one: more than an article or a preposition.
RELATED_TITLE_MIN_SHARE = 0.25
# Shorter ones may be the name of the site.
STORY_TITLE_MIN_WORDS = 4
# White space aside; a shorter one may be a word of any other.
TITLE_MIN_CHARS = 12


def same_titles(titles: set[str], own: str) -> dict[str, bool]:
    """Those that name the story that has the title, with whether they do in the same words."""
    known = comparison_key(own).casefold()
    own_words = frozenset(words(own.casefold()))
    found: dict[str, bool] = {}
    for title in titles if known else ():
        key = comparison_key(title).casefold()
        if key == known:
            found[title] = True
        elif (min(len(key), len(known)) >= TITLE_MIN_CHARS and (key in known or known in key)) or _are_alike(
            frozenset(words(title.casefold())), own_words
        ):
            found[title] = False
    return found


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles have so many words in common that they are of one story."""
    fewer, more = sorted((len(one), len(other)))
    if more <= SHORT_TITLE_MAX_WORDS:
        return len(one & other) >= max(fewer, more - 1, SHORT_TITLE_MIN_WORDS)
    return len(one & other) >= TITLE_MIN_SHARE * more


def related_titles(titles: set[str], own: str) -> set[str]:
    """Those that have something in common with the page's, or all if that is no title of a story."""
    if word_count(own) < STORY_TITLE_MIN_WORDS:
        return titles
    own_words = set(words(own.casefold()))
    return {title for title in titles if _share(set(words(title.casefold())), own_words) >= RELATED_TITLE_MIN_SHARE}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)
