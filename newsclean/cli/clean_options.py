"""The options of `newsclean clean`, as they are typed and explained."""

from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.formats import OutputFormat
from newsclean.cli.given import language_code
from newsclean.cli.targets import TargetKind

Targets = Annotated[list[str], typer.Argument(metavar="TARGET", help="URLs, files, or - for standard input.")]
Kind = Annotated[TargetKind | None, typer.Option("--as", help="What the targets hold; else told from what is in them.")]
GivenFormat = Annotated[
    OutputFormat | None,
    typer.Option(
        "--format", "-f", help="How records are written.", show_default="by the ending of --output, else text"
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show the whole text with what was cut, and why.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, whole or not at all.")]
ConfigPath = Annotated[Path | None, typer.Option("--config", "-c", help="TOML file with settings.")]
MemoryPath = Annotated[
    Path | None,
    typer.Option("--memory", "-m", help="File of a memory of sites, to ask and to teach; made if need be."),
]
Url = Annotated[str | None, typer.Option("--url", help="Where a file's page came from.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of a text.")]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", callback=language_code, help="Language of the texts, such as fr."),
]
MaxBytes = Annotated[int | None, typer.Option("--max-bytes", min=1, help="Refuse larger pages and files.")]
Timeout = Annotated[
    float | None, typer.Option("--timeout", min=0.001, help="Seconds for one fetch, redirects and all.")
]
UserAgent = Annotated[str | None, typer.Option("--user-agent", help="Who asks, as servers see it.")]
AllowPrivateHosts = Annotated[
    bool, typer.Option("--allow-private-hosts", help="Fetch from this machine and private networks too.")
]
