"""What is kept in Redis comes back as it was, and nothing else is taken for a task."""

from datetime import UTC, date, datetime

import pytest

from newsclean.crawl.items import Listing
from newsclean.crawl.listings.entry import Entry, ListingKind
from newsclean.crawl.seen.values import PageLink, Validators
from newsclean.crawl.shared.tasks import Task, dumps, host_of, loads, task_name
from newsclean.url_patterns import UrlPatterns

MOMENT = datetime(2024, 5, 6, 8, 1, 2, tzinfo=UTC)
FEED = "https://news.example/feed"
PAGE = PageLink("https://news.example/a", Entry("http://news.example/a?utm_source=rss"), FEED)
LISTING = Listing(ListingKind.SITEMAP, "https://news.example/sitemap.xml", FEED)


@pytest.mark.parametrize(
    "task",
    [
        PAGE,
        PageLink(
            key="https://news.example/b",
            entry=Entry(
                "https://news.example/b", "Título", datetime(2024, 5, 6, 8, 1, 2, tzinfo=UTC), date(2024, 5, 7)
            ),
            source=FEED,
            via="https://other.example/",
            validators=Validators('"tag"', "Mon, 06 May 2024 00:01:00 GMT"),
            was_saved=True,
        ),
        PageLink("k", Entry("https://news.example/c", published=datetime(2024, 5, 6, 8)), FEED),
        LISTING,
        Listing(ListingKind.FRONT, "https://news.example/", FEED, True, 2, UrlPatterns(("/a/*",), ("*/b*",))),
    ],
)
def test_a_task_comes_back_as_it_was(task: Task) -> None:
    assert loads(dumps(task)) == task
    assert task_name(loads(dumps(task))) == task_name(task)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04K\x01.",  # a pickle
        b"{}",
        b'{"task": "page", "key": "a"}',
        dumps(LISTING).replace(b"sitemap", b"script"),
        dumps(LISTING).replace(b'"depth":0', b'"depth":-1'),
        dumps(PAGE).replace(b'"was_saved":false', b'"was_saved":false,"callback":"__init__"'),
        dumps(PAGE).replace(b'"published":null', b'"published":"tomorrow"'),
    ],
)
def test_what_is_no_task_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no task|Invalid isoformat"):
        loads(data)


def test_a_text_that_cannot_be_encoded_is_kept_as_far_as_it_can_be() -> None:
    broken = PageLink("k", Entry("https://news.example/d", "half \ud83d a sign"), FEED)
    loaded = loads(dumps(broken))
    assert isinstance(loaded, PageLink)
    assert loaded.entry.title == "half \ufffd a sign"


def test_names_tell_tasks_apart_and_say_the_host() -> None:
    same_url = Listing(ListingKind.FRONT, PAGE.key, FEED)
    again = Listing(ListingKind.FEED, PAGE.key, FEED)
    assert len({task_name(task) for task in (PAGE, LISTING, same_url, again)}) == 4
    assert host_of(task_name(PAGE)) == "news.example"
    assert host_of(task_name(PageLink("k", Entry("nonsense"), FEED))) == "-"
    assert host_of(task_name(PageLink("k", Entry("http://[broken"), FEED))) == "-"
