"""Which lines go: by the evidence on them, and by where they stand."""

import pytest

from newsclean.config import CleanConfig
from newsclean.models import Article, Label, Protection, Trimmed, Verdict
from newsclean.trim import trim
from tests.trim.articles import PROSE, article, judgement, junk, keep

CONFIG = CleanConfig(cut_score=0.5, tail_score=0.25, stub_max_share=0.5)
STORY = article(*PROSE, "Old cinema", "Rye bread", "Ferry sails")
BETWEEN = article(PROSE[0], "Old cinema", *PROSE[1:])


def after(one: Article, *found: Verdict | Protection, config: CleanConfig = CONFIG) -> Trimmed:
    return trim(one, judgement(*found), config)


def cut(trimmed: Trimmed) -> list[int]:
    return [one.line for one in trimmed.removed]


def test_without_evidence_nothing_goes() -> None:
    trimmed = after(STORY)
    assert trimmed.kept == STORY.lines
    assert trimmed.removed == ()


def test_strong_evidence_cuts_a_line_wherever_it_stands() -> None:
    assert cut(after(BETWEEN, junk(1, 0.5))) == [1]


def test_weak_evidence_cuts_nothing_between_paragraphs() -> None:
    assert cut(after(BETWEEN, junk(1, 0.49))) == []


def test_weak_evidence_cuts_an_unbroken_run_at_the_end() -> None:
    assert cut(after(STORY, junk(3, 0.3), junk(4, 0.3), junk(5, 0.3))) == [3, 4, 5]


def test_a_line_without_evidence_ends_the_run() -> None:
    assert cut(after(STORY, junk(3, 0.3), junk(5, 0.3))) == [5]


def test_weak_evidence_cuts_a_run_at_the_top() -> None:
    assert cut(after(article("News", "Valley", *PROSE), junk(0, 0.3), junk(1, 0.3))) == [0, 1]


def test_a_paragraph_does_not_go_on_suspicion_alone() -> None:
    assert cut(after(article(*PROSE), junk(2, 0.49))) == []
    assert cut(after(article(*PROSE), junk(2, 0.5))) == [2]


def test_a_paragraph_that_breaks_off_before_a_wall_does_not_either() -> None:
    faded = (
        "That is thought out well. That it works in the hall of the old town is above all the doing of the engineer "
        "whose daughter"
    )
    assert cut(after(article(*PROSE, faded), junk(len(PROSE), 0.49))) == []
    key_words = ", ".join(["dam of the valley"] * 8)
    assert cut(after(article(*PROSE, key_words), junk(len(PROSE), 0.49))) == [len(PROSE)]


def test_evidence_below_suspicion_cuts_nothing_even_at_the_end() -> None:
    assert cut(after(STORY, junk(5, 0.24))) == []


def test_weak_evidence_adds_up() -> None:
    trimmed = after(BETWEEN, junk(1, 0.3), junk(1, 0.3, rule="another"))
    assert cut(trimmed) == [1]
    assert trimmed.removed[0].score == pytest.approx(1 - 0.7 * 0.7)


def test_the_strongest_verdict_decides_and_the_first_of_equals() -> None:
    strongest = after(BETWEEN, junk(1, 0.6), junk(1, 0.7, Label.SHARE), junk(1, 0.7, Label.NAV))
    assert strongest.removed[0].verdict.label is Label.SHARE


@pytest.mark.parametrize(("strength", "expected"), [(0.6, []), (0.59, [1])])
def test_a_protection_overrules_what_is_no_stronger(strength: float, expected: list[int]) -> None:
    assert cut(after(BETWEEN, junk(1, 0.6), keep(1, strength))) == expected


def test_a_protection_holds_against_all_evidence_together() -> None:
    """0.6 and 0.6 are 0.84 together."""
    assert cut(after(BETWEEN, junk(1, 0.6), junk(1, 0.6), keep(1, 0.7))) == [1]
    assert cut(after(BETWEEN, junk(1, 0.6), junk(1, 0.6), keep(1, 0.9))) == []


