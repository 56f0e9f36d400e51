"""The words by which bylines and date lines are read; they stand in `words.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import rtoml

from newsclean.folding import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Words of all languages, folded."""

    byline_openers: frozenset[str]
    byline_labels: frozenset[str]
    byline_openers_of: Mapping[str, frozenset[str]]
    """By language, those which begin other lines in the rest."""
    source_openers: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    rare_particles: frozenset[str]
    job_titles: frozenset[str]
    organisation_words: frozenset[str]
    desk_words: frozenset[str]
    place_openers: frozenset[str]
    agencies: frozenset[str]
    nobody: frozenset[str]
    outlet_endings: frozenset[str]
    interface_words: frozenset[str]
    modified_words: frozenset[str]
    cookie_words: frozenset[str]
    language_codes: frozenset[str]
    language_aliases: Mapping[str, str]
    months: Mapping[str, int]
    """Number of the month, 1..12, by its name in any language; names that two languages dispute are left out."""
    months_of: Mapping[str, Mapping[str, int]]
    """By language."""


@cache
def words() -> Words:
    """The packaged words, read once."""
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    data = rtoml.loads(text)
    months_of = {language: _numbered(names) for language, names in data["months"].items()}
    return Words(
        **{name: frozenset(map(fold, entries)) for name, entries in data.items() if isinstance(entries, list)},
        byline_openers_of={code: frozenset(each) for code, each in data["byline_openers_of"].items()},
        language_aliases=data["language_aliases"],
        months=_undisputed(months_of),
        months_of=months_of,
    )


def _numbered(names: list[str]) -> dict[str, int]:
    return {fold(form): number for number, forms in enumerate(names, 1) for form in forms.split("|")}


def _undisputed(months_of: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    numbers: dict[str, set[int]] = {}
    for months in months_of.values():
        for name, number in months.items():
            numbers.setdefault(name, set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}
