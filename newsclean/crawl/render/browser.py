"""The browser: which one, and how it is started."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError

INSTALL_HINT = "pages are built in a browser with scrapy-playwright: pip install 'newsclean[render]'"
BROWSER_HINT = (
    "no Chromium was found to build pages with; install one (on Debian: apt install chromium), "
    "or say where it is with NEWSCLEAN_CHROMIUM=/path/to/chromium"
)

HANDLER = "newsclean.crawl.render.handler.RenderHandler"

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = (
    "--disable-dev-shm-usage",  # /dev/shm of a container is small
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # else WebRTC goes past the proxy
    "--js-flags=--max-old-space-size=512",  # MB: what one page's scripts may use
)


def check_rendering(headers: tuple[tuple[str, str], ...] = ()) -> None:
    """Raise ConfigError where pages cannot be rendered: no extra, no browser, or headers that it would give away."""
    if find_spec("scrapy_playwright") is None:
        raise ConfigError(INSTALL_HINT)
    find_browser()
    if headers:
        raise ConfigError(
            "render and headers do not go together: a browser that is redirected takes the headers to other hosts"
        )


def find_browser() -> str:
    """Path of the Chromium to use. Raises ConfigError."""
    given = os.environ.get("NEWSCLEAN_CHROMIUM")
    if given:
        if not os.access(given, os.X_OK) or Path(given).is_dir():
            raise ConfigError(f"NEWSCLEAN_CHROMIUM names no program: {given}")
        return given
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise ConfigError(BROWSER_HINT)
    return found


def launch_options(proxy: str) -> dict[str, Any]:
    """How Playwright starts the browser. What belongs to no page has no way past the proxy, nor through it."""
    return {
        "executable_path": find_browser(),
        "headless": True,
        # Chromium's sandbox does not work for root; for all others it is what holds a page that breaks out.
        "chromium_sandbox": os.geteuid() != 0,
        "args": list(_ARGUMENTS),
        "proxy": {"server": proxy},
    }


def render_settings() -> dict[str, Any]:
    """What a crawl that renders changes in Scrapy's settings."""
    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER, "data": None, "file": None, "ftp": None, "s3": None},
        # The browser's own headers: what Scrapy would send hangs on the page as it was served, not as it is built.
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_ABORT_REQUEST": "newsclean.crawl.render.page.is_needless",
    }
