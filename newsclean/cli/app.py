"""`newsclean`: the commands, each imported only when it runs, and what happens when one fails."""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from newsclean.cli import exit_codes
from newsclean.cli.streams import flush_stdout, is_full, prepare_streams, told_unwritten
from newsclean.cli.terminal import fail, plain_line, report_error, report_note, silence_stdout
from newsclean.errors import BusyError, ConfigError, NewscleanError, StoreError
from newsclean.version import __version__

if TYPE_CHECKING:
    from typer._click import Command, Context


class CommandSource(NamedTuple):
    """Where a command is written, and the line that `newsclean --help` shows for it."""

    module: str
    attribute: str
    """A function, or a `typer.Typer` with commands of its own."""
    summary: str
    """The first line of the command's own help."""


COMMANDS = {
    "clean": CommandSource("newsclean.cli.clean", "clean", "Clean pages or texts: keep the article, cut the rest."),
    "crawl": CommandSource("newsclean.cli.crawl", "crawl", "Crawl sources once and store clean records."),
    "schedule": CommandSource("newsclean.cli.schedule", "schedule", "Crawl each source when it is due, until stopped."),
    "runs": CommandSource(
        "newsclean.cli.runs", "runs_app", "Show what crawls did, and whether they were unlike their source's past."
    ),
    "sources": CommandSource(
        "newsclean.cli.sources", "sources_app", "Add a site to a sources file, and see what a file says."
    ),
    "records": CommandSource("newsclean.cli.records", "records_app", "List, show, search and export stored records."),
    "corpus": CommandSource("newsclean.cli.corpus", "corpus", "Clean whole archives: WARC, JSONL, Parquet."),
    "reclean": CommandSource(
        "newsclean.cli.reclean",
        "reclean",
        "Clean stored records again, from their own kept and removed lines, by today's rules and memory.",
    ),
    "memory": CommandSource("newsclean.cli.memory", "memory_app", "Show or forget what is remembered of sites."),
    "evaluate": CommandSource(
        "newsclean.cli.evaluate", "evaluate", "Measure the cleaning on pages whose article is known."
    ),
    "rules": CommandSource("newsclean.cli.rules", "rules", "Show the rules that decide what is cut."),
}


class LazyGroup(TyperGroup):
    """The top-level command: knows its commands by name and imports one when it is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, source in COMMANDS.items():
            self.add_command(TyperCommand(name, help=source.summary))

    def resolve_command(self, ctx: "Context", args: list[str]) -> tuple[str | None, "Command | None", list[str]]:
        """Put the command itself in the place of the summary that `--help` lists."""
        if args[0] in COMMANDS:
            return args[0], load_command(args[0]), args[1:]
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run the command line; what is wrong with it is said in a line, as every other fault is."""
        try:
            code = super().main(*args, **{**settings, "standalone_mode": False})
        except TyperException as error:
            _report_usage(error)
            code = exit_codes.USAGE
        except OSError as error:
            if not is_full(error):
                raise
            code = told_unwritten(error)
        raise SystemExit(code or exit_codes.OK)

    def invoke(self, ctx: "Context") -> Any:
        """Run a command; whatever it raises becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except NewscleanError as error:
            fail(str(error), _exit_code(error))
        except BrokenPipeError:
            silence_stdout()
            raise typer.Exit(exit_codes.BROKEN_PIPE) from None
        except (typer.Exit, typer.Abort, TyperException):
            raise
        except Exception as error:
            if ctx.params.get("debug") or is_full(error):
                raise
            report_error(f"newsclean failed unexpectedly: {type(error).__name__}: {error}")
            fail("run `newsclean --debug …` for the traceback", exit_codes.INTERNAL)


def _report_usage(error: TyperException) -> None:
    message = error.format_message().replace(_FAULT_OF_A_VALUE, "")
    context: Context | None = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # it has shown the help
        return
    report_error(plain_line(message))
    if context is not None:
        report_note(f"`{context.command_path} --help` says more")


def _exit_code(error: NewscleanError) -> int:
    if isinstance(error, ConfigError):
        return exit_codes.CONFIG
    if isinstance(error, StoreError):
        return exit_codes.STORE
    if isinstance(error, BusyError):
        return exit_codes.BUSY
    return exit_codes.FAILED


def load_command(name: str) -> "Command":
    """Import the command `name` of `COMMANDS` and build it."""
    source = COMMANDS[name]
    target = getattr(import_module(source.module), source.attribute)
    if not isinstance(target, typer.Typer):
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(name)(target)
        target = single
    command: Command = typer.main.get_command(target)
    command.name = name
    return command


_FAULT_OF_A_VALUE = "Value error, "
"""What pydantic begins its messages with, of which Typer makes its own."""

app = typer.Typer(cls=LazyGroup, no_args_is_help=True, pretty_exceptions_enable=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


@app.callback()
def newsclean(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected failure.")] = False,
) -> None:
    """Crawl news pages, cut what is not the article, say why for every line, and save clean records.

    Example:

      newsclean clean page.html --explain
    """


def main() -> None:
    """The console script. Leaves by `SystemExit` with a code of `exit_codes`."""
    prepare_streams()
    try:
        app(prog_name="newsclean")
    except KeyboardInterrupt:
        raise SystemExit(exit_codes.INTERRUPTED) from None
    except SystemExit:
        flush_stdout()
        raise
