"""A target of `newsclean clean` (URL, file or `-`) made a record."""

import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from newsclean.api import clean_text
from newsclean.cli.mistaken import mistaken_for_text
from newsclean.cli.terminal import report_warning
from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract.decode import decode
from newsclean.extract.sniff import is_html
from newsclean.fetch import fetch_page
from newsclean.memory import SiteMemory
from newsclean.models import CleanRecord, Page
from newsclean.pipeline import clean_page

STDIN = "-"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FILE_SCHEME = "file://"
_FILE_SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml", ".xml", ".md", ".json", ".jsonl", ".pdf", ".gz"})
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/|$)")


class TargetKind(StrEnum):
    """What a target holds, where the user says so."""

    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the targets that they do not say themselves."""

    kind: TargetKind | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None


def is_url(target: str) -> bool:
    """Whether a target is to be fetched; anything else is a file."""
    return bool(_SCHEME.match(target)) and not target.lower().startswith(_FILE_SCHEME)


def clean_target(target: str, given: Given, config: CleanConfig, memory: SiteMemory | None = None) -> CleanRecord:
    """Fetch or read a target and clean it, as a page or as a text.

    Raises:
        FetchError: a URL could not be fetched.
        InputError: a file cannot be read, is empty, or is no page and no text; with `given.kind` what it
            holds is taken for what it is said to be.
    """
    page = fetch_page(target, config) if is_url(target) else _read_page(target, given.url, config)
    text = decode(page.html, page.content_type) if isinstance(page.html, bytes) else page.html
    if not text.strip():
        raise InputError("there is nothing in it")
    if given.kind is None and (mistake := mistaken_for_text(text)):
        raise InputError(mistake)
    if given.kind == TargetKind.HTML or (given.kind is None and is_html(text)):
        if given.title or given.language:
            report_warning(f"{target}: a page says its title and language itself; those given are for texts")
        return clean_page(replace(page, html=text), config, memory)
    return clean_text(
        text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"),
        url=page.final_url or page.url,
        title=given.title,
        language=given.language,
        config=config,
        memory=memory,
    )


def _read_page(target: str, url: str | None, config: CleanConfig) -> Page:
    if target == STDIN and sys.stdin is None:
        raise InputError("standard input is closed")
    if target == STDIN:
        content = _read_limited(sys.stdin.buffer, config.max_page_bytes)
    else:
        content = _read_file(_path_of(target), config.max_page_bytes)
    return Page(content, url=url, fetched_at=datetime.now(UTC))


def _read_file(name: str, max_bytes: int) -> bytes:
    if not name:
        raise InputError("the name is empty; a variable of the shell may be unset")
    path = Path(name)
    try:
        with path.open("rb") as file:
            return _read_limited(file, max_bytes)
    except FileNotFoundError:
        hint = "; a page on the web begins with https://" if _looks_like_a_host(str(path)) else ""
        raise InputError(f"no such file{hint}") from None
    except IsADirectoryError:
        raise InputError("is a folder; give the files in it") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _path_of(target: str) -> str:
    """The path of a file, which a browser's address bar writes as file:///…"""
    if target.lower().startswith(_FILE_SCHEME):
        return url2pathname(urlsplit(target).path)
    return target


def _looks_like_a_host(target: str) -> bool:
    return bool(_HOST_NAME.match(target)) and Path(target).suffix.lower() not in _FILE_SUFFIXES


def _read_limited(file: IO[bytes], max_bytes: int) -> bytes:
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise InputError(f"larger than the limit of {max_bytes:,} bytes (--max-bytes)")
    return content
