"""The name of a person that a line opens with."""

from functools import lru_cache

from newsclean.classify.words import all_languages
from newsclean.folding import fold

NAME_MAX_WORDS = 3
# "Ada Moor-Vale", "J. O'Hara".
_MARKS_IN_NAMES = str.maketrans("", "", "-'’.")


def opening_name(text: str, language: str | None) -> str:
    """The capitalised words that open the line: two or three of them are a name."""
    said = text.split(None, NAME_MAX_WORDS + 1)[: NAME_MAX_WORDS + 1]
    if len(said) < 2 or not said[1][0].isupper():  # which tells enough of most lines
        return ""
    opening = []
    for word in said:
        if not word[:1].isupper() or not word.translate(_MARKS_IN_NAMES).isalpha():
            break
        opening.append(word)
    if not 2 <= len(opening) <= NAME_MAX_WORDS or fold(opening[0]) in _function_words(language):
        return ""
    return " ".join(opening)


@lru_cache(maxsize=64)
def _function_words(language: str | None) -> frozenset[str]:
    """What opens a sentence with a capital letter as names do: in the text's language, in all where that is unknown."""
    known = all_languages()
    asked = [known[language]] if language is not None and language in known else known.values()
    return frozenset(fold(word) for one in asked for word in one.words.stopwords)
