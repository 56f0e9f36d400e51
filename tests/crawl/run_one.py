"""One crawl in a process of its own, for the reactor runs once: options from standard input, the report to a file."""

import json
import logging
import sys
from pathlib import Path

from newsclean.crawl.workers.fork_server import begin_loading, preloaded_for


def main() -> None:
    """Crawl, as the command does: its workers import this module again, and need nothing of the crawl."""
    given = json.load(sys.stdin)
    begin_loading(preloaded_for(given["options"].get("memory")))
    from pydantic import TypeAdapter

    from newsclean.crawl.report import CrawlReport
    from newsclean.crawl.run import CrawlOptions, run_crawl

    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    options = TypeAdapter(CrawlOptions).validate_python(given["options"])
    report = run_crawl(options, overrides=given["overrides"])
    Path(given["report"]).write_bytes(TypeAdapter(CrawlReport).dump_json(report))


if __name__ == "__main__":
    main()