def test_where_too_much_would_go_only_what_is_certain_goes() -> None:
    short = article(PROSE[0], PROSE[1], PROSE[2], "Old cinema")
    assert cut(after(short, junk(1, 0.6), junk(2, 0.6), junk(3, 0.95))) == [3]
    assert cut(after(short, junk(1, 0.6), junk(3, 0.95))) == [1, 3]
    assert cut(after(short, junk(1, 0.95), junk(2, 0.95))) == [1, 2]


def test_how_much_may_go_is_a_setting() -> None:
    short = article(*PROSE)
    assert cut(after(short, junk(2, 0.6), config=CleanConfig(stub_max_share=0.0))) == []
    assert cut(after(short, junk(1, 0.6), junk(2, 0.6), config=CleanConfig(stub_max_share=1.0))) == [1, 2]


def test_a_text_is_not_cut_to_nothing_on_uncertain_evidence() -> None:
    stub = article("The dam holds … Read it all", PROSE[0], PROSE[1])
    assert cut(after(stub, junk(0, 0.6), junk(1, 0.95), junk(2, 0.95))) == [1, 2]


def test_a_text_that_is_certainly_junk_goes_whole() -> None:
    assert after(article("Share this", "Print"), junk(0, 0.95), junk(1, 0.95)).kept == ()


def test_a_blank_line_goes_with_the_line_before_it() -> None:
    assert cut(after(article(PROSE[0], "", "Share this", "", PROSE[1]), junk(2, 0.95))) == [2, 3]


def test_blank_lines_at_the_top_go_with_the_first_line() -> None:
    assert cut(after(article("", "Share this", "", *PROSE), junk(1, 0.95))) == [0, 1, 2]


def test_blank_lines_at_the_new_end_go() -> None:
    trimmed = after(article(*PROSE, "", " ", "Share this"), junk(5, 0.95))
    assert cut(trimmed) == [3, 4, 5]
    assert {one.verdict.rule for one in trimmed.removed} == {"blank_line", "a_rule"}
    assert {one.verdict.label for one in trimmed.removed} == {Label.TEASER}


def test_blank_lines_of_a_text_that_stays_whole_stay() -> None:
    assert after(article("", *PROSE, "", "")).removed == ()


def test_a_suffix_goes_and_its_line_stays() -> None:
    line = f"{PROSE[0]} Read more"
    trimmed = after(article(line, PROSE[1]), junk(0, 0.9, Label.STUB_CUT, suffix_at=len(PROSE[0])))
    assert [one.text for one in trimmed.kept] == [PROSE[0], PROSE[1]]
    assert [(one.text, one.is_suffix) for one in trimmed.removed] == [(" Read more", True)]


def test_a_suffix_counts_nothing_against_its_line() -> None:
    trimmed = after(STORY, junk(5, 0.9, suffix_at=5), junk(4, 0.9))
    assert [one.line for one in trimmed.removed if not one.is_suffix] == [4]


def test_a_suffix_of_a_line_that_goes_is_no_cut_of_its_own() -> None:
    trimmed = after(STORY, junk(5, 0.9, suffix_at=5), junk(5, 0.9))
    assert [(one.text, one.is_suffix) for one in trimmed.removed] == [("Ferry sails", False)]


def test_kept_and_removed_are_all_lines_in_order() -> None:
    trimmed = after(STORY, junk(3, 0.9), junk(5, 0.9), junk(0, 0.9, suffix_at=20))
    ends = {one.line: one.text for one in trimmed.removed if one.is_suffix}
    texts = {one.index: one.text + ends.get(one.index, "") for one in trimmed.kept}
    texts |= {one.line: one.text for one in trimmed.removed if not one.is_suffix}
    assert [texts[index] for index in range(len(STORY.lines))] == [line.text for line in STORY.lines]


def test_an_article_without_lines_is_trimmed_to_nothing() -> None:
    assert after(article()) == Trimmed((), ())
