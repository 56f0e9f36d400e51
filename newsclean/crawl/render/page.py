"""What is done with one page in the browser."""

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Page, Request

SETTLE_SECONDS = 5.0
"""How long a loaded page may go on fetching its text. One that never rests, for its ads, is read as it is then."""

_NEEDLESS = frozenset({"image", "media", "font", "texttrack", "eventsource", "manifest", "ping"})
"""Kinds of requests whose answers hold no text of an article."""


def is_needless(request: "Request") -> bool:
    """Whether the browser need not fetch this: what is seen or heard and not read."""
    return request.resource_type in _NEEDLESS


async def settle(page: "Page") -> None:
    """Wait until the page has fetched nothing for half a second, or SETTLE_SECONDS."""
    from playwright.async_api import TimeoutError as PlaywrightTimeout  # noqa: PLC0415  an extra

    try:
        await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1000)
    except PlaywrightTimeout:
        return


async def characters_of(page: "Page") -> int:
    """The length of the page as it is built, measured where the page's own scripts cannot meddle."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    world = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
    measured: dict[str, Any] = await session.send(
        "Runtime.evaluate",
        {
            "expression": "document.documentElement ? document.documentElement.outerHTML.length : 0",
            "contextId": world["executionContextId"],
            "returnByValue": True,
        },
    )
    return int(measured["result"].get("value", 0))


async def in_time(step: Any, seconds: float) -> bool:
    """Whether `step` ended within so many seconds; what it raises is raised."""
    try:
        async with asyncio.timeout(seconds):
            await step
    except TimeoutError:
        return False
    return True
