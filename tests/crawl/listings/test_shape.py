"""What the shape of URLs and link words says, over a table of sites' habits."""

import pytest

from newsclean.crawl.listings.shape import headline_score, is_other_kind, same_site, shares_a_page, url_score

SITE = "https://news.example"

ARTICLE_PATHS = [
    "/2024/05/06/minister-resigns/",
    "/2024/05/minister-resigns-after-vote",
    "/politique/article/2024/05/06/le-ministre-demissionne_6231234_823448.html",
    "/politik/minister-tritt-nach-abstimmung-zurueck-a-1234567.html",
    "/news/world-europe-68912345",
    "/nacional/20240506/dimite-ministro-tras-votacion",
    "/economia/2024-05-06/el-banco-sube-los-tipos.html",
    "/story/the-minister-who-would-not-resign",
    "/a/minister-resigns-vote-parliament",
    "/artikel/123456789",
    "/index.php?option=article&id=1234567",
    "/новости/министр-ушёл-в-отставку",
    "/記事/大臣が辞任を表明しました国会",
    "/%E6%96%B0%E9%97%BB/%E9%83%A8%E9%95%BF%E5%9C%A8%E8%AE%AE%E4%BC%9A%E6%8A%95%E7%A5%A8%E5%90%8E%E8%BE%9E%E8%81%8C",
    "/cultura/la-morte-dell-autore/",
    "/animals/how-we-lost-our-cat/",
    "/2024/05/06/what-is-on-the-front-page/",
    "/category/politics/2024/05/06/minister-resigns-after-the-vote",
]

OTHER_PATHS = [
    "/",
    "",
    "/tag/budget",
    "/tags/minister-of-the-interior/",
    "/category/politics",
    "/author/jane-doe-smith-hall/",
    "/auteur/jean-de-la-fontaine",
    "/page/2",
    "/politics/page/2/",
    "/login",
    "/impressum",
    "/feed",
    "/images/2024/05/06/minister-resigns-after-vote.jpg",
    "/docs/2024/report-of-the-committee.pdf",
    "/rss.xml",
]


@pytest.mark.parametrize("path", ARTICLE_PATHS)
def test_article_urls_score(path: str) -> None:
    assert not is_other_kind(SITE + path)
    assert url_score(SITE + path) >= 0.5


@pytest.mark.parametrize("path", OTHER_PATHS)
def test_other_pages_are_known_by_their_url(path: str) -> None:
    assert is_other_kind(SITE + path)


@pytest.mark.parametrize("path", ["/politics", "/world/europe", "/sport/football/", "/about-us", "/contact-form"])
def test_sections_do_not_score(path: str) -> None:
    assert url_score(SITE + path) == 0


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Minister resigns after the vote in parliament", 1.0),
        ("Rücktritt: Innenminister gibt auf", 1.0),
        ("Le ministre quitte son poste", 1.0),
        ("大臣が辞任を表明、国会で", 0.5),
        ("部长在议会投票后辞职，反对派要求提前选举并成立调查委员会", 1.0),
        ("Minister resigns today", 0.5),
        ("Politics", 0.0),
        ("Sign in", 0.0),
        ("Read more", 0.0),
        ("", 0.0),
        ("12", 0.0),
        ("word " * 100, 0.5),
    ],
)
def test_headlines(text: str, score: float) -> None:
    assert headline_score(text) == score


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("https://www.bbc.co.uk/news", "https://news.bbc.co.uk/", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("https://example.org/", "http://EXAMPLE.org:8080/", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/x", True),
        ("http://localhost:1/", "http://localhost:2/", False),
        ("http://[::1]:1/", "http://[::1]:2/", False),
    ],
)
def test_same_site(url: str, other: str, same: bool) -> None:
    assert same_site(url, other) is same


@pytest.mark.parametrize(
    ("url", "shares"),
    [
        ("https://social.example/sharer?u=https%3A%2F%2Fnews.example%2F2024%2F05%2Fa-b-c-d", True),
        ("https://chat.example/send?text=Read%20this%20news.example/2024", True),
        ("https://other.example/2024/05/06/a-story-of-note?ref=home", False),
    ],
)
def test_shares(url: str, shares: bool) -> None:
    assert shares_a_page(url, "https://news.example/") is shares
