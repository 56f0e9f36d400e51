"""What `newsclean sources` prints."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.cli.terminal import print_table, report_warning
from newsclean.errors import ConfigError, StoreError
from newsclean.schedule.clock import local_now
from newsclean.schedule.options import default_state
from newsclean.schedule.turns import Turns
from newsclean.sources.every import next_run
from newsclean.sources.model import Source
from newsclean.sources.options import clean_config
from newsclean.sources.read import SourcesFile

if TYPE_CHECKING:
    from newsclean.crawl.listings.entry import ListingSource
    from newsclean.sources.probe import Probe

_KINDS = {"feeds": "feed", "sitemaps": "sitemap", "fronts": "front", "urls": "page"}


def print_listed(sources: Iterable[Source]) -> None:
    """Each source with where it begins."""
    rows = [[source.name, source.every, _shown(source.store), " ".join(source.starts)] for source in sources]
    print_table(("source", "every", "store", "starts"), rows)


def print_planned(file: SourcesFile, sources: Sequence[Source]) -> None:
    """Each source with what would be crawled, and when next."""
    rows = []
    for source, turn in zip(sources, _turns(file, sources), strict=True):
        _check_surroundings(file, source)
        limits = [f"{source.pages_per_run} pages"] if source.pages_per_run else []
        limits.append(f"{source.time_limit_seconds:g} s")
        rows.append([source.name, _starts(source), source.every, turn, ", ".join(limits), _shown(source.store)])
    print_table(("source", "starts", "every", "next", "limits", "store"), rows)


def _check_surroundings(file: SourcesFile, source: Source) -> None:
    """Raise ConfigError where a crawl of the source could not begin here, for what it names or needs is missing."""
    clean_config(source)
    try:
        if source.redis:
            from newsclean.crawl.shared.server import check_shared  # noqa: PLC0415  an extra

            check_shared(source.redis, source.store)
        if source.render:
            from newsclean.crawl.render.browser import check_rendering  # noqa: PLC0415  an extra

            check_rendering(tuple(source.headers.items()))
    except ConfigError as error:
        raise ConfigError(f"{file.path}: {source.name}: {error}") from None


def _shown(store: str) -> str:
    """A store without the password that a database URL may hold."""
    scheme, mark, rest = store.partition("://")
    login, at, place = rest.rpartition("@")
    return f"{scheme}://{login.partition(':')[0]}@{place}" if mark and at else store


def _starts(source: Source) -> str:
    numbers = {singular: len(getattr(source, key)) for key, singular in _KINDS.items()}
    return ", ".join(f"{number} {name}{'s' if number > 1 else ''}" for name, number in numbers.items() if number)


def _turns(file: SourcesFile, sources: Iterable[Source]) -> Iterator[str]:
    """When a schedule would crawl each source, in local time; from what it wrote down, where it ever ran."""
    now = local_now()
    state = default_state(file.path)
    with ExitStack() as stack:
        turns = _opened(state, stack)
        for source in sources:
            turn = _next_turn(turns, source, now)
            yield "at once" if turn <= now else f"{turn:%Y-%m-%d %H:%M}"


def _opened(state: Path, stack: ExitStack) -> Turns | None:
    if not state.exists():
        return None
    try:
        return stack.enter_context(Turns(state))
    except StoreError as error:
        report_warning(f"{error}; shown is when a new schedule would begin")
        return None


def _next_turn(turns: Turns | None, source: Source, now: datetime) -> datetime:
    return turns.next_turn(source.name, source.every, now) if turns else next_run(source.every, None, now)


def print_probes(probes: Iterable[tuple[str, "Probe"]]) -> None:
    """What each start gave."""
    rows = [[name, probe.url, probe.kind, probe.status, probe.gave] for name, probe in probes]
    print_table(("source", "start", "kind", "status", "gave"), rows)


def check_starts(sources: Iterable[Source], pause_seconds: float) -> bool:
    """Try each start of the sources and print what it gave; whether all were good."""
    probes = asyncio.run(_probes(sources, pause_seconds))
    print_probes(probes)
    return all(probe.is_good for _, probe in probes)


async def _probes(sources: Iterable[Source], pause_seconds: float) -> list[tuple[str, "Probe"]]:
    from newsclean.origin_headers import OriginHeaders, origins_of  # noqa: PLC0415
    from newsclean.sources.probe import Prober  # noqa: PLC0415  feed parsers are slow to load

    found: list[tuple[str, Probe]] = []
    for source in sources:
        headers = OriginHeaders(source.headers, origins_of(source.headers_to or source.starts))
        async with Prober(clean_config(source), pause_seconds, headers) as prober:
            found.extend([(source.name, await prober.probe(listing)) for listing in _listings(source)])
            found.extend([(source.name, await prober.probe_page(url)) for url in source.urls])
    return found


def _listings(source: Source) -> Iterator["ListingSource"]:
    from newsclean.crawl.listings.entry import ListingKind, ListingSource  # noqa: PLC0415
    from newsclean.url_patterns import UrlPatterns  # noqa: PLC0415

    patterns = UrlPatterns(source.only_urls, source.never_urls)
    for kind, urls in (
        (ListingKind.FEED, source.feeds),
        (ListingKind.SITEMAP, source.sitemaps),
        (ListingKind.FRONT, source.fronts),
    ):
        for url in urls:
            yield ListingSource(kind, b"", url, follow_to_original=source.follow_to_original, patterns=patterns)
