"""`newsclean clean`: single pages and texts, from the web, from files or from a pipe."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import typer
from rich.console import Console

from newsclean.addresses import split_url
from newsclean.cli import clean_options as option
from newsclean.cli import exit_codes
from newsclean.cli.explain import print_explanation
from newsclean.cli.formats import OutputFormat, as_json, as_markdown, as_object, format_of
from newsclean.cli.given import settings
from newsclean.cli.output import open_output
from newsclean.cli.targets import Given, clean_target, is_url
from newsclean.cli.terminal import console_on, plain, plain_line, report_error, report_note, report_warning
from newsclean.config import CleanConfig
from newsclean.errors import FetchError, InputError, StoreError
from newsclean.memory import SiteMemory
from newsclean.models import CleanRecord, PageKind

_WITHOUT_ARTICLE = frozenset({PageKind.EMPTY, PageKind.CONSENT, PageKind.LISTING})

Cleaned = tuple[str, CleanRecord]
"""A target and its record."""


def clean(
    targets: option.Targets,
    kind: option.Kind = None,
    given_format: option.GivenFormat = None,
    explain: option.Explain = False,
    output: option.Output = None,
    config_path: option.ConfigPath = None,
    memory_path: option.MemoryPath = None,
    url: option.Url = None,
    title: option.Title = None,
    language: option.Language = None,
    max_bytes: option.MaxBytes = None,
    timeout: option.Timeout = None,
    user_agent: option.UserAgent = None,
    allow_private_hosts: option.AllowPrivateHosts = False,
) -> None:
    """Clean pages or texts: keep the article, cut the rest.

    A page that holds no article (a listing, a consent wall) is reported on standard error and its record
    is written; a target that fails is reported too, the others are cleaned, and the exit code is 1.

    Examples:

      newsclean clean https://example.org/news/story.html

      newsclean clean page.html story.txt --format jsonl --output records.jsonl

      newsclean clean story.txt --explain
    """
    output_format = given_format or format_of(output, explain)
    _check_options(targets, explain, output_format, url, title)
    config = settings(
        config_path,
        max_page_bytes=max_bytes,
        fetch_timeout_seconds=timeout,
        user_agent=user_agent,
        allow_private_hosts=allow_private_hosts or None,
    )
    failed: list[str] = []
    with _memory_at(memory_path, config) as memory, open_output(output) as stream:
        cleaned = _clean_all(targets, Given(kind, url, title, language), config, memory, failed.append)
        _write(cleaned, stream, output_format, len(targets), explain)
        if len(failed) == len(targets):
            raise typer.Exit(exit_codes.FAILED)
    if failed:
        raise typer.Exit(exit_codes.FAILED)


def _check_options(
    targets: Sequence[str], explain: bool, output_format: OutputFormat, url: str | None, title: str | None
) -> None:
    if explain and output_format != OutputFormat.TEXT:
        raise typer.BadParameter("only with --format text; the other formats hold `removed`", param_hint="--explain")
    if (url or title) and len(targets) > 1:
        raise typer.BadParameter("only with a single target", param_hint="--url" if url else "--title")
    if url and is_url(targets[0]):
        raise typer.BadParameter("only with a file; this target says its URL", param_hint="--url")
    if url:
        try:
            split_url(url)
        except FetchError as error:
            raise typer.BadParameter(str(error), param_hint="--url") from None


def _clean_all(
    targets: Sequence[str],
    given: Given,
    config: CleanConfig,
    memory: SiteMemory | None,
    on_failure: Callable[[str], None],
) -> Iterator[Cleaned]:
    """Each target's record, as soon as it is there; what fails is reported and passed over."""
    for target in targets:
        try:
            record = clean_target(target, given, config, memory)
        except (FetchError, InputError) as error:
            report_error(f"{plain_line(target) or 'TARGET'}: {error}")
            on_failure(target)
            continue
        if record.page_kind in _WITHOUT_ARTICLE:
            reason = f" ({record.page_reason})" if record.page_reason else ""
            report_note(f"{plain_line(target)}: no article here, page kind {record.page_kind.value}{reason}")
        if memory is not None:
            _teach(memory, record)
        yield target, record


@contextmanager
def _memory_at(place: Path | None, config: CleanConfig) -> Iterator[SiteMemory | None]:
    if place is None:
        yield None
        return
    with SiteMemory.open(place, config) as memory:
        yield memory


def _teach(memory: SiteMemory, record: CleanRecord) -> None:
    """Have the memory learn a record; where it cannot, say so, for the record itself is there."""
    if record.memory is not None and record.memory.problem:
        report_warning(f"{record.memory.problem}; cleaned without it")
        return
    try:
        memory.learn(record)
    except StoreError as error:
        report_warning(f"{error}; nothing was learned")


def _write(cleaned: Iterator[Cleaned], stream: IO[str], output_format: OutputFormat, total: int, explain: bool) -> None:
    console = console_on(stream)
    if output_format == OutputFormat.JSON:
        _write_json(cleaned, stream, total)
        return
    for position, (target, record) in enumerate(cleaned):
        if output_format == OutputFormat.JSONL:
            stream.write(as_json(as_object(target, record), None) + "\n")
        elif output_format == OutputFormat.MARKDOWN:
            stream.write("\n" * (position > 0) + _shown(as_markdown(record), console))
        else:
            if total > 1:
                stream.write("\n" * (position > 0) + f"==> {plain_line(target)} <==\n")
            _write_text(record, stream, console, explain)
        stream.flush()


def _write_json(cleaned: Iterator[Cleaned], stream: IO[str], total: int) -> None:
    """One object for one target, an array for several; nothing where none could be cleaned."""
    objects = [as_object(target, record) for target, record in cleaned]
    if objects:
        stream.write(as_json(objects if total > 1 else objects[0], 2) + "\n")


def _write_text(record: CleanRecord, stream: IO[str], console: Console, explain: bool) -> None:
    if explain:
        print_explanation(record, console)
    elif record.text:
        stream.write(_shown(record.text, console) + "\n")


def _shown(text: str, console: Console) -> str:
    """A text as it is, but on a terminal without what the terminal would obey."""
    return plain(text) if console.is_terminal else text
