"""Sources files as they are read."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.errors import ConfigError
from newsclean.models import Label
from newsclean.runs.settings import AlarmCheck
from newsclean.sources import crawl_options, read_sources

HEAVY = ("scrapy", "twisted", "sqlalchemy", "typer", "rich", "apscheduler")
GOOD = """
[defaults]
every = "30m"
store = "news.jsonl"
memory = false
delay_seconds = 2
labels_off = ["byline"]
headers = { Accept-Language = "en", X-Team = "desk" }
phrases = { promo = ["The Harbour Times is"] }

[defaults.alarms]
webhook = "https://alarm.example/hook?token=t"
tolerance = { cut_share = 0.3 }

[[source]]
name = "harbour"
feeds = ["https://harbour.example/rss.xml#top"]

[[source]]
name = "lake"
sitemaps = ["https://lake.example/robots.txt"]
fronts = ["https://lake.example/"]
urls = ["https://lake.example/about"]
every = "0 6 * * mon-fri"
store = "postgresql+psycopg://me@db.example/news"
memory = "lake.memory.db"
language = "FR"
labels_off = []
phrases = { promo = ["Le Lac"], tags = ["Mots"] }
headers = { x-team = "lake", Authorization = "Bearer secret" }
headers_to = ["https://www.lake.example/"]
only_urls = ["/articles/*"]
never_urls = ["*/live/*"]
follow_to_original = true
pages_per_run = 50
time_limit_seconds = 600
delay_seconds = 0
host_concurrency = 2
daily_requests_per_host = 1000
obey_robots_tags = true
user_agent = "desk/1 (desk@lake.example)"
redis = "redis://127.0.0.1/3"

[source.alarms]
enabled = false
command = ["mail", "-s", "alarm"]
tolerance = { quiet = 3 }
"""


def _read(folder: Path, text: str) -> str:
    """What is said of a file that is wrong, a line a fault, without the file's path."""
    file = folder / "sources.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_sources(file)
    return str(caught.value).replace(f"{file}", "sources.toml")


def _source(line: str, name: str = "a") -> str:
    return f'[[source]]\nname = "{name}"\nfeeds = ["https://a.example/rss"]\n{line}\n'


def test_defaults_hold_for_what_a_source_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(GOOD, encoding="utf-8")
    harbour, lake = read_sources(file).sources
    assert (harbour.every, lake.every) == ("30m", "0 6 * * mon-fri")
    assert harbour.starts == ("https://harbour.example/rss.xml",)
    assert harbour.store == str(tmp_path / "news.jsonl")
    assert lake.store == "postgresql+psycopg://me@db.example/news"
    assert harbour.memory is False
    assert lake.memory == str(tmp_path / "lake.memory.db")
    assert lake.language == "fr"
    assert (harbour.labels_off, lake.labels_off) == (frozenset({Label.BYLINE}), frozenset())


