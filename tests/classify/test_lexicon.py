"""Where in a line a phrase counts."""

import pytest

from newsclean.classify.edges import edges_of
from newsclean.classify.lexicon import Hit, Lexicon
from newsclean.classify.phrase_roles import Anchor
from newsclean.classify.words import LanguageWords, parse_language
from newsclean.models import Label

ENGLISH = """
code = "en"
name = "English"
only_here = ["print"]

[phrases.related_link]
line = ["related articles", "see also"]
start = ["read also:", "also in our paper"]
unclosed = ["more on"]
inside = ["our readers also liked"]

[phrases.stub_cut]
end = ["read more"]

[phrases.photo_credit]
inside = ["(photo:"]

[phrases.share]
line = ["print"]

[phrases.meter]
line = ["{n} min read", "{n} comments", "{n}"]
"""
JAPANESE = """
code = "ja"
name = "Japanese"

[phrases.related_link]
line = ["関連記事"]
start = ["関連記事"]
inside = ["の記事一覧はこちら"]
"""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    languages: dict[str, LanguageWords] = {
        "en": parse_language(ENGLISH, "en.toml"),
        "ja": parse_language(JAPANESE, "ja.toml"),
    }
    return Lexicon(languages, {Label.PROMO: ("Valley News brings you",)})


def hits(lexicon: Lexicon, line: str, language: str | None = "en") -> list[tuple[Label, Anchor]]:
    found: tuple[Hit, ...] = lexicon.find([line], edges_of([line]), language).get(0, ())
    return [(hit.label, hit.anchor) for hit in found]


