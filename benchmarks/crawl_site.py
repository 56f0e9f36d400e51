"""A news site for the benchmark of crawls: pages of ordinary weight, served by a process of its own at little cost.

    python -m benchmarks.crawl_site PAGES

Prints the port, and serves until its standard input is closed.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.generated import PHRASES, TAIL, paragraph

KINDS = 60
"""Pages differ in their title, their number and these many bodies; making each anew would cost more than serving it."""
PARAGRAPHS = (12, 60)
LINKS = 180
SCRIPT_BYTES = 140_000
STYLE_BYTES = 25_000
MARK = b"@@@"
"""Stands where a page's own number goes."""


def page_template(kind: int) -> bytes:
    """A page of some 270 kB, the mean of newspapers: most of it scripts, styles, menus and links to other stories."""
    random = Random(kind)
    title = paragraph(random).partition(",")[0]
    body = "".join(f"<p>{paragraph(random)} ({MARK.decode()})</p>" for _ in range(random.randint(*PARAGRAPHS)))
    facts = {"@type": "NewsArticle", "headline": title, "datePublished": "2025-03-04T10:00:00+01:00"}
    boxes = "".join(_teaser(random, number) for number in range(LINKS))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}, {MARK.decode()} - The Lennick Courier</title><style>{_style(random)}</style>"
        f'<script type="application/ld+json">{json.dumps(facts)}</script><script>{_script(random)}</script></head>'
        f"<body>{_menu()}<main><article><h1>{title}, {MARK.decode()}</h1>"
        f'<p class="byline">By Ada Stein</p>{body}<p>{TAIL[0]}</p></article>'
        f'<aside class="related"><h2>Related</h2>{boxes}</aside></main>'
        f"<footer><p>{TAIL[1]}</p><p>{TAIL[2]}</p>{_menu()}</footer></body></html>"
    ).encode()


def _menu() -> str:
    sections = [f'<li class="menu__item"><a href="/section/{word}">{word}</a></li>' for word in PHRASES["en"].who * 5]
    return f'<nav><ul class="menu">{"".join(sections)}</ul></nav>'


def _teaser(random: Random, number: int) -> str:
    headline = paragraph(random).partition(",")[0]
    return (
        f'<div class="card card--small" data-track="teaser-{number}"><a class="card__link" href="/news/{number}">'
        f'<picture><source srcset="/img/{number}-300.webp 300w, /img/{number}-600.webp 600w"><img alt="" '
        f'src="/img/{number}.jpg" loading="lazy"></picture><h3 class="card__title">{headline}</h3></a>'
        f'<span class="card__meta">{random.randint(1, 59)} minutes ago</span></div>'
    )


def _script(random: Random) -> str:
    line = "window.__state.push({{id:{0},kind:'teaser',seen:false,position:{0}}});"
    return "".join(line.format(random.randint(1, 99_999)) for _ in range(SCRIPT_BYTES // 64))


def _style(random: Random) -> str:
    line = ".card--{0}{{margin:0 0 {0}px;padding:4px;display:flex}}"
    return "".join(line.format(random.randint(1, 999)) for _ in range(STYLE_BYTES // 52))


def page(templates: Sequence[bytes], number: int) -> bytes:
    """Page `number` of the site."""
    return templates[number % len(templates)].replace(MARK, str(number).encode())


def listing(pages: int, base: str) -> bytes:
    """A sitemap with all pages."""
    urls = "".join(f"<url><loc>{base}/news/story-number-{number}</loc></url>" for number in range(pages))
    return f"<urlset>{urls}</urlset>".encode()


class _Connection(asyncio.Protocol):
    def __init__(self, templates: Sequence[bytes], pages: int) -> None:
        self._templates, self._pages = templates, pages
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1].decode()
        if self._transport is None:
            return
        head = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n"
        if path.startswith("/news/story-number-"):
            kind, body = "text/html; charset=utf-8", page(self._templates, int(path.rpartition("-")[2]))
        elif path == "/sitemap.xml":
            host, port = self._transport.get_extra_info("sockname")
            kind, body = "application/xml", listing(self._pages, f"http://{host}:{port}")
        else:
            kind, body = "text/plain", b""
        self._transport.writelines([head.format(kind, len(body)).encode(), body])


async def _serve(pages: int) -> None:
    templates = [page_template(kind) for kind in range(KINDS)]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(templates, pages), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The URL of the site, served until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crawl_site", str(pages)],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.communicate()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
