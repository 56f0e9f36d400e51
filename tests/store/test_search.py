"""What a search finds, in every store."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclean.models import CleanRecord
from newsclean.store import Store, open_store

MakeRecord = Callable[..., CleanRecord]

ARTICLES = {
    "fr": ("Les inondations de l'été", "À Orléans, l'État a évacué les berges.\nLe préfet s'est rendu sur place."),
    "fr2": ("Le budget", "Le conseil a voté un budget pour les inondations, les inondations et les inondations."),
    "zh": ("北京大学发布报告", "研究人员表示，气温将继续上升。"),
    "ja": ("東京で会議", "首相はガソリンの価格について話した。"),
    "th": ("ข่าววันนี้", "รัฐบาลประกาศมาตรการใหม่เพื่อช่วยเกษตรกร"),
    "hi": ("आज की खबर", "हिन्दी में समाचार पढ़ें।"),
    "ko": ("오늘의 뉴스", "서울에서 회의가 열렸다."),
    "ru": ("Новости", "Ёлка стоит на площади."),
    "tr": ("Haber", "İstanbul'da ışıklar yandı."),
    "ar": ("أخبار", "اجتمعت الحكومة في القاهرة."),
    "odd": ('C++ & 100% -- "quotes" NEAR(a b) OR NOT *', "Foo_bar's e-mail: a@b.example; x=1;DROP TABLE article"),
}


def found(store: Store, query: str) -> list[str]:
    return [(hit.stored.record.url or "").rsplit("/", 1)[1] for hit in store.search(query)]


@pytest.fixture
def filled(target: str, make_record: MakeRecord) -> str:
    with open_store(target) as store:
        for name, (title, text) in ARTICLES.items():
            store.save(make_record(name, title=title, text=text))
    return target


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("inondations", ["fr", "fr2"]),  # in the title weighs more than three times in the text
        ("INONDATIONS ete", ["fr"]),
        ("etat evacue", ["fr"]),
        ("E\u0301tat", ["fr"]),
        ('"rendu sur place"', ["fr"]),
        ('"place sur rendu"', []),
        ("inondations -budget", ["fr"]),
        ('inondations -"voté un budget"', ["fr"]),
        ("été préfet absent", []),
        ("北京", ["zh"]),
        ("气温", ["zh"]),
        ("京北", []),
        ("北京 气温", ["zh"]),
        ("东京", []),
        ("ガソリン", ["ja"]),
        ("カ\u3099ソリン", ["ja"]),
        ("カソリン", []),
        ("価格", ["ja"]),
        ("เกษตรกร", ["th"]),
        ("हिन्दी", ["hi"]),
        ("हन्दी", []),
        ("서울에서", ["ko"]),
        ("елка", ["ru"]),
        ("istanbul", ["tr"]),
        ("القاهرة", ["ar"]),
        ("e-mail", ["odd"]),
        ("-inondations", []),
        ("", []),
        ("   ", []),
        ('""', []),
        ("*", []),
    ],
)
def test_search_finds(filled: str, query: str, expected: list[str]) -> None:
    with open_store(filled) as store:
        assert found(store, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"', '"unclosed', "'", "a OR", "NOT", "AND", "NEAR(", "title:x", "{title text}: x", "^a", "a* b*", "(((",
        "a:b:c", "-", "--", "\\", "\0", "%", "' OR 1=1 --", "'; DROP TABLE article; --", "a & b | !c <-> d", "\ud800",
        "é" * 5000, "北" * 5000, "a " * 5000, '"a" ' * 3000, "-" * 5000,
        "½ ⅓ ﬁ ㎞ ʼn", "👩‍👩‍👧", "\u0301\u0301", "$$ :x %(y)s ?",
    ],
)  # fmt: skip
def test_no_query_is_an_error(filled: str, query: str) -> None:
    with open_store(filled) as store:
        assert len(store.search(query)) <= len(ARTICLES)
        assert found(store, "budget") == ["fr2"]


@given(query=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_may_be_searched_for(filled: str, query: str) -> None:
    with open_store(filled) as store:
        store.search(query)


def test_every_store_finds_a_text_by_any_of_its_words(filled: str) -> None:
    with open_store(filled) as store:
        for name, (title, text) in ARTICLES.items():
            for word in f"{title} {text}".split():
                if any(char.isalnum() for char in word):
                    assert name in found(store, f'"{word.strip(chr(34))}"'), word


def test_search_knows_only_the_newest_version(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record(text="The mayor resigned."))
        store.save(make_record(text="The mayor stayed."))
        assert found(store, "resigned") == []
        assert found(store, "stayed") == ["one"]
        assert len(store.search("mayor")) == 1


def test_search_stops_at_its_limit(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        for number in range(30):
            store.save(make_record(str(number)))
        assert len(store.search("council")) == 20
        assert len(store.search("council", limit=5)) == 5
        assert store.search("council", limit=0) == []
        assert len(store.search("council", limit=2**80)) == 30


def test_a_snippet_shows_the_place(target: str, make_record: MakeRecord) -> None:
    before = "Nothing of note happened on that day. " * 20
    with open_store(target) as store:
        store.save(make_record(text=f"{before}\nThe Préfet\nof Orléans spoke. {before}"))
        (hit,) = store.search('"prefet of orleans" headline')
    start, end = hit.snippet.matches[0]
    assert hit.snippet.text[start:end] == "Préfet of Orléans"
    assert hit.snippet.text.startswith("…") and hit.snippet.text.endswith("…")
    assert "\n" not in hit.snippet.text
    assert len(hit.snippet.text) < 250


def test_a_match_in_the_title_shows_the_begin_of_the_text(target: str, make_record: MakeRecord) -> None:
    with open_store(target) as store:
        store.save(make_record())
        (hit,) = store.search("headline")
    assert hit.snippet.text == "The council of one met on Monday. It voted on the budget."
    assert hit.snippet.matches == ()
