"""A site that is to be added to a sources file: looked at, and refused where the file has it."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from newsclean.addresses import names_private_host
from newsclean.cli.terminal import fail, plain_line, report_note
from newsclean.config import CleanConfig
from newsclean.sources.append import known_sources, source_name, source_of_site, source_table
from newsclean.sources.discover import Discovery, discover
from newsclean.sources.model import Source
from newsclean.sources.probe import Prober


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that no file has yet."""

    name: str
    found: Discovery
    table: str
    """As it is written into the file."""


def new_source(url: str, file: Path, name: str | None, config: CleanConfig, pause_seconds: float) -> NewSource:
    """Look at the site of `url`. Leaves the command where the file has it, or where there is nothing to crawl.

    Raises ConfigError for a file that is wrong, FetchError and InputError where `url` cannot be had.
    """
    known = known_sources(file)
    _refuse_known(url, file, known, name)
    report_note(f"looking at {plain_line(url)}")
    found = asyncio.run(_discover(url, config, pause_seconds))
    _refuse_known(found.url, file, known, name)
    if not found.probes:
        fail(f"{plain_line(found.url)} has no feed, no sitemap and no links that look like articles")
    fresh = name or _free_name(source_name(found.url), known)
    own: dict[str, str | bool] = {"user_agent": config.user_agent} if config.user_agent else {}
    if config.allow_private_hosts and any(names_private_host(probe.url) for probe in found.probes):
        own["allow_private_hosts"] = True
    return NewSource(fresh, found, source_table(fresh, found, **own))


async def _discover(url: str, config: CleanConfig, pause_seconds: float) -> Discovery:
    async with Prober(config, pause_seconds) as prober:
        return await discover(url, prober)


def _refuse_known(url: str, file: Path, known: tuple[Source, ...], name: str | None) -> None:
    if name is not None:
        if any(source.name.casefold() == name.casefold() for source in known):
            fail(f"{plain_line(str(file))} has a source called {plain_line(name)} already")
        return
    there = source_of_site(url, known)
    if there is not None:
        fail(
            f"{plain_line(str(file))} has this site already, as {there.name}; "
            "change it there, or add it again with a --name of its own"
        )


def _free_name(name: str, known: tuple[Source, ...]) -> str:
    taken = {source.name.casefold() for source in known}
    numbers = range(2, len(taken) + 3)
    return next(free for free in (name, *(f"{name}-{number}" for number in numbers)) if free.casefold() not in taken)
