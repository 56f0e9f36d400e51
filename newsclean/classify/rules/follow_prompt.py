"""Prompts to follow somebody on a network: a verb, a name, a network."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsclean.classify.names import NETWORKS
from newsclean.classify.openings import Openings, words_behind
from newsclean.classify.read_line import ReadLine
from newsclean.classify.reading import Reading
from newsclean.classify.rule import Example, Rule
from newsclean.classify.words import all_languages
from newsclean.folding import fold
from newsclean.models import Fields, Label, Verdict

NAME = "follow_prompt"
MAX_WORDS = 25
NAME_MAX_WORDS = 8
PARTICLE_MAX_LETTERS = 4
# A preposition before the network and one in the name.
PARTICLES_MAX = 2
# Where the line ends with the networks it says nothing else; what goes on may be a sentence.
SURE_SCORE = 0.9
EDGE_SCORE = 0.85
MIDDLE_SCORE = 0.3
REST_MAX_WORDS = 12
# "Facebook: @valleypost, @valleytv": a network and the accounts there.
ACCOUNT_MAX_WORDS = 6
# Names that are no words of their own, and may have an ending: "Facebookissa".
_STEM_MIN_LETTERS = 6
_STEMS = (
    *(name for name in sorted(NETWORKS) if len(name) >= _STEM_MIN_LETTERS and name not in ("e-mail", "messenger")),
    *"viber zalo телеграм фейсбук фејсбук твиттер твітер твитер инстаграм інстаграм вконтакте".split(),
)
_SHORT_NETWORK = re.compile(r"(?:X|VK|ВК|Max|MAX)(?:[-'’:]\w{1,4})?")
_QUOTES = '«»“”„"'
_OUTER = " \t\u00a0.,;:!?()[]{}«»“”„\"'|/*•"


@lru_cache(maxsize=1)
def _openings() -> Openings:
    """Verbs that ask to follow, of all languages."""
    return Openings(fold(verb) + " " for language in all_languages().values() for verb in language.words.follow)


def find(reading: Reading) -> Iterator[Verdict]:
    for line, (evidence, score) in reading.marked(_evidence, MAX_WORDS):
        at_edge = score == SURE_SCORE or reading.is_head(line) or line.place >= reading.last_prose
        if line.place > 0:
            yield Verdict(line.index, Label.PROMPT, NAME, score if at_edge else MIDDLE_SCORE, evidence)
    yield from _accounts(reading)


def _accounts(reading: Reading) -> Iterator[Verdict]:
    """Accounts right below a prompt: those of a shop or an artist stand below what the story says of them."""
    accounts = reading.marked(_network_of_accounts, ACCOUNT_MAX_WORDS)
    if not accounts:
        return
    prompts = {line.place for line in reading.hit_lines if any(hit.label is Label.PROMPT for hit in line.hits)}
    for line, network in accounts:
        if line.place - 1 in prompts:
            prompts.add(line.place)
            yield Verdict(line.index, Label.PROMPT, NAME, SURE_SCORE, f"accounts on “{network}” below a prompt")


def _network_of_accounts(line: ReadLine, _: Fields) -> str | None:
    if "@" not in line.text:
        return None
    network, colon, accounts = line.text.partition(":")
    network = network.strip(_OUTER)
    if not colon or not accounts.strip() or not _is_network(network):
        return None
    return network if all(word[0] == "@" for word in accounts.split()) else None


def _evidence(line: ReadLine, _: Fields) -> tuple[str, float] | None:
    opening = _openings().longest(line.folded)
    if opening is None:
        return None
    said = words_behind(opening, line.text)
    networks = [place for place, word in enumerate(said) if _is_network(word)]
    if not networks or not _is_name(said[: networks[0]], said[networks[0]]):
        return None
    rest = [word for word in said[networks[-1] + 1 :] if len(word) > PARTICLE_MAX_LETTERS and not _is_address(word)]
    evidence = f"“{opening.strip()}”, a name and “{said[networks[0]].strip(_OUTER)}”"
    if not rest:
        return evidence, SURE_SCORE
    is_prompt = len(rest) <= REST_MAX_WORDS and said[networks[-1]][-1] != "," and not _has_digit(rest)
    return (evidence, EDGE_SCORE) if is_prompt else None


def _is_network(word: str) -> bool:
    bare = word.strip(_OUTER)
    if bare[:1] == "@" or _SHORT_NETWORK.fullmatch(bare) is not None:
        return True
    return bare[:1].isupper() and fold(bare).startswith(_STEMS)


def _is_name(said: list[str], network: str) -> bool:
    """Capitalised words with a few particles and prepositions between; a handle needs no name."""
    if len(said) > NAME_MAX_WORDS or any(word[-1] in ",:;" for word in said):
        return False
    named = _name_words(said)
    particles = [word for word in said if word not in named]
    if len(particles) > PARTICLES_MAX or any(len(word) > PARTICLE_MAX_LETTERS for word in particles):
        return False
    return network.strip(_OUTER)[:1] == "@" or (bool(named) and not _is_short_behind_a_name(said, network))


def _name_words(said: list[str]) -> list[str]:
    """Capitalised words, and what stands in quotation marks with them: newspapers are called «Портовая газета»."""
    found, is_quoted = [], False
    for word in said:
        is_quoted = is_quoted or word[0] in _QUOTES
        if is_quoted or _is_capitalised(word):
            found.append(word)
        is_quoted = is_quoted and word[-1] not in _QUOTES
    return found


def _is_short_behind_a_name(said: list[str], network: str) -> bool:
    """A name that ends in X, as Malcolm's does; an ending makes it a network: "X:ssä"."""
    bare = network.strip(_OUTER)
    return bare.isalpha() and _is_capitalised(said[-1]) and _SHORT_NETWORK.fullmatch(bare) is not None


