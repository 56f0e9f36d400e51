"""A source added to a file, of which nothing else is touched."""

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean.crawl.listings.entry import Entry, Read
from newsclean.errors import ConfigError, StoreError
from newsclean.models import Page
from newsclean.sources import read_sources
from newsclean.sources.append import append_source, known_sources, source_name, source_of_site, source_table
from newsclean.sources.discover import ARCHIVE_SITEMAPS, Discovery
from newsclean.sources.probe import Probe

URL = "https://lake.example/"
FEED = Probe(f"{URL}rss", "feed", "ok", Read(entries=(Entry(f"{URL}a"), Entry(f"{URL}b"))), Page(html=b""))
ARCHIVE = Probe(
    f"{URL}sitemap.xml",
    "sitemap",
    "ok",
    Read(listings=tuple(f"{URL}{number}.xml" for number in range(ARCHIVE_SITEMAPS + 1))),
    Page(html=b""),
)
TABLE = source_table("lake", Discovery(URL, feeds=(FEED,)))
OLD = '# ours\n\n[[source]]  # the harbour\nname = "harbour"\nfeeds = [ "https://harbour.example/rss" ]'


def test_what_is_there_stays_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(OLD, encoding="utf-8")
    append_source(file, TABLE)
    text = file.read_text(encoding="utf-8")
    assert text == f"{OLD}\n\n{TABLE}"
    assert [source.name for source in read_sources(file).sources] == ["harbour", "lake"]
    assert [path.name for path in tmp_path.iterdir()] == ["sources.toml"]


def test_a_file_from_windows_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    before = b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode()
    file.write_bytes(before)
    append_source(file, TABLE)
    after = file.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n")
    assert len(read_sources(file).sources) == 2


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    append_source(file, TABLE)
    (source,) = read_sources(file).sources
    assert (source.name, source.every, source.feeds) == ("lake", "1d", (f"{URL}rss",))
    assert file.stat().st_mode & 0o400


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights, and links need one")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(OLD, encoding="utf-8")
    real.chmod(0o600)  # for there may be secrets in it
    link = tmp_path / "sources.toml"
    link.symlink_to(real)
    append_source(link, TABLE)
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert len(read_sources(real).sources) == 2


def test_an_archive_is_left_to_be_decided_on(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    append_source(file, source_table("lake", Discovery(URL, feeds=(FEED,), sitemaps=(ARCHIVE,))))
    assert read_sources(file).sources[0].sitemaps == ()
    assert f'  # "{URL}sitemap.xml",  # an archive, 11 sitemaps;' in file.read_text()
    file.write_text(file.read_text().replace('  # "', '  "'), encoding="utf-8")
    assert read_sources(file).sources[0].sitemaps == (f"{URL}sitemap.xml",)


def test_an_archive_alone_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    append_source(file, source_table("lake", Discovery(URL, sitemaps=(ARCHIVE,))))
    assert read_sources(file).sources[0].starts == (f"{URL}sitemap.xml",)


@pytest.mark.parametrize("url", [f'{URL}"quoted"', f"{URL}back\\slash", f"{URL}\x7f", f"{URL}\U0001f30a", f"{URL}#a'b"])
def test_a_url_cannot_break_out_of_its_place(tmp_path: Path, url: str) -> None:
    file = tmp_path / "sources.toml"
    append_source(file, source_table("lake", Discovery(URL, feeds=(replace(FEED, url=url),))))
    (source,) = read_sources(file).sources
    assert source.feeds == (url.partition("#")[0],)


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ('source = [ { name = "a", feeds = ["https://a.example/"] } ]\n', "with the source added"),
        ('[[source]]\nname = "lake"\nfeeds = ["https://a.example/"]\n', '"lake" is the name of an earlier source'),
    ],
)
def test_a_file_that_would_be_wrong_then_is_left_as_it_is(tmp_path: Path, before: str, message: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        append_source(file, TABLE)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="no permission"):
        append_source(tmp_path / "sources.toml", TABLE)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        append_source(tmp_path / "no" / "sources.toml", TABLE)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.lake.example/news", "lake.example"),
        ("http://lake.example:80/", "lake.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1-8000"),
        ("http://[::1]:8000/", "1-8000"),
        (f"https://{'x' * 60}.{'y' * 60}.example/", f"{'x' * 60}.{'y' * 60}.example"[-64:]),
    ],
)
def test_a_source_is_named_after_its_host(tmp_path: Path, url: str, name: str) -> None:
    assert source_name(url) == name
    file = tmp_path / "sources.toml"
    append_source(file, source_table(source_name(url), Discovery(URL, feeds=(FEED,))))
    assert read_sources(file).source(name)


def test_a_site_is_known_by_its_domain(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    assert known_sources(file) == ()
    file.write_text(OLD.replace("harbour.example", "news.example.org"), encoding="utf-8")
    known = known_sources(file)
    found = source_of_site("https://www.example.org/sport", known)
    assert found is not None
    assert found.name == "harbour"
    assert source_of_site("https://example.com/", known) is None
