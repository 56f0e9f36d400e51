"""A source added to a sources file, of which nothing else is touched."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from newsclean.crawl.listings.shape import same_site
from newsclean.errors import ConfigError
from newsclean.sources.discover import Discovery, is_archive
from newsclean.sources.model import Source, SourcesTable
from newsclean.sources.probe import Probe
from newsclean.sources.values import MAX_NAME_CHARACTERS
from newsclean.store.files import replacing
from newsclean.toml_file import parse_toml, read_toml

NEW_FILE = """\
# What newsclean crawls; docs/sources.md explains every key.
# `newsclean sources check` shows what this file says, `newsclean crawl` crawls it once, `newsclean schedule` every day.

[defaults]
every = "1d"
"""
"""How a file begins that is made anew."""


def known_sources(path: Path) -> tuple[Source, ...]:
    """The sources of the file; none where there is no file. Raises ConfigError as read_toml does."""
    return read_toml(path, SourcesTable).source if path.exists() else ()


def source_of_site(url: str, sources: Iterable[Source]) -> Source | None:
    """The source that begins at the site of `url`, if there is one."""
    return next((source for source in sources if any(same_site(url, start) for start in source.starts)), None)


def source_name(url: str) -> str:
    """A name for the source of a site: its host.

    >>> source_name("https://www.example.org/news"), source_name("http://127.0.0.1:8000/")
    ('example.org', '127.0.0.1-8000')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "source").removeprefix("www.").replace(":", "-").strip("-.")
    port = f"-{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{host}{port}"[-MAX_NAME_CHARACTERS:].lstrip("-.") or "source"


def source_table(name: str, found: Discovery, **settings: str | bool) -> str:
    """The text of the source: what was found, each with what is in it; archives are left to be decided on.

    `settings` are further keys of the source.
    """
    lines = ["[[source]]", f"name = {_spelled(name)}"]
    for key, probes in (("feeds", found.feeds), ("sitemaps", found.sitemaps), ("fronts", found.fronts)):
        if probes:
            lines.extend(_array(key, probes, leave_archives=key == "sitemaps" and _has_more(found)))
    lines.extend(f"{key} = {_spelled(value)}" for key, value in settings.items())
    return "\n".join(lines) + "\n"


def append_source(path: Path, table: str) -> None:
    """Put the table at the end of the file, which is made where there is none; whole, or not at all.

    Raises:
        ConfigError: the file would not be right any more, or was changed by somebody else meanwhile.
        StoreError: the file cannot be written.
    """
    place = path.resolve()  # a link stays one
    before = place.read_bytes() if place.exists() else None
    text = NEW_FILE if before is None else before.decode("utf-8-sig")
    line_end = "\r\n" if "\r\n" in text else "\n"
    addition = f"{'' if text.endswith(chr(10)) or not text else line_end}\n{table}".replace("\n", line_end)
    parse_toml((text + addition).replace("\r\n", "\n"), SourcesTable, name=f"{path}, with the source added")
    with replacing(place) as temporary:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if before is not None else 0o666))
        temporary.write_bytes((text.encode() if before is None else before) + addition.encode())
        if before is not None:
            shutil.copymode(place, temporary)
        if (place.read_bytes() if place.exists() else None) != before:
            raise ConfigError(f"{path} was changed by somebody else meanwhile; nothing was added")


def _has_more(found: Discovery) -> bool:
    """Whether there is anything to crawl besides archives."""
    return bool(found.feeds or found.fronts or not all(map(is_archive, found.sitemaps)))


def _array(key: str, probes: Iterable[Probe], *, leave_archives: bool) -> Iterator[str]:
    yield f"{key} = ["
    for probe in probes:
        if leave_archives and is_archive(probe):
            yield f"  # {_spelled(probe.url)},  # an archive, {probe.gave}; take the first # away to crawl it"
        else:
            yield f"  {_spelled(probe.url)},  # {probe.gave}"
    yield "]"


def _spelled(value: str | bool) -> str:
    """A value as TOML has it; JSON's are spelled the same way, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
