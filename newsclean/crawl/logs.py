"""Log messages of a crawl."""

from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from twisted.python.failure import Failure


class BriefLogFormatter(LogFormatter):
    """Leaves out what the ledger says itself."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing: a line is made for each response, whether it is shown or not."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> None:  # type: ignore[override]
        """Say nothing: the ledger says what was saved."""

    def dropped(  # type: ignore[override]
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> None:
        """Say nothing: the ledger has said what failed, and why."""
