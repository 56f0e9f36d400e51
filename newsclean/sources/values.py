"""The single values of a sources file, checked."""

import re
from typing import Annotated

from pydantic import AfterValidator

from newsclean.addresses import split_url
from newsclean.errors import ConfigError, FetchError
from newsclean.sources.faults import stated
from newsclean.store.targets import check_target
from newsclean.url_patterns import check_pattern

MAX_NAME_CHARACTERS = 64

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}")
_VISIBLE_ASCII = re.compile(r"[\x20-\x7e]+")
_REDIS_SCHEMES = ("redis://", "rediss://", "unix://")


def _web_url(url: str) -> str:
    try:
        parts, _, _ = split_url(url)
    except FetchError as error:
        raise stated(str(error)) from None
    if parts.username or parts.password:
        raise stated("no names and passwords in URLs; put them into headers, which go to no other host")
    return parts._replace(fragment="").geturl()


def _origin(url: str) -> str:
    parts, _, _ = split_url(_web_url(url))
    if parts.path not in ("", "/") or parts.query:
        raise stated(f"a host is given without a path, as {parts.scheme}://{parts.netloc}")
    return f"{parts.scheme}://{parts.netloc}"


def _pattern(pattern: str) -> str:
    try:
        return check_pattern(pattern)
    except ValueError as error:
        raise stated(f"{pattern!r}: {error}") from None


def _store(target: str) -> str:
    try:
        check_target(_place(target))
    except ConfigError as error:
        raise stated(str(error)) from None
    return target


def _redis(url: str) -> str:
    if not url.startswith(_REDIS_SCHEMES):
        raise stated("the URL of a Redis server begins with redis://, rediss:// or unix://")
    return url


def _place(path: str) -> str:
    if not path or not path.isprintable():
        raise stated("a path is not empty and holds no control characters")
    return path


def _language(code: str) -> str:
    if not _LANGUAGE_CODE.fullmatch(code):
        raise stated(f'"{code}" is no language; one is given by its ISO 639 code, such as fr')
    return code.lower()


def _user_agent(name: str) -> str:
    if not _VISIBLE_ASCII.fullmatch(name):
        raise stated("a user agent is made of visible ASCII characters and spaces")
    return name


def _name(name: str) -> str:
    if not _NAME.fullmatch(name) or len(name) > MAX_NAME_CHARACTERS:
        raise stated(
            f"a name has at most {MAX_NAME_CHARACTERS} of the characters A-Z, a-z, 0-9, '.', '_' and '-', "
            "and begins with neither '.' nor '-'"
        )
    return name


WebUrl = Annotated[str, AfterValidator(_web_url)]
"""An http or https URL without name, password and fragment."""
WebOrigin = Annotated[str, AfterValidator(_origin)]
"""The URL of a host."""
UrlPattern = Annotated[str, AfterValidator(_pattern)]
Place = Annotated[str, AfterValidator(_place)]
"""A path."""
StoreTarget = Annotated[str, AfterValidator(_store)]
"""A path, or the URL of a database."""
RedisUrl = Annotated[str, AfterValidator(_redis)]
LanguageCode = Annotated[str, AfterValidator(_language)]
UserAgent = Annotated[str, AfterValidator(_user_agent)]
SourceName = Annotated[str, AfterValidator(_name)]
"""What can be part of a file's name everywhere."""
