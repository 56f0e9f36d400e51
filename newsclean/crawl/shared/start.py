"""From a crawl's settings to its part in a shared crawl."""

from typing import Any

from scrapy.crawler import Crawler

from newsclean.crawl.shared.frontier import Frontier
from newsclean.crawl.shared.ledger import SharedLedger
from newsclean.crawl.shared.queue import Lease
from newsclean.crawl.shared.server import check_shared
from newsclean.crawl.shared.worker import Worker

TASKS_PER_REQUEST = 4
"""Tasks in hand for each request that may be under way at a time: the others are being cleaned, or are next."""
TASKS_PER_REQUEST_OF_A_HOST = 2
"""The same of a host that is asked slowly: it is seldom waited for."""
HOSTS_IN_HAND = 250
"""Hosts that one worker fetches from side by side. At a second between requests that is more than two cores clean."""


def shared_books(crawler: Crawler, store: str, options: dict[str, Any]) -> tuple[SharedLedger, Worker]:
    """The ledger and the worker of a crawl with the setting NEWSCLEAN_REDIS.

    Raises ConfigError where the extra is not installed, or Redis' URL or the store will not do.
    """
    settings = crawler.settings
    url = str(settings["NEWSCLEAN_REDIS"])
    check_shared(url, store)
    # Who asks for no waiting at all may ask a host from several machines too.
    is_slow = settings.getbool("AUTOTHROTTLE_ENABLED") or settings.getfloat("DOWNLOAD_DELAY") > 0
    per_host = TASKS_PER_REQUEST_OF_A_HOST * settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    lease = Lease(
        seconds=settings.getfloat("NEWSCLEAN_LEASE_SECONDS"),
        tasks=HOSTS_IN_HAND * per_host if is_slow else TASKS_PER_REQUEST * settings.getint("CONCURRENT_REQUESTS"),
        tasks_per_host=per_host,
        hosts_have_owners=is_slow,
    )
    frontier = Frontier(url, lease)
    ledger = SharedLedger(frontier, store, crawler.stats, **options)
    return ledger, Worker(crawler, frontier, ledger)
