"""A memory judges a page by other pages alone, keeps its bounds, and never spoils a file."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import newsclean
from newsclean import CleanConfig, CleanRecord, SiteMemory, StoreError
from newsclean.memory import CopyMark
from newsclean.models import Article, Lead, Line, Recollection

SITE = "https://www.courier.com"
BLURB = "The Courier is written by forty journalists in three towns and belongs to those who read it."
QUOTE = "“Nobody will be left alone with the damage that the water has done here”, the minister said on Monday."


def body(name: str, paragraphs: int = 4) -> list[str]:
    return [
        f"The {name} of the old town was opened for the {number} time by the mayor, who spoke of {name} and rain."
        for number in ("first", "second", "third", "fourth", "fifth", "sixth")[:paragraphs]
    ]


def record(name: str, *more: str, url: str | None = None, lines: list[str] | None = None) -> CleanRecord:
    text = "\n".join([*(lines or body(name)), *more])
    url = url or f"{SITE}/news/the-{name}-was-opened"
    return CleanRecord(
        url=url, final_url=url, title=f"The {name} is open again after years", text=text, page_kind="article"
    )


def recall(memory: SiteMemory, url: str, lines: list[str]) -> Recollection:
    return memory.recall(Article(tuple(Line(index, line) for index, line in enumerate(lines)), url=url))


@pytest.fixture
def memory() -> SiteMemory:
    return SiteMemory.open()


def test_a_line_is_counted_once_a_page(memory: SiteMemory) -> None:
    for name in ("bridge", "cinema", "harbour"):
        memory.learn(record(name, BLURB, BLURB))
        memory.learn(record(name, BLURB))
    known = recall(memory, f"{SITE}/other", [*body("school"), BLURB]).lines[4]
    assert (known.pages, known.of_pages) == (3, 3)


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.com/news/the-bridge-was-opened/",
        f"{SITE}/news/the-bridge-was-opened/amp?utm_source=feed",
        f"{SITE}/print/news/the-bridge-was-opened?page=all#top",
        f"{SITE}/2024/a-new-slug-for-the-very-same-story",
    ],
)
def test_a_page_does_not_testify_against_itself(memory: SiteMemory, url: str) -> None:
    memory.learn(record("bridge"))
    known = recall(memory, url, body("bridge"))
    assert not any(line.pages or line.lead for line in known.lines.values())
    memory.learn(record("bridge", url=url))
    known = recall(memory, f"{SITE}/third", [*body("school"), body("bridge")[2]])
    assert known.lines[4].pages == 1


def test_a_correction_does_not_testify_against_its_first_version(memory: SiteMemory) -> None:
    memory.learn(record("bridge"))
    corrected = [*body("bridge")[:3], "The newspaper had named a wrong year in an earlier version of this story."]
    memory.learn(record("bridge", lines=corrected))
    known = recall(memory, f"{SITE}/news/the-bridge-was-opened", corrected)
    assert not any(line.pages or line.lead for line in known.lines.values())
    assert known.knows_page


def test_the_teaser_of_another_page_is_known(memory: SiteMemory) -> None:
    memory.learn(record("bridge"))
    lead = body("bridge")[0]
    lines = [
        *body("school"),
        " ".join(lead.split()[:11]) + " …",
        "12 May 2024 | The bridge is open again after years",
        "Culture The bridge is open again after years",
        "The bridge is open again after years – 3 hours ago",
        lead,
        "The bridge of the old town was closed for ever by the mayor, who spoke of rain.",
    ]
    known = recall(memory, f"{SITE}/news/the-school", lines).lines
    assert [index for index in range(4, 10) if known.get(index) and known[index].lead] == [4, 5, 6, 7, 8]
    found = known[5].lead
    assert found and found.url.endswith("the-bridge-was-opened") and found.is_title


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Cinema becomes dancing school", "Cinema becomes dancing school – 3 hours ago"),
        ("市政府将于明年重建城门外的老桥", "文化 市政府将于明年重建城门外的老桥"),
        ("市政府将于明年重建城门外的老桥", "5月12日 市政府将于明年重建城门外的老桥"),
        ("สภาเมืองจะสร้างสะพานเก่าขึ้นใหม่ปีหน้า", "สภาเมืองจะสร้างสะพานเก่าขึ้นใหม่ปีหน้า"),
        ("It’s all over: the \u201clast\u201d ferry left", 'Sport: It\'s all over: the "last" ferry left'),
        ("Плотина у старого города держится", "12 мая, 18:30 Плотина у старого города держится"),
        (
            "A – B: (c) / d – e – f: (g) / the old bridge is open",
            "A – B: (c) / d – e – f: (g) / the old bridge is open",
        ),
    ],
)
def test_a_title_is_known_in_any_script_with_something_beside_it(memory: SiteMemory, title: str, line: str) -> None:
    memory.learn_leads([Lead(f"{SITE}/news/announced", title)])
    found = recall(memory, f"{SITE}/news/the-school", [*body("school"), line]).lines[4].lead
    assert found is not None
    assert found.is_title


@pytest.mark.parametrize("mark", ["\x01", "\u00a0", "  ", "\ud800"])
def test_a_line_is_known_again_whatever_stands_in_it(memory: SiteMemory, mark: str) -> None:
    line = f"Write to the{mark}Straße desk of the Courier"
    memory.learn(record("bridge", line))
    known = recall(memory, f"{SITE}/other", ["Weather", line.upper() if mark != "\ud800" else line])
    assert known.lines[1].pages == 1


def test_an_announced_page_is_known_before_it_is_read(memory: SiteMemory) -> None:
    memory.learn_leads([Lead(f"{SITE}/news/zoo", "Zoo opens its gates to night visitors", body("zoo")[0])])
    known = recall(memory, f"{SITE}/news/the-school", [*body("school"), "Zoo opens its gates to night visitors"])
    assert known.lines[4].lead is not None
    assert recall(memory, f"{SITE}/news/zoo", body("zoo")).lines[0].is_own


def test_what_is_cut_by_a_memory_and_what_stays(memory: SiteMemory) -> None:
    names = "bridge cinema harbour library theatre museum market".split()
    for name in names:
        memory.learn(record(name, BLURB))
    for name in names[:3]:
        memory.learn(record(name, QUOTE, BLURB))
    text = "\n".join([*body("school")[:2], QUOTE, *body("school")[2:], BLURB, body("bridge")[0][:60] + "…"])
    url = f"{SITE}/news/the-school-was-opened"
    with_memory = newsclean.clean_text(text, url=url, memory=memory)
    assert with_memory.text.split("\n") == [*body("school")[:2], QUOTE, *body("school")[2:]]
    assert [cut.rule for cut in with_memory.removed] == ["remembered_line", "known_lead"]
    assert "stood on 7 of the last 7 pages" in with_memory.removed[0].evidence
    assert with_memory.memory is not None
    assert with_memory.memory.site_pages == 7
    assert with_memory.extracted_lines() == text.split("\n")
    again = newsclean.clean_text(text, url=url, memory=memory)
    assert again.model_copy(update={"extracted_at": None}) == with_memory.model_copy(update={"extracted_at": None})
    assert newsclean.clean_text(text, url=url).memory is None
    assert BLURB in newsclean.clean_text(text, url=url).text


def test_how_a_story_begins_stays_although_it_is_teased_everywhere(memory: SiteMemory) -> None:
    lead = body("school")[0]
    for name in "bridge cinema harbour library theatre museum market".split():
        memory.learn(record(name, lead))
    cleaned = newsclean.clean_text("\n".join(body("school")), url=f"{SITE}/news/the-school", memory=memory)
    assert cleaned.text.split("\n") == body("school")


@pytest.mark.parametrize(
    "odd", ["", "* * *", "Die  STRASSE\u00a0ist nass, \x01 wie es hieß.", "\u200bПлотина\tдержит\u2003воду."]
)
def test_a_text_has_one_fingerprint_with_a_memory_and_without(memory: SiteMemory, odd: str) -> None:
    memory.learn(record("bridge", BLURB))
    url, text = f"{SITE}/news/the-school", "\n".join([*body("school"), odd, *body("chapel")])
    remembered, alone = (newsclean.clean_text(text, url=url, memory=asked) for asked in (memory, None))
    assert remembered.text == alone.text
    assert remembered.fingerprint == alone.fingerprint


def test_without_an_address_nothing_is_remembered(memory: SiteMemory) -> None:
    memory.learn(CleanRecord(text="\n".join(body("bridge")), page_kind="article"))
    assert memory.counts().pages == 0
    assert not memory.recall(Article((Line(0, BLURB),))).lines


def test_old_pages_are_forgotten(memory: SiteMemory) -> None:
    now = datetime.now(UTC)
    memory.learn(record("bridge", BLURB), now - timedelta(days=400))
    memory.learn(record("cinema"), now)
    assert memory.forget_old(now.date()) == 5
    assert not recall(memory, f"{SITE}/other", [*body("school"), BLURB]).lines
    assert memory.counts().pages == 1


def test_a_site_keeps_its_cap_and_what_repeats() -> None:
    memory = SiteMemory.open(config=CleanConfig(memory_lines_per_site=1000))
    for number in range(60):
        made = [f"Paragraph {line} of the story number {number} has words enough to be one." for line in range(30)]
        memory.learn(record(f"s{number}", BLURB, lines=made))
    counts = memory.site_counts("courier.com")
    assert counts is not None and counts.lines <= 1000 and counts.pages == 60
    assert recall(memory, f"{SITE}/other", [BLURB]).lines[0].pages == 60


def test_it_can_be_shown_and_forgotten(memory: SiteMemory) -> None:
    for name in ("bridge", "cinema", "harbour"):
        memory.learn(record(name, BLURB), datetime(2024, 5, 6, tzinfo=UTC))
    (line,) = memory.repeated("courier.com")
    assert (line.text, line.pages, line.of_pages, line.last_seen) == (BLURB, 3, 3, date(2024, 5, 6))
    assert memory.forget_site("courier.com")
    assert not memory.forget_site("courier.com")
    assert memory.counts().lines == memory.counts().leads == 0


@pytest.mark.parametrize(
    "content",
    [b"some notes\n" * 50, b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000],
    ids=["text", "torn", "rot"],
)
def test_a_foreign_or_damaged_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "memory.db"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="left as it is"):
        SiteMemory.open(file)
    assert file.read_bytes() == content


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE lines (mine TEXT)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="no memory of newsclean's"):
        SiteMemory.open(file)
    assert file.read_bytes() == before


def test_damage_within_a_memory_is_named(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    with SiteMemory.open(file) as memory:
        memory.learn_all(record(f"n{number}", BLURB) for number in range(100))
    content = bytearray(file.read_bytes())
    content[8192 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 8192)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        SiteMemory.open(file)
    assert file.read_bytes() == bytes(content)


def test_a_newer_memory_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    SiteMemory.open(file).close()
    with sqlite3.connect(file) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(StoreError, match="newer newsclean"):
        SiteMemory.open(file)


def test_a_memory_of_the_first_kind_keeps_its_copies_and_learns_anew(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    story = record("bridge", *body("harbour"), BLURB)
    with SiteMemory.open(file) as memory:
        memory.learn(story)
        memory.copies.learn(story)
    with sqlite3.connect(file) as first:  # its tables were the same, what its fingerprints were made by was not
        first.execute("PRAGMA user_version = 1")
        first.execute("UPDATE lines SET fingerprint = fingerprint + 1")
    first.close()
    with SiteMemory.open(file) as memory:
        counts = memory.counts()
        assert (counts.sites, counts.pages, counts.lines, counts.leads, counts.stories) == (0, 0, 0, 0, 1)
        assert not recall(memory, f"{SITE}/other", [*body("school"), BLURB]).lines
        copied = record("bridge", *body("harbour"), BLURB, url="https://herald.example/a-copy-of-it")
        assert memory.copies.find(copied) == CopyMark(str(story.url), 1.0)
        memory.learn(story)
    with SiteMemory.open(file) as memory:
        assert recall(memory, f"{SITE}/other", [*body("school"), BLURB]).lines[4].pages == 1


def test_a_locked_memory_is_waited_for_and_then_gone_without(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    with SiteMemory.open(file, CleanConfig(memory_wait_seconds=0.3)) as memory:
        memory.learn(record("bridge", BLURB))
        locker = sqlite3.connect(file, isolation_level=None)
        locker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            memory.learn(record("cinema"))
        locker.execute("ROLLBACK")
        locker.close()
        memory.learn(record("cinema"))


def test_cleaning_goes_on_without_a_memory_that_cannot_be_asked(tmp_path: Path) -> None:
    memory = SiteMemory.open(tmp_path / "memory.db")
    memory.close()
    cleaned = newsclean.clean_text("\n".join(body("bridge")), url=f"{SITE}/x", memory=memory)
    assert cleaned.text and cleaned.memory is not None
    assert "cannot use the memory" in cleaned.memory.problem


def test_threads_share_a_memory(memory: SiteMemory) -> None:
    def work(first: int) -> None:
        for number in range(first, first + 20):
            memory.learn(record(f"page{number}", BLURB))
            recall(memory, f"{SITE}/other", [BLURB])

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert recall(memory, f"{SITE}/other", [BLURB]).lines[0].pages == 60


WRITER = """
import sys
from tests.memory.test_site_memory import BLURB, record
from newsclean import SiteMemory
memory = SiteMemory.open(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    memory.learn(record(f"page{number}", BLURB))
    memory.copies.learn(record(f"page{number}", BLURB))
    print(number, flush=True)
"""


def start_writer(file: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(file), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.slow
def test_several_processes_write(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    writers = [start_writer(file, first, first + 30) for first in (0, 100)]
    for writer in writers:
        writer.communicate(timeout=100)
        assert writer.returncode == 0
    with SiteMemory.open(file) as memory:
        assert memory.site_counts("courier.com").pages == 60  # type: ignore[union-attr]
        assert recall(memory, f"{SITE}/other", [BLURB]).lines[0].pages == 60


@pytest.mark.slow
def test_a_killed_writer_leaves_a_file_that_opens(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    for round_number in range(4):
        writer = start_writer(file, 1000 * round_number, 1000 * round_number + 900)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05 * round_number)
        writer.send_signal(signal.SIGKILL)
        writer.communicate(timeout=60)
        with SiteMemory.open(file) as memory:
            assert memory.counts().pages >= 1