def _is_capitalised(word: str) -> bool:
    return word.lstrip(_OUTER)[:1].isupper()


def _is_address(word: str) -> bool:
    return "@" in word or word.startswith(("http", "www."))


def _has_digit(said: list[str]) -> bool:
    return any(letter.isdigit() for word in said for letter in word)


RULE = Rule(
    name=NAME,
    label=Label.PROMPT,
    summary="a line that asks to follow a name on a network",
    reason="The site or its author asks for followers; the story does not speak to its reader.",
    cuts=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Follow Ada Moor on Twitter.\n"
            "Folgen Sie Ada Moor auf Instagram: @adamoor\n"
            "Suivez La Gazette du Val sur Facebook et Instagram pour ne rien manquer de la vallée.",
            (1, 2, 3),
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Follow us on social media:\n"
            "Facebook : @valleypost, @valleytv\n"
            "Instagram: @valleypost\n"
            "The lake behind it is full to the brim, as it was in spring, and the path is closed.",
            (2, 3),
        ),
    ),
    keeps=(
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "The mill below it sells its bread from a stall that the miller has built of its planks.\n"
            "Instagram: @themill\n"
            "The baker of the old town has a stall too, and opens it on the first Sunday of each month."
        ),
        Example(
            "The dam holds, engineers said on Friday after a night of checks by forty of them.\n"
            "Follow the money on Facebook, and it leads to a shop in the old town.\n"
            "Folgen Sie dem Weg bis zur Brücke, die auf Instagram berühmt wurde.\n"
            "Follow Ada on Instagram, a film on a girl and her dam, opens on Friday.\n"
            "Follow Malcolm X"
        ),
    ),
    misses="Languages whose verb stands last, and scripts that know no capitals.",
    find=find,
    find_max_words=MAX_WORDS,
    thresholds=(
        ("MAX_WORDS", MAX_WORDS, "a name, three networks and a reason to follow"),
        ("NAME_MAX_WORDS", NAME_MAX_WORDS, "two names of authors, or a newspaper's in full, and a preposition"),
        ("PARTICLES_MAX", PARTICLES_MAX, "more of them make a sentence of nouns, which German writes with capitals"),
        ("ACCOUNT_MAX_WORDS", ACCOUNT_MAX_WORDS, "a network and the accounts of a house in four languages"),
        ("REST_MAX_WORDS", REST_MAX_WORDS, "reasons to follow are brief; what is longer may be a sentence"),
    ),
)
