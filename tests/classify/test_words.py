"""The language files: each is valid, and a broken one says what is wrong with it."""

import tomllib
from importlib.resources import files

import pytest
import rtoml

from newsclean.classify.edges import phrase_key
from newsclean.classify.words import LanguageWords, all_languages, parse_language
from newsclean.errors import ConfigError
from newsclean.models import Label

FOLDER = files("newsclean.classify.words")
NAMES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".toml"))


def text_of(name: str) -> str:
    return FOLDER.joinpath(name).read_text(encoding="utf8")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_valid_and_called_after_its_code(name: str) -> None:
    language = parse_language(text_of(name), name)
    assert f"{language.code}.toml" == name
    assert all_languages()[language.code] == language


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_the_standard_library_reads_it(name: str) -> None:
    """So that tools for TOML 1.0 read it too."""
    assert rtoml.loads(text_of(name)) == tomllib.loads(text_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_where_its_words_come_from(name: str) -> None:
    assert text_of(name).startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_no_phrase_is_empty_once_it_is_folded(name: str) -> None:
    """An empty one would stand in every line."""
    for by_anchor in parse_language(text_of(name), name).phrases.values():
        for anchor, phrases in by_anchor.anchored():
            for phrase in phrases:
                assert len(phrase_key(phrase)) > 1 or anchor == "line", phrase
        for pair in by_anchor.pair:
            assert all(map(phrase_key, (*pair.opens, *pair.then))), pair


@pytest.mark.parametrize("name", NAMES)
def test_what_stays_at_home_is_a_phrase_of_the_file(name: str) -> None:
    language = parse_language(text_of(name), name)
    known = {
        phrase_key(phrase)
        for by_anchor in language.phrases.values()
        for _, phrases in by_anchor.anchored()
        for phrase in phrases
    }
    assert {phrase_key(phrase) for phrase in language.only_here} <= known


def test_the_languages_of_the_news_are_there() -> None:
    first = "fr en es de it pt nl pl ru uk ar fa tr el ro cs sk hu bg sr hr sv da no fi id vi hi ja zh ko he"
    then = "sw af is ur et lv lb sq mk tl ta mr gl eu az kk te ml kn gu ne ka hy be uz"
    assert {*first.split(), *then.split()} <= all_languages().keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_knows_the_months_and_days_of_datelines(name: str) -> None:
    words = parse_language(text_of(name), name).words
    assert len(words.weekdays) >= 7
    assert len(words.months) >= 12 or words.date_words  # months of East Asian languages are numbers


def test_all_languages_are_one_value_that_nobody_can_change() -> None:
    assert all_languages() is all_languages()
    with pytest.raises(TypeError):
        all_languages()["xx"] = all_languages()["en"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('code = "xx"\nname = "Mine"\nphrase = 1', "phrase"),
        ('code = "English"\nname = "English"', "code"),
        ('code = "xx"\nname = "Mine"\n[phrases.junk]\nline = ["a b"]', "junk"),
        ('code = "xx"\nname = "Mine"\n[phrases.share]\nmiddle = ["a b"]', "middle"),
        ('code = "xx"\nname = "Mine"\n[phrases.share]\nline = "share"', "line"),
        ("code = ", "line 1"),
        ("", "code"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=r"^xx\.toml: ") as error:
        parse_language(text, "xx.toml")
    assert complaint in str(error.value)


def test_a_language_may_be_without_any_words() -> None:
    assert parse_language('code = "xx"\nname = "Mine"', "xx.toml") == LanguageWords(code="xx", name="Mine")


def test_labels_of_phrases_are_those_of_the_records() -> None:
    labels = {label for language in all_languages().values() for label in language.phrases}
    assert labels <= set(Label)
