"""What a caller gave the library calls, checked, so that a mistake is named where it was made."""

import re
from datetime import date
from os import PathLike
from typing import Final

from newsclean.config import CleanConfig
from newsclean.errors import ConfigError, InputError

MAX_NAME_CHARS: Final = 2_000
"""What is longer is no address and no file's name; browsers refuse addresses much over this."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^<>\n]*\.x?html?", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]*)?", re.IGNORECASE)


def page_given(html: object) -> bytes | str:
    """The page. Raises InputError where it is none, but the name of one."""
    if isinstance(html, bytearray | memoryview):
        return bytes(html)
    if isinstance(html, PathLike):
        raise InputError("html is a path, not a page; give what is in the file: path.read_bytes()")
    if not isinstance(html, bytes | str):
        raise InputError(f"html is {_kind(html)}; give the page itself, as bytes or a str")
    if isinstance(html, str) and len(html) <= MAX_NAME_CHARS:
        name = html.strip()
        if _ADDRESS.fullmatch(name):
            raise InputError("html is an address, not a page; clean_url fetches it")
        if _FILE_NAME.fullmatch(name):
            raise InputError("html is the name of a file, not a page; give what is in the file: Path(…).read_bytes()")
    return html


def text_given(text: object) -> str:
    """The text. Raises InputError where it is none."""
    if isinstance(text, bytes | bytearray | memoryview):
        raise InputError("text is bytes; decode them first, or give them to clean_html if they are a page")
    if not isinstance(text, str):
        raise InputError(f"text is {_kind(text)}; give a str, a paragraph a line")
    return text


def words_given(name: str, words: object) -> str | None:
    """A URL or a title. Raises InputError where it is no str."""
    if words is not None and not isinstance(words, str):
        raise InputError(f"{name} is {_kind(words)}; give a str or None")
    return words


def language_given(language: object) -> str | None:
    """The code in lower case and without its country: fr of fr-CA. Raises InputError where it is none."""
    if language is None or language == "":
        return None
    match = _LANGUAGE.fullmatch(language) if isinstance(language, str) else None
    if match is None:
        raise InputError(
            f"language is {language!r:.100}; give an ISO 639-1 code such as fr, or None to have it detected"
        )
    return match[1].lower()


def date_given(published: object) -> date | None:
    """The date or moment. Raises InputError where it is neither."""
    if published is not None and not isinstance(published, date):  # a datetime is a date
        raise InputError(
            f"published is {_kind(published)}; give a date or a datetime, such as datetime.fromisoformat(…)"
        )
    return published


def config_given(config: object, default: CleanConfig) -> CleanConfig:
    """The settings. Raises ConfigError where they are none."""
    if config is None:
        return default
    if not isinstance(config, CleanConfig):
        raise ConfigError(f"config is {_kind(config)}; give a CleanConfig, or load_config(…) of a TOML file")
    return config


def check_memory(memory: object) -> None:
    """Raise InputError where a memory's file was given in its place."""
    if isinstance(memory, str | PathLike):
        raise InputError("memory is the name of a file; open it first: SiteMemory.open(…)")


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"
