"""The options of `newsclean corpus`, as they are typed and explained."""

from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.given import language_code
from newsclean.corpus.options import Copies

_WRITTEN_ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
_OTHER_ENDINGS = frozenset({".csv", ".db", ".gz", ".html", ".json", ".tsv", ".txt", ".warc", ".xml", ".zip", ".zst"})
"""A name that ends so is meant for a file, not for a folder."""
_EXECUTORS = ("local", "ray", "slurm")


def _executor(name: str) -> str:
    if name not in _EXECUTORS:
        raise typer.BadParameter(f"one of {', '.join(_EXECUTORS)}")
    return name


def _file_or_folder(output: str | None) -> str | None:
    if output is None or output.endswith(("/", *_WRITTEN_ENDINGS)):
        return output
    if Path(output).suffix.lower() in _OTHER_ENDINGS:
        raise typer.BadParameter(f"records are written as {', '.join(_WRITTEN_ENDINGS)}; a folder may end in a slash")
    return output


Source = Annotated[
    str,
    typer.Argument(metavar="IN", help="File, folder or glob: .warc, .jsonl (.gz, .zst), .parquet; any fsspec URL."),
]
Output = Annotated[
    str | None,
    typer.Argument(
        metavar="OUT",
        callback=_file_or_folder,
        help="File: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; a name without such an ending is a folder.",
    ),
]
TextField = Annotated[str, typer.Option("--text-field", help="Field with the text.")]
HtmlField = Annotated[str | None, typer.Option("--html-field", help="Field with the page, where records hold pages.")]
UrlField = Annotated[str, typer.Option("--url-field", help="Field with the address.")]
DateField = Annotated[
    str, typer.Option("--date-field", help="Field with the date: of a text its publication, of a page its fetch.")
]
TitleField = Annotated[str, typer.Option("--title-field", help="Field with the title.")]
LanguageField = Annotated[str, typer.Option("--language-field", help="Field with the language.")]
IdField = Annotated[str, typer.Option("--id-field", help="Field that names the record.")]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        callback=language_code,
        help="Language of records that do not name theirs, such as fr; saves detecting it.",
    ),
]
FolderFormat = Annotated[
    str, typer.Option("--to", help="Suffix of the files in a folder: .jsonl, .jsonl.gz, .jsonl.zst or .parquet.")
]
OfCopies = Annotated[
    Copies | None, typer.Option("--copies", help="What happens to stories that stood in the archive before.")
]
Removed = Annotated[
    str | None, typer.Option("--removed", metavar="FILE", help="JSONL file for the lines that were cut, with why.")
]
Memory = Annotated[
    str | None,
    typer.Option("--memory", metavar="FILE", help="Site memory: learn all pages first, then clean with it."),
]
Sample = Annotated[
    float, typer.Option("--sample", min=0, max=1, help="Read this share of the records only; always the same ones.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Show what would be cut, and why, and write nothing.")]
Workers = Annotated[
    int,
    typer.Option("--workers", "-w", min=1, max=100_000, show_default="one for each core", help="Tasks at a time."),
]
Executor = Annotated[
    str, typer.Option("--executor", metavar="|".join(_EXECUTORS), callback=_executor, help="Where the tasks run.")
]
ExecutorOptions = Annotated[
    list[str] | None,
    typer.Option("--executor-option", "-o", metavar="NAME=VALUE", help="An option of datatrove's executor."),
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds for one page; then its process is killed.")]
ConfigPath = Annotated[Path | None, typer.Option("--config", "-c", help="TOML file with settings.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
