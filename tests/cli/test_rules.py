"""`newsclean rules`: every rule is listed, and each is shown with what a user needs to judge it."""

import pytest

from newsclean.classify.rule import Rule
from newsclean.classify.rules import GUARDS, RULES
from newsclean.cli import exit_codes
from tests.cli.conftest import Run, RunProcess


def test_every_rule_is_listed_with_its_label(run: Run) -> None:
    result = run("rules")
    assert result.exit_code == exit_codes.OK
    header, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert header == ["rule", "label", "what it finds"]
    assert [row[:2] for row in rows] == [
        *([rule.name, rule.label.value] for rule in RULES),
        *([guard.name, "(kept)"] for guard in GUARDS),
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_shown_with_its_reason_its_examples_and_its_thresholds(run: Run, rule: Rule) -> None:
    shown = run("rules", rule.name).stdout
    for part in (rule.summary, rule.reason, rule.misses):
        assert part in shown
    for name, _, origin in rule.thresholds:
        assert name in shown and origin in shown
    for example in (*rule.cuts, *rule.keeps):
        assert example.text.split("\n")[0] in shown


def test_a_flagged_line_of_an_example_is_marked(run: Run) -> None:
    shown = run("rules", "fixed-cut").stdout.splitlines()
    marked = [line for line in shown if line.startswith("  > ")]
    assert any(line.endswith("...") for line in marked)
    assert not any("The dam holds" in line for line in marked)


def test_an_unknown_rule_gets_the_nearest_ones(run: Run) -> None:
    result = run("rules", "fixt_cut")
    assert result.exit_code == exit_codes.USAGE
    assert result.stderr.startswith('error: there is no rule or label "fixt_cut"; did you mean fixed_cut')
    assert "`newsclean rules` lists them" in run("rules", "zzzzzzzz").stderr


def test_a_label_shows_its_rules(run: Run) -> None:
    """An explanation names both."""
    result = run("rules", "teaser")
    rows = [line.split("\t") for line in result.stdout.splitlines()[1:]]
    assert [row[0] for row in rows] == [rule.name for rule in RULES if rule.label == "teaser"]
    assert {row[1] for row in rows} == {"teaser"}


def test_names_are_completed(run_process: RunProcess) -> None:
    done = run_process(
        _NEWSCLEAN_COMPLETE="complete_bash", COMP_WORDS="newsclean rules fixed", COMP_CWORD="2"
    ).stdout.decode()
    assert done.split() == ["fixed_cut"]
