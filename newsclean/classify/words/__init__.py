"""The words of each language, as data: loading and checking.

A language is one TOML file in this folder; adding one is adding its file.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import rtoml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newsclean.errors import ConfigError
from newsclean.models import Label

_STRICT = ConfigDict(frozen=True, extra="forbid")
_Phrases = tuple[str, ...]


class PhrasePair(BaseModel):
    """A formula with a name or a title in its middle: `The post … appeared first on …`."""

    model_config = _STRICT

    opens: _Phrases = Field(min_length=1)
    """What the line begins with, any of these."""
    then: _Phrases = Field(min_length=1)
    """What stands somewhere behind it, any of these."""


class AnchoredPhrases(BaseModel):
    """Phrases of one label, by where in a line they must stand."""

    model_config = _STRICT

    line: _Phrases = ()
    start: _Phrases = ()
    unclosed: _Phrases = ()
    end: _Phrases = ()
    inside: _Phrases = ()
    pair: tuple[PhrasePair, ...] = ()

    def anchored(self) -> Iterator[tuple[Literal["line", "start", "unclosed", "end", "inside"], _Phrases]]:
        yield "line", self.line
        yield "start", self.start
        yield "unclosed", self.unclosed
        yield "end", self.end
        yield "inside", self.inside


class OtherWords(BaseModel):
    """Words that rules need beside phrases."""

    model_config = _STRICT

    months: _Phrases = ()
    weekdays: _Phrases = ()
    date_words: _Phrases = ()
    relative_time: _Phrases = ()
    by: _Phrases = ()
    towards: _Phrases = ()
    author_is: _Phrases = ()
    author_reports: _Phrases = ()
    """Right behind the author's surname in a line that tells where he was."""
    author_notes: _Phrases = ()
    """What a note says of whom it names, and no story of a stranger: “was a guest of the tourist board”."""
    follow: _Phrases = ()
    sign_up: _Phrases = ()
    """Before the name of a newsletter, where the line beside it is a prompt."""
    courtesy: _Phrases = ()
    says: _Phrases = ()
    """Verbs of a clause that tells who says what stands before it, none of them a request to the reader."""
    quoting: _Phrases = ()
    """Words right behind what somebody says, with no mark between: “… diyen”, as Turkish has it."""
    roles: _Phrases = ()
    recap: _Phrases = ()
    caption_labels: _Phrases = ()
    """Labels before a photographer's name that mean something else where a line begins with them."""
    bio_roles: _Phrases = ()
    stopwords: _Phrases = ()


class LanguageWords(BaseModel):
    """One language file."""

    model_config = _STRICT

    code: str = Field(pattern=r"^[a-z]{2,3}$")
    name: str = Field(min_length=2)
    only_here: _Phrases = ()
    phrases: dict[Label, AnchoredPhrases] = Field(default_factory=dict)
    words: OtherWords = OtherWords()


def parse_language(text: str, where: str) -> LanguageWords:
    """Check one language file.

    Raises:
        ConfigError: naming `where` and what is wrong.
    """
    try:
        return LanguageWords.model_validate(rtoml.loads(text))  # tomllib takes six times as long
    except (rtoml.TomlParsingError, ValidationError) as error:
        raise ConfigError(f"{where}: {error}") from error


@lru_cache(maxsize=1)
def all_languages() -> Mapping[str, LanguageWords]:
    """Every language that newsclean brings, by code.

    Raises:
        ConfigError: where a file is malformed.
    """
    folder = files(__package__)
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            language = parse_language(entry.read_text("utf8"), entry.name)
            found[language.code] = language
    return MappingProxyType(found)
