"""Scrapy's settings. What belongs to newsclean begins with NEWSCLEAN_; docs/crawling.md explains each."""

from importlib.util import find_spec

from newsclean.config import CleanConfig
from newsclean.version import USER_AGENT as OWN_USER_AGENT

_CONFIG = CleanConfig()

BOT_NAME = "newsclean"
# In a wheel the spiders are newsclean's own; in a checkout they stand at its top.
SPIDER_MODULES = ["newsclean.spiders" if find_spec("newsclean.spiders") else "spiders"]

# Manners: who asks, what may be asked, how fast.
USER_AGENT = OWN_USER_AGENT
ROBOTSTXT_OBEY = True
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0  # a host has one request at a time to answer, on average
DOWNLOAD_DELAY_JITTER = 0  # a delay is the least time between two requests, not the mean
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 4
COOKIES_ENABLED = False
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1"}

# Limits: no answer may be endless, in size, in time or in redirects.
DOWNLOAD_TIMEOUT = _CONFIG.fetch_timeout_seconds  # for a whole answer, so that one that drips ends too
DOWNLOAD_MAXSIZE = _CONFIG.max_page_bytes
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True  # else anybody on the way could put words into a page
REDIRECT_MAX_TIMES = _CONFIG.max_redirects
METAREFRESH_MAXDELAY = 10
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the ledger says what failed, once and with the reason
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 4096
MEMUSAGE_WARNING_MB = 2048
# Pages in hand, downloaded and not yet saved: beyond this, nothing more is fetched until some are done.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000

# Where a crawl may go: http and https, and public addresses only.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "newsclean.crawl.resolver.PublicAddressResolver"
HTTPPROXY_ENABLED = False  # a proxy would resolve names itself, out of the resolver's sight
NEWSCLEAN_ALLOW_PRIVATE_HOSTS = False
NEWSCLEAN_PRIVATE_STARTS: list[str] = []

# Nothing listens, nothing is sent anywhere.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
REACTOR_THREADPOOL_MAXSIZE = 20  # names are resolved there

LOG_LEVEL = "INFO"
LOG_FORMATTER = "newsclean.crawl.logs.BriefLogFormatter"

# Pages are fetched in the order of their listing, the newest first as a rule.
SCHEDULER_PRIORITY_QUEUE = "newsclean.crawl.queue.FairQueue"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
# The ledger claims every page and listing once, by its canonical URL; requests themselves are all sent.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# A page yields one item. Scrapy makes so many tasks for each response, and a hundred of them cost more than the page.
CONCURRENT_ITEMS = 1
ADDONS = {"newsclean.crawl.render.addon.RenderAddon": 0}
EXTENSIONS = {"newsclean.crawl.resources.CrawlResources": 0, "newsclean.crawl.recorder.RunRecorder": 10}
DOWNLOADER_MIDDLEWARES = {
    # Each costs every page some time in the one process that fetches; these have nothing to do here.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsclean.crawl.middlewares.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsclean.crawl.middlewares.RedirectMiddleware": 600,
    "newsclean.crawl.middlewares.AddressMiddleware": 90,  # before a robots.txt is asked for
    "newsclean.crawl.headers.SourceHeadersMiddleware": 390,  # before the headers that every request gets
    "newsclean.crawl.robots.UnreadableRobotsMiddleware": 110,  # right behind Scrapy's for robots.txt
    "newsclean.crawl.middlewares.StopMiddleware": 950,  # after it was
    "newsclean.crawl.politeness.PolitenessMiddleware": 960,  # what passes it is sent
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # listings leave out what is too long
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {"newsclean.crawl.pipelines.CleanPipeline": 100, "newsclean.crawl.pipelines.StorePipeline": 200}

NEWSCLEAN_STORE = "newsclean.db"
NEWSCLEAN_MEMORY = None  # path of a memory of sites, made where there is none
NEWSCLEAN_CONFIG = None  # a CleanConfig, or the path of a TOML file with one
NEWSCLEAN_CLEANER = "newsclean.pipeline.clean_page"
NEWSCLEAN_CLEAN_TIMEOUT_SECONDS = 20.0
NEWSCLEAN_WORKERS = 0  # as many as there are cores
NEWSCLEAN_PAGES_PER_WORKER = 1000
NEWSCLEAN_PAGE_LIMIT = 0  # none
NEWSCLEAN_LANGUAGE = None
NEWSCLEAN_AGAIN = False
NEWSCLEAN_SOURCE = None  # the source's name in sources.toml
NEWSCLEAN_ONLY_URLS: list[str] = []  # patterns, one of which a found page must match
NEWSCLEAN_NEVER_URLS: list[str] = []  # patterns, none of which it may match
NEWSCLEAN_HEADERS: dict[str, str] = {}
NEWSCLEAN_HEADERS_TO: list[str] = []  # URLs whose origins the headers are sent to, and to no other
NEWSCLEAN_DAILY_REQUESTS_PER_HOST = 0  # no cap
NEWSCLEAN_MAX_CRAWL_DELAY_SECONDS = 60.0  # a robots.txt that asks for more gets so much
NEWSCLEAN_MAX_RETRY_AFTER_SECONDS = 60.0  # a host that asks for more is left to a later crawl
NEWSCLEAN_OBEY_ROBOTS_TAGS = False
NEWSCLEAN_RENDER = False
NEWSCLEAN_RENDER_PAGES = 4  # built in the browser at a time
NEWSCLEAN_REDIS = None  # a Redis URL
NEWSCLEAN_LEASE_SECONDS = 60.0  # a worker that gives no sign of life for so long has lost its pages to the others
NEWSCLEAN_ALARMS = None  # an AlarmSettings, or the JSON of one
NEWSCLEAN_RUNS_KEPT_DAYS = 90  # 0: runs are not recorded
