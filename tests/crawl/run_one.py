"""One crawl in a process of its own, for the reactor runs once: options from standard input, the report to a file."""

import json
import logging
import sys
from pathlib import Path

from pydantic import TypeAdapter

from newsclean.crawl.report import CrawlReport
from newsclean.crawl.run import CrawlOptions, run_crawl

if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    given = json.load(sys.stdin)
    options = TypeAdapter(CrawlOptions).validate_python(given["options"])
    report = run_crawl(options, overrides=given["overrides"])
    Path(given["report"]).write_bytes(TypeAdapter(CrawlReport).dump_json(report))