@pytest.mark.parametrize(
    "line",
    ["Related articles", "RELATED ARTICLES:", "» Related articles «", "— related  articles —", "Related articles (12)"],
)
def test_a_whole_line_counts_whatever_its_case_and_marks(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == [(Label.RELATED_LINK, "line")]


@pytest.mark.parametrize("line", ["Related articles were found in the cellar", "On related articles", "See also Rome"])
def test_a_phrase_for_whole_lines_does_not_count_in_longer_ones(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == []


@pytest.mark.parametrize("line", ["Read also: The lake is full", "Read also : The lake is full", "➤ read also: ice"])
def test_an_opening_counts_with_what_follows(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == [(Label.RELATED_LINK, "start")]


def test_an_opening_does_not_count_later_in_the_line(lexicon: Lexicon) -> None:
    assert hits(lexicon, "He asked us to read also: the lake is full") == []


@pytest.mark.parametrize("line", ["More on", "More on Castlemoor", "More on: the lake", "More on the lake and its …"])
def test_a_label_counts_with_a_name_or_a_title_behind_it(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == [(Label.RELATED_LINK, "start")]


@pytest.mark.parametrize("line", ["More on the lake nobody knows.", "More on than off?", "He knew more on the lake"])
def test_a_label_does_not_count_where_a_sentence_goes_on(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == []


@pytest.mark.parametrize(
    "line",
    [
        "The lake (photo: Ada Moor) in May",
        "The lake. photo: Ada Moor",
        "The lake in May Photo: Ada Moor",
        "(Photo: Ada Moor)",
    ],
)
def test_a_phrase_written_with_a_mark_counts_where_a_mark_or_a_capital_sets_it_off(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == [(Label.PHOTO_CREDIT, "inside")]


def test_a_phrase_written_with_a_mark_does_not_count_within_a_clause(lexicon: Lexicon) -> None:
    assert hits(lexicon, "What is odd in the photo: nobody looks at the lake") == []


def test_an_end_counts_at_the_end(lexicon: Lexicon) -> None:
    assert hits(lexicon, "The dam holds, engineers said … Read more »") == [(Label.STUB_CUT, "end")]
    assert hits(lexicon, "Read more") == [(Label.STUB_CUT, "line")]
    assert hits(lexicon, "They read more books than their parents did") == []


@pytest.mark.parametrize(
    "phrase",
    [
        *("наші читачі", "ґѣѵ ԑԓ", "οι αναγνώστες", "הקוראים", "خوانندگان", "ڕۆژ پۆل", "पाठक", "ผู้อ่าน"),
        *("독자들", "가힣", "読者", "ヲタク", "㐀龥", "鿕䶵"),
    ],
)
def test_words_inside_are_found_in_every_script(phrase: str) -> None:
    words = f'code = "xx"\nname = "Any"\n[phrases.related_link]\ninside = ["{phrase}"]'
    lexicon = Lexicon({"xx": parse_language(words, "xx.toml")}, {})
    assert hits(lexicon, f"42: {phrase}, 43", "xx") == [(Label.RELATED_LINK, "inside")]


def test_words_inside_count_in_short_lines_only(lexicon: Lexicon) -> None:
    assert hits(lexicon, "What our readers also liked this week") == [(Label.RELATED_LINK, "inside")]
    long_line = "The dam holds, engineers said on Friday. " * 5 + "Our readers also liked it. " + "It rained. " * 20
    assert hits(lexicon, long_line) == []


@pytest.mark.parametrize("line", ["Unrelated articles", "Related articlesmith", "Prints"])
def test_a_phrase_ends_where_a_word_does(lexicon: Lexicon, line: str) -> None:
    assert hits(lexicon, line) == []


@pytest.mark.parametrize(("line", "label"), [("4 min read", Label.METER), ("1234 comments", Label.METER)])
def test_a_number_stands_for_any_number(lexicon: Lexicon, line: str, label: Label) -> None:
    assert hits(lexicon, line) == [(label, "line")]


def test_a_bare_number_is_not_any_line_with_one(lexicon: Lexicon) -> None:
    assert hits(lexicon, "17") == [(Label.METER, "line")]
    assert hits(lexicon, "17 dead") == []


@pytest.mark.parametrize(("language", "expected"), [("en", [(Label.SHARE, "line")]), ("fr", []), (None, [])])
def test_a_word_of_other_languages_counts_only_at_home(
    lexicon: Lexicon, language: str | None, expected: list[tuple[Label, Anchor]]
) -> None:
    assert hits(lexicon, "Print", language) == expected


@pytest.mark.parametrize("language", ["en", "ja", "fr", None])
def test_any_other_phrase_counts_in_every_language(lexicon: Lexicon, language: str | None) -> None:
    assert hits(lexicon, "Related articles", language)
    assert hits(lexicon, "関連記事", language)


def test_scripts_without_spaces_have_no_edges_of_words(lexicon: Lexicon) -> None:
    assert (Label.RELATED_LINK, "start") in hits(lexicon, "関連記事ダムは持ちこたえた", "ja")
    assert hits(lexicon, "今週の記事一覧はこちらです", "ja") == [(Label.RELATED_LINK, "inside")]


def test_phrases_of_the_user_count_as_openings(lexicon: Lexicon) -> None:
    assert hits(lexicon, "Valley News brings you the weather") == [(Label.PROMO, "start")]
    assert hits(lexicon, "The Valley News brings you the weather") == []


def test_the_longest_phrase_comes_first() -> None:
    longer = Lexicon(
        {"en": parse_language(ENGLISH.replace('"see also"', '"see also", "see also this"'), "en.toml")}, {}
    )
    found = longer.find(["See also this"], edges_of(["See also this"]), "en")[0]
    assert [hit.phrase for hit in found] == ["see also this"]


def test_a_phrase_is_found_in_each_line_and_never_across_two(lexicon: Lexicon) -> None:
    lines = ["Related articles", "The dam holds.", "Related", "articles", "See also"]
    assert set(lexicon.find(lines, edges_of(lines), "en")) == {0, 4}


def test_a_long_line_behind_a_row_of_marks_is_no_phrase_alone(lexicon: Lexicon) -> None:
    assert hits(lexicon, "Related articles") == [(Label.RELATED_LINK, "line")]
    assert hits(lexicon, "-" * 200 + " Related articles") == []


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon({}, {}).find(["Related articles"], edges_of(["Related articles"]), "en") == {}


def test_a_pair_counts_where_both_of_its_parts_stand() -> None:
    pairs = Lexicon(
        {
            "en": parse_language(
                'code = "en"\nname = "English"\n'
                '[[phrases.source_credit.pair]]\nopens = ["the post", "this post"]\nthen = ["appeared first on"]',
                "en.toml",
            )
        },
        {},
    )
    assert hits(pairs, "The post Dam holds appeared first on Valley News.") == [(Label.SOURCE_CREDIT, "pair")]
    assert hits(pairs, "This post first stood elsewhere, and appeared first on Valley News.")
    assert hits(pairs, "The post of the minister is vacant") == []
    assert hits(pairs, "It appeared first on the post") == []


def test_the_second_part_of_a_pair_begins_with_a_word_of_its_own() -> None:
    words = (
        'code = "de"\nname = "German"\n[[phrases.source_credit.pair]]\nopens = ["mit material"]\nthen = ["dpa", "红"]'
    )
    pairs = Lexicon({"de": parse_language(words, "de.toml")}, {})
    assert hits(pairs, "Mit Material von AFP und dpa", "de") == [(Label.SOURCE_CREDIT, "pair")]
    assert hits(pairs, "Mit Material aus dem Windpark", "de") == []
    assert hits(pairs, "Mit Material 一红", "de") == [(Label.SOURCE_CREDIT, "pair")]