def test_tables_are_joined_key_by_key(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(GOOD, encoding="utf-8")
    harbour, lake = read_sources(file).sources
    assert harbour.headers == {"Accept-Language": "en", "X-Team": "desk"}
    assert lake.headers == {"Accept-Language": "en", "x-team": "lake", "Authorization": "Bearer secret"}
    assert lake.phrases == {Label.PROMO: ("The Harbour Times is", "Le Lac"), Label.TAGS: ("Mots",)}
    assert lake.alarms.webhook == harbour.alarms.webhook == "https://alarm.example/hook?token=t"
    assert lake.alarms.tolerance == {AlarmCheck.CUT_SHARE: 0.3, AlarmCheck.QUIET: 3}
    assert (harbour.alarms.enabled, lake.alarms.enabled) == (True, False)


def test_a_source_becomes_the_options_of_its_crawl(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    (tmp_path / "clean.toml").write_text('labels_off = ["tags"]\ncut_score = 0.7\n[phrases]\nad = ["Buy"]\n')
    file.write_text(GOOD.replace("follow_to_original", 'config = "clean.toml"\nfollow_to_original'), encoding="utf-8")
    harbour, lake = map(crawl_options, read_sources(file).sources)
    assert (harbour.source, harbour.memory, harbour.delay_seconds) == ("harbour", None, 2)
    assert harbour.time_limit_seconds == 3600
    assert lake.config.labels_off == frozenset()
    assert lake.config.cut_score == 0.7
    assert set(lake.config.phrases) == {Label.AD, Label.PROMO, Label.TAGS}
    assert lake.config.user_agent == "desk/1 (desk@lake.example)"
    assert not lake.config.allow_private_hosts
    assert lake.headers_to == ("https://www.lake.example",)
    assert (lake.only_urls, lake.never_urls) == (("/articles/*",), ("*/live/*",))
    assert (lake.page_limit, lake.time_limit_seconds, lake.delay_seconds) == (50, 600, 0)
    assert (lake.host_concurrency, lake.daily_requests_per_host) == (2, 1000)
    assert (lake.redis, lake.obey_robots_tags, lake.follow_to_original) == (
        "redis://127.0.0.1/3",
        True,
        True,
    )


def test_a_memory_lies_beside_the_store(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(_source('store = "deep/news.db"'), encoding="utf-8")
    options = crawl_options(read_sources(file).sources[0])
    assert options.memory == str(tmp_path / "deep" / "news.db.memory.db")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("delay = 2", '4: unknown key "delay" (did you mean "delay_seconds"?)'),
        ('evry = "1d"', '4: unknown key "evry" (did you mean "every"?)'),
        ('every = "sometimes"', "4: source[1].every: "),
        ('store = "news.doc"', "4: source[1].store: no store is called 'news.doc'"),
        ('store = "mysql://u:secret@h/d"', "4: source[1].store: no store is called mysql://…"),
        ('store = "a\\u0000.db"', "4: source[1].store: a path is not empty"),
        ('memory = ""', "a path is not empty"),
        ('language = "klingon"', '4: source[1].language: "klingon" is no language'),
        ('labels_off = ["bylin"]', '4: unknown value "bylin" in source[1].labels_off[1] (did you mean "byline"?)'),
        ('phrases = { advert = ["Buy"] }', '4: unknown key "advert" in phrases'),
        ('phrases = { ad = [""] }', "4: source[1].phrases.ad[1]: "),
        ("pages_per_run = 0", "4: source[1].pages_per_run: "),
        ('pages_per_run = "9"', "4: source[1].pages_per_run: input should be a valid integer"),
        ("time_limit_seconds = inf", "4: source[1].time_limit_seconds: "),
        ("delay_seconds = -1", "4: source[1].delay_seconds: "),
        ("host_concurrency = 0", "4: source[1].host_concurrency: "),
        ('user_agent = "b\u00f6t"', "4: source[1].user_agent: a user agent is made of"),
        ('only_urls = ["news/*"]', "4: source[1].only_urls[1]: 'news/*': a pattern begins with"),
        ('never_urls = ["/a", "/a b"]', "4: source[1].never_urls[2]: "),
        ('urls = ["file:///etc/passwd"]', "4: source[1].urls[1]: only http and https URLs can be fetched"),
        ('urls = ["https://me:secret@a.example/"]', "4: source[1].urls[1]: no names and passwords in URLs"),
        ('headers_to = ["https://a.example/path"]', "4: source[1].headers_to[1]: a host is given without a path"),
        ('redis = "http://127.0.0.1"', "4: source[1].redis: the URL of a Redis server begins with"),
        ("alarms = { webhook = 'ftp://a' }", "4: source[1].alarms.webhook: no http or https URL"),
        (
            "alarms = { tolerance = { cutshare = 1 } }",
            'unknown key "cutshare" in tolerance (did you mean "cut_share"?)',
        ),
        ("alarms = { command = [''] }", "4: source[1].alarms.command[1]: "),
        ("headers = { 'X y' = 'a' }", "4: source[1].headers.X y: no name of a header"),
        ("headers = { Host = 'a' }", "4: source[1].headers.Host: the crawl sets this header itself"),
        ("headers = { user-agent = 'a' }", "has a key of its own: user_agent"),
        ("headers = { X-A = 'a', x-a = 'b' }", "4: source[1].headers.x-a: given twice"),
        ("headers = { X-A = '\u4e2d' }", "4: source[1].headers.X-A: "),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    said = _read(tmp_path, _source(line))
    assert message in said
    assert "Traceback" not in said


@pytest.mark.parametrize("line_break", ["\\n", "\\r", "\\r\\n", "\\u0000"])
def test_a_header_with_a_line_break_is_refused_without_showing_it(tmp_path: Path, line_break: str) -> None:
    said = _read(tmp_path, _source(f'headers = {{ X-Key = "secret{line_break}Set-Cookie: a=b" }}'))
    assert said.startswith("sources.toml:4: source[1].headers.X-Key: the value of a header has ")
    assert "secret" not in said


def test_a_table_that_stands_there_twice_is_named(tmp_path: Path) -> None:
    said = _read(tmp_path, "[defaults]\n\n" + _source("") + "\n[defaults]\nevery = '1d'\n")
    assert said.startswith("sources.toml:")
    assert "[defaults] stands here a second time; put its lines under the first one" in said


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    said = _read(tmp_path, _source("") + _source("", "b") + _source("", "B") + _source("", "a"))
    assert said.splitlines() == [
        'sources.toml:10: source[3].name: "B" is the name of an earlier source',
        'sources.toml:14: source[4].name: "a" is the name of an earlier source',
    ]


@pytest.mark.parametrize("name", ["", "-a", ".a", "a/b", "a b", "..", "a\\n", "\u00e4", "x" * 65])
def test_a_name_that_could_be_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    assert "sources.toml:2: source[1].name: a name has at most 64" in _read(tmp_path, _source("", name))


def test_a_source_without_a_start_is_refused(tmp_path: Path) -> None:
    said = _read(tmp_path, '\n[[source]]\nname = "a"\nlanguage = "fr"\n')
    assert said == 'sources.toml:2: source[1]: "a" has no start; give at least one of feeds, sitemaps, fronts, urls'


def test_a_source_without_a_name_is_refused(tmp_path: Path) -> None:
    assert _read(tmp_path, '[[source]]\nfeeds = ["https://a.example/"]\n') == 'sources.toml:1: missing key "name"'


def test_a_private_start_is_refused_unless_that_is_allowed(tmp_path: Path) -> None:
    line = 'fronts = [\n  "https://b.example/",\n  "http://192.168.1.1/",\n]'
    said = _read(tmp_path, _source(line))
    assert said.startswith(
        "sources.toml:6: source[1].fronts[2]: http://192.168.1.1/ is on this machine or in a private"
    )
    file = tmp_path / "sources.toml"
    file.write_text(_source(f"{line}\nallow_private_hosts = true"), encoding="utf-8")
    assert crawl_options(read_sources(file).sources[0]).config.allow_private_hosts
    file.write_text("[defaults]\nallow_private_hosts = true\n" + _source(line), encoding="utf-8")
    assert read_sources(file).sources[0].allow_private_hosts


def test_headers_and_a_browser_do_not_go_together(tmp_path: Path) -> None:
    said = _read(tmp_path, "[defaults]\nheaders = { X-Key = 'secret' }\n" + _source("") + _source("render = true", "b"))
    assert said.startswith("sources.toml:10: source[2].render: headers and render do not go together")
    assert "secret" not in said


def test_a_file_without_sources_is_refused(tmp_path: Path) -> None:
    assert _read(tmp_path, "[defaults]\n").startswith("sources.toml: no source is in it")
    assert _read(tmp_path, '[source]\nname = "a"\n').startswith("sources.toml:1: source: ")


def test_a_name_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(_source("", "harbour") + _source("", "lake"), encoding="utf-8")
    sources = read_sources(file)
    assert [source.name for source in sources.chosen(["lake", "lake"])] == ["lake"]
    with pytest.raises(ConfigError, match=r'no source is called "harbor" \(did you mean "harbour"\?\)'):
        sources.source("harbor")
    with pytest.raises(ConfigError, match=r"\(there are: harbour, lake\)"):
        sources.source("zzz")


def test_reading_sources_loads_no_heavy_library() -> None:
    code = f"import sys, newsclean.sources; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
