"""The options of `newsclean crawl`, as they are typed and explained."""

from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.crawl_given import REDIS_VARIABLE
from newsclean.cli.given import language_code
from newsclean.cli.record_options import DEFAULT_STORE

Sources = Annotated[
    Path | None, typer.Argument(metavar="SOURCES", help="Sources file, see docs/sources.md.", show_default=False)
]
Names = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Crawl this source of the file only; may be given several times."),
]
Feeds = Annotated[
    list[str] | None, typer.Option("--feed", metavar="URL", help="RSS, Atom or JSON feed; may be given several times.")
]
Sitemaps = Annotated[
    list[str] | None,
    typer.Option("--sitemap", metavar="URL", help="Sitemap, index of sitemaps, or a robots.txt that names some."),
]
Fronts = Annotated[
    list[str] | None,
    typer.Option("--front", metavar="URL", help="Front, section or aggregator page with links to articles."),
]
Urls = Annotated[list[str] | None, typer.Option("--url", metavar="URL", help="A page itself.")]
UrlFile = Annotated[Path | None, typer.Option("--url-file", help="File with the URL of a page on each line.")]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        help="Where records go: a .db, .jsonl or .parquet file, or a database URL.",
        show_default=DEFAULT_STORE,
    ),
]
Memory = Annotated[
    Path | None,
    typer.Option("--memory", "-m", help="File of the memory of sites.", show_default="beside the store"),
]
NoMemory = Annotated[bool, typer.Option("--no-memory", help="Judge each page by itself, and remember nothing.")]
ConfigPath = Annotated[
    Path | None, typer.Option("--config", "-c", help="TOML file with settings, see docs/configuration.md.")
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help="Fetch at most so many pages; the next crawl goes on."),
]
TimeLimit = Annotated[
    float | None,
    typer.Option("--time-limit", metavar="SECONDS", help="Stop after so long; the next crawl goes on."),
]
FollowToOriginal = Annotated[
    bool, typer.Option("--follow-to-original", help="Follow an aggregator's teasers to the originals.")
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        callback=language_code,
        help="Language of pages that do not declare one, such as fr.",
    ),
]
UserAgent = Annotated[str | None, typer.Option("--user-agent", help="Who asks, as servers see it.")]
Delay = Annotated[
    float | None,
    typer.Option("--delay", min=0, help="Least seconds between requests to a host; 0: never wait."),
]
AllowPrivateHosts = Annotated[
    bool, typer.Option("--allow-private-hosts", help="Fetch from this machine and private networks too.")
]
Render = Annotated[
    bool, typer.Option("--render", help="Let a browser build the pages before they are read; see docs/render.md.")
]
Redis = Annotated[
    str | None,
    typer.Option(
        "--redis",
        metavar="URL",
        envvar=REDIS_VARIABLE,
        help="Redis server by which several workers share the crawl; see docs/scaling.md.",
        show_default=False,
    ),
]
Again = Annotated[bool, typer.Option("--again", help="Fetch pages although an earlier crawl has seen them.")]
MetricsFile = Annotated[
    Path | None,
    typer.Option("--metrics-file", help="Write what runs did to this file, in the format of Prometheus."),
]
AlarmWebhook = Annotated[
    str | None, typer.Option("--alarm-webhook", metavar="URL", help="Post there when a run is unlike those before.")
]
AlarmCommand = Annotated[
    str | None,
    typer.Option("--alarm-command", metavar="COMMAND", help="Run this then, with the run as JSON on its input."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
SourcesOnStdin = Annotated[bool, typer.Option("--sources-on-stdin", hidden=True)]
