"""Names that are the same in all languages: networks and news agencies, folded."""

import re
from functools import lru_cache

from newsclean.folding import fold

NETWORKS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit instagram tiktok youtube tumblr viber "
    "messenger bluesky mastodon threads vk vkontakte odnoklassniki ok xing pocket flipboard weibo wechat line "
    "kakaotalk hatena flickr snapchat skype email e-mail mail print sms".split()
)

AGENCIES = frozenset(
    {
        "afp", "ap", "reuters", "dpa", "ansa", "efe", "lusa", "apa", "pap", "tass", "ria", "interfax", "ukrinform",
        "unian", "anadolu", "aa", "dha", "iha", "xinhua", "kyodo", "jiji", "yonhap", "pti", "ani", "ians", "antara",
        "bernama", "belga", "anp", "keystone-ats", "keystone-sda", "ats", "sda", "sid", "agi", "adnkronos", "lapresse",
        "europa press", "telam", "agerpres", "mediafax", "bta", "tanjug", "hina", "fena", "mti", "ctk",
        "tasr", "sita", "ntb", "ritzau", "tt", "stt", "lehtikuva", "wafa", "sana", "mena", "irna", "isna", "spa",
        "getty", "getty images", "istock", "shutterstock", "epa", "sipa", "alamy", "imago", "picture alliance",
        "abaca", "zuma", "ropi", "nurphoto", "bloomberg", "upi", "cnn", "apa-ots", "dpa-infocom", "afp-services",
        "canadian press", "the canadian press", "press association", "pa", "pa media", "associated press",
        "the associated press", "agence france-presse", "aap",
        "тасс", "риа", "риа новости", "интерфакс", "укринформ", "укрінформ", "уніан", "унн", "бта",
        "共同", "共同通信", "時事", "時事通信", "新华社", "新華社", "中新社", "中央社", "연합뉴스", "뉴시스", "뉴스1",
        "رویترز", "ا ف ب",
    }
)  # fmt: skip

# Codes of agencies that are words, names or endings somewhere: they count in capitals.
ONLY_IN_CAPITALS = frozenset(
    "aa agi ani ap apa ats bta dha epa fena hina iha imago irna isna line mena mti ntb pa pap pti ria sana sid sipa "
    "sita spa stt tt upi wafa zuma".split()
)
# "Mit Material der dpa": what stands before the agency's name.
_WORDS_BEFORE_AGENCY = 3
_CASELESS_NAME_MAX_WORDS = 3
# White space is looked at from its beginning only: else a long run of it would be gone through from each place.
_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?[/,;&+|]\s*|(?<!\s)\s++-\s+")
_ELISION = re.compile(r"(?:\b[dl]|dell|all)['’]", re.IGNORECASE)
_OUTER = " \t\u00a0.,;:()[]{}«»“”\"'–—-/|*•©"


_WORD_BOUNDARY = re.compile(r"[\s/,;&+|']+")
_AGENCY_ENDS = frozenset(name.rpartition(" ")[2] for name in AGENCIES)
"""A text without any of these words names no agency, which is soon seen."""


def agency_in(text: str) -> str | None:
    """The agencies that a credit of a few words is or ends in, as written.

    >>> agency_in("(avec l'AFP)"), agency_in("Reuters / dpa"), agency_in("A day at the spa")
    ('AFP', 'Reuters / dpa', None)
    >>> agency_in("(Valley Post with AFP, Reuters)")
    'AFP'
    """
    bare = text.strip(_OUTER)
    if _AGENCY_ENDS.isdisjoint(word.strip(_OUTER) for word in _WORD_BOUNDARY.split(fold(bare))):
        return None
    first, *others = _SEPARATOR.split(bare)
    are_agencies = all(map(is_agency, others))
    if are_agencies and is_agency(first):
        return bare
    return _agency_behind(bare) or (_agency_behind(first) if others and are_agencies else None)


def _agency_behind(text: str) -> str | None:
    """The agency that a text of a few words more ends in."""
    said = _ELISION.sub("", text).split()
    for start in range(min(len(said), _WORDS_BEFORE_AGENCY + 1)):
        name = " ".join(said[start:]).strip(_OUTER)
        if is_agency(name):
            return name
    return None


def is_agency(name: str) -> bool:
    """Whether it is an agency's name and nothing else; codes that are words somewhere count in capitals."""
    folded = fold(name)
    return folded in AGENCIES and (folded not in ONLY_IN_CAPITALS or name.isupper())


@lru_cache(maxsize=1)
def folded_names(names: tuple[str, ...]) -> frozenset[str]:
    """The authors of an article, whom several rules look for in each of its lines."""
    return frozenset(map(fold, names))


def are_names(text: str, max_words: int = 12) -> bool:
    """Whether the words are names: capitalised, but for particles and conjunctions of up to three letters.

    In a script that knows no capitals any two or three words may be.
    """
    said = [word for word in (word.strip(_OUTER) for word in text.split()) if word]
    if not said or len(said) > max_words:
        return False
    if not any(letter.lower() != letter.upper() for word in said for letter in word):
        return len(said) <= _CASELESS_NAME_MAX_WORDS and all(word[0].isalpha() for word in said)
    return all(word[0].isupper() or len(word) <= 3 for word in said) and any(word[0].isupper() for word in said)
