"""From a crawl's settings to its part in a shared crawl."""

from typing import Any

from scrapy.crawler import Crawler

from newsclean.crawl.shared.frontier import Frontier
from newsclean.crawl.shared.ledger import SharedLedger
from newsclean.crawl.shared.queue import Lease
from newsclean.crawl.shared.server import check_shared
from newsclean.crawl.shared.worker import Worker

TASKS_PER_REQUEST_OF_A_HOST = 4
"""Tasks of one host in hand for each request that it may be sent at a time: some are being cleaned, some are next."""


def shared_books(crawler: Crawler, store: str, options: dict[str, Any]) -> tuple[SharedLedger, Worker]:
    """The ledger and the worker of a crawl with the setting NEWSCLEAN_REDIS.

    Raises ConfigError where the extra is not installed, or Redis' URL or the store will not do.
    """
    settings = crawler.settings
    url = str(settings["NEWSCLEAN_REDIS"])
    check_shared(url, store)
    lease = Lease(
        seconds=settings.getfloat("NEWSCLEAN_LEASE_SECONDS"),
        tasks_per_host=TASKS_PER_REQUEST_OF_A_HOST * settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        # Who asks for no waiting at all may ask a host from several machines too.
        hosts_have_owners=settings.getbool("AUTOTHROTTLE_ENABLED") or settings.getfloat("DOWNLOAD_DELAY") > 0,
    )
    frontier = Frontier(url, lease)
    ledger = SharedLedger(frontier, store, crawler.stats, **options)
    return ledger, Worker(crawler, frontier, ledger)
