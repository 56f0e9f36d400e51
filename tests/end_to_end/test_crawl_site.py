"""A crawl of the small site over HTTP, its database checked row by row."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fixtures.serve_site import SITE_FOLDER, Site, serve
from newsclean import clean_html
from newsclean.models import CleanRecord, PageKind
from newsclean.store import read_store
from tests.end_to_end.running import run_newsclean

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

TRUTHS = [json.loads(line) for line in (SITE_FOLDER / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
BRIDGE = "/fr/2025/03/04/pont-de-varelles-ferme.html"
OLD_BRIDGE = "/fr/ancien/pont-varelles.html"
GONE = "/fr/2025/03/06/article-disparu.html"
PLAN = "/documents/plan-tramway.pdf"


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl left behind."""

    site: Site
    rows: dict[str, CleanRecord]
    """By the address at which the page was found in the end."""
    stored: int
    printed: str
    exit_code: int


def crawl(folder: Path, site: Site, *sources: str) -> Crawl:
    done = run_newsclean("crawl", *sources, "--allow-private-hosts", folder=folder)
    with read_store(str(folder / "newsclean.db")) as store:
        records = [stored.record for stored in store.records()]
    rows = {record.final_url or record.url or "": record for record in records}
    return Crawl(site, rows, len(records), done.stdout + done.stderr, done.returncode)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """One crawl from the front page, a feed and the sitemap together."""
    with serve() as site:
        home = site.newspaper
        sources = ("--front", f"{home}/", "--feed", f"{home}/rss.xml", "--sitemap", f"{home}/sitemap.xml")
        return crawl(tmp_path_factory.mktemp("whole"), site, *sources)


def test_every_article_is_there_once_and_nothing_else(whole: Crawl) -> None:
    articles = {url for url, record in whole.rows.items() if record.page_kind is not PageKind.CONSENT}
    assert articles == {whole.site.local(truth["url"]) for truth in TRUTHS}
    assert whole.stored == len(whole.rows)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth["key"])
def test_the_row_has_the_article(whole: Crawl, truth: dict[str, Any]) -> None:
    record = whole.rows[whole.site.local(truth["url"])]
    assert record.title is not None
    assert record.title.endswith(truth["title"])  # on loopback no domain tells the site's name in a title
    assert record.language == truth["lang"]
    alone = clean_html((SITE_FOLDER / truth["file"]).read_bytes(), url=record.final_url).text.split("\n")
    kept, article = record.text.split("\n"), truth["body"].split("\n")
    assert kept == [line for line in alone if line in kept]
    # What the crawl knows of other pages may cut more than one page alone shows, and no line of the article.
    assert [line for line in alone if line in article] == [line for line in kept if line in article]
    assert record.published is not None
    published = record.published.date() if isinstance(record.published, datetime) else record.published
    assert published.isoformat() == truth["published"]


def test_a_redirect_is_kept_with_where_it_led(site: Site, tmp_path: Path) -> None:
    result = crawl(tmp_path, site, "--url", f"{site.newspaper}{OLD_BRIDGE}")
    (record,) = result.rows.values()
    assert record.url == f"{site.newspaper}{OLD_BRIDGE}"
    assert record.final_url == f"{site.newspaper}{BRIDGE}"


def test_what_robots_txt_forbids_is_not_asked_for(whole: Crawl) -> None:
    assert "127.0.0.1/robots.txt" in whole.site.requests
    assert not [path for path in whole.site.requests if path.startswith("127.0.0.1/prive/")]


def test_pages_that_could_not_be_had_are_named_and_counted(whole: Crawl) -> None:
    assert f"{GONE}: HTTP 404" in whole.printed
    assert re.search(r"^failed\s+1$", whole.printed, re.MULTILINE)
    assert whole.exit_code == 0
    assert not [url for url in whole.rows if url.endswith((GONE, PLAN))]


def test_a_feed_gives_its_articles(site: Site, tmp_path: Path) -> None:
    result = crawl(tmp_path, site, "--feed", f"{site.newspaper}/atom.xml")
    expected = {t["url"] for t in TRUTHS if t["lang"] != "fr" and "/archives/" not in t["url"]}
    assert set(result.rows) == {site.local(url) for url in expected}
    assert result.exit_code == 0


def test_a_sitemap_gives_its_archive_too(site: Site, tmp_path: Path) -> None:
    result = crawl(tmp_path, site, "--sitemap", f"{site.newspaper}/sitemap.xml")
    assert set(result.rows) == {site.local(truth["url"]) for truth in TRUTHS}


def test_an_aggregator_leads_to_the_originals(site: Site, tmp_path: Path) -> None:
    result = crawl(tmp_path, site, "--front", f"{site.aggregator}/", "--follow-to-original")
    originals = {url: record for url, record in result.rows.items() if url.startswith(site.newspaper)}
    keys = {"incendie-fruitiere-hautebrune", "tramway-orvelle-quais", "orgue-saint-aubert", "ecole-des-essarts"}
    keys |= {"skerrow-ferry-returns", "bergbahn-hochtann"}
    assert {site.local(t["url"]) for t in TRUTHS if t["key"] in keys} <= set(originals)
    assert {record.via for record in originals.values()} <= {
        f"{site.aggregator}/",
        f"{site.aggregator}/depeches/barrage-vide.html",
    }


def test_a_second_crawl_changes_nothing(site: Site, tmp_path: Path) -> None:
    first = crawl(tmp_path, site, "--feed", f"{site.newspaper}/feed.json")
    second = crawl(tmp_path, site, "--feed", f"{site.newspaper}/feed.json")
    assert second.rows == first.rows
    assert second.stored == first.stored > 0
    with read_store(str(tmp_path / "newsclean.db")) as store:
        assert store.counts().versions == first.stored
