"""Every rule beside its own examples: what it cuts, what it keeps, and that it says why."""

import re

import pytest

from newsclean.classify import judge, read_article
from newsclean.classify.reading import ANY_LENGTH, Reading
from newsclean.classify.rule import Example, Guard, Rule
from newsclean.classify.rules import GUARDS, RULES
from newsclean.config import CleanConfig
from newsclean.extract import article_from_text, extract_page
from newsclean.models import Fields, Label, Page, Verdict

CONFIG = CleanConfig()
CUTS = [(rule, example) for rule in RULES for example in rule.cuts]
KEEPS = [(rule, example) for rule in RULES for example in rule.keeps]
GUARDED = [(guard, example) for guard in GUARDS for example in guard.keeps]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Rule | Guard) else ""


def read(example: Example) -> Reading:
    if example.is_html:
        article = extract_page(Page(example.text), CONFIG)
    else:
        fields = Fields(title=example.title, language=example.language)
        article = article_from_text(example.text, fields, CONFIG)
    return read_article(article, CONFIG, example.remembered)


def verdicts_of(rule: Rule, example: Example) -> list[Verdict]:
    return [verdict for verdict in judge(read(example), CONFIG).verdicts if verdict.rule == rule.name]


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_all_that_a_reader_needs(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", rule.name)
    assert "\n" not in rule.summary
    assert rule.summary[-1] != "."
    assert rule.reason.endswith(".")
    assert rule.misses.endswith(".")
    assert rule.cuts
    assert rule.keeps
    assert all(example.lines for example in rule.cuts)
    assert not any(example.lines for example in rule.keeps)


@pytest.mark.parametrize("guard", GUARDS, ids=name_of)
def test_a_guard_says_all_that_a_reader_needs(guard: Guard) -> None:
    assert "\n" not in guard.summary
    assert guard.reason.endswith(".")
    assert guard.keeps
    assert all(example.lines for example in guard.keeps)


def test_names_are_given_once() -> None:
    names = [*(rule.name for rule in RULES), *(guard.name for guard in GUARDS)]
    assert len(set(names)) == len(names)


def test_every_label_has_a_rule() -> None:
    assert {rule.label for rule in RULES} == set(Label)


def test_the_wording_of_a_label_is_one_rule_s_evidence() -> None:
    worded = [rule.label for rule in RULES if rule.phrases]
    assert len(set(worded)) == len(worded)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_has_evidence(rule: Rule) -> None:
    assert rule.phrases or rule.boxes or rule.find_in_line or rule.find


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_threshold_has_a_name_of_the_code_and_an_origin(rule: Rule) -> None:
    assert rule.thresholds
    for name, value, origin in rule.thresholds:
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name)
        assert value > 0
        assert len(origin) > 10


@pytest.mark.parametrize(("rule", "example"), CUTS, ids=name_of)
def test_a_rule_flags_the_lines_of_its_example_and_no_other(rule: Rule, example: Example) -> None:
    verdicts = verdicts_of(rule, example)
    assert {verdict.line for verdict in verdicts} == set(example.lines)
    for verdict in verdicts:
        assert verdict.rule == rule.name
        assert verdict.label is rule.label
        assert 0 < verdict.score <= 1
        assert verdict.evidence


@pytest.mark.parametrize(("rule", "example"), KEEPS, ids=name_of)
def test_a_rule_flags_nothing_in_what_it_must_keep(rule: Rule, example: Example) -> None:
    assert verdicts_of(rule, example) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.find_in_line], ids=name_of)
def test_what_a_single_line_shows_it_shows_wherever_it_stands(rule: Rule) -> None:
    assert rule.find_in_line
    lines = [line for _, example in (*CUTS, *KEEPS) for line in read(example).lines]
    flagged = [line for line in lines if rule.find_in_line(line)]
    assert flagged
    for line in lines:
        for place in (0, len(lines)):
            assert rule.find_in_line(line._replace(place=place)) == rule.find_in_line(line)


def test_rules_for_short_lines_speak_of_no_longer_ones() -> None:
    limited = [rule for rule in RULES if rule.find and rule.find_max_words < ANY_LENGTH]
    readings = [read(example) for _, example in (*CUTS, *KEEPS)]
    spoken_of = [
        (next(line.words for line in reading.lines if line.index == verdict.line), rule.find_max_words)
        for rule in limited
        for reading in readings
        if rule.find
        for verdict in rule.find(reading)
    ]
    assert spoken_of
    assert all(words <= most for words, most in spoken_of)


@pytest.mark.parametrize(("guard", "example"), GUARDED, ids=name_of)
def test_a_guard_protects_the_lines_of_its_example_and_no_other(guard: Guard, example: Example) -> None:
    reading = read(example)
    protections = list(guard.find(reading)) if guard.find else []
    if guard.find_in_line:
        protections += [protection for line in reading.lines if (protection := guard.find_in_line(line))]
    assert {protection.line for protection in protections} == set(example.lines)
    for protection in protections:
        assert protection.rule == guard.name
        assert 0 < protection.strength <= 1
        assert protection.reason
