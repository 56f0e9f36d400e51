"""`newsclean rules`: what decides, with reasons and examples."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from newsclean.classify.rule import Example, Guard, Rule
from newsclean.classify.rules import GUARDS, RULES
from newsclean.cli import exit_codes
from newsclean.cli.terminal import fail, out, plain, print_indented, print_table
from newsclean.config import CleanConfig
from newsclean.extract import extract_page
from newsclean.models import Page

_KEPT = "(kept)"
"""What the table says in the place of a label for a rule that keeps lines."""


EXAMPLES = frozenset({"Cuts", "Keeps"})
"""The sections of a rule's description that hold texts."""


def _names_that_begin(typed: str) -> list[str]:
    return [name for name in _names() if name.startswith(typed)]


def rules(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE", help="One rule, in full; or a label, for its rules.", autocompletion=_names_that_begin
        ),
    ] = None,
) -> None:
    """Show the rules that decide what is cut.

    Without a name, all of them with the label under which they cut; those that protect lines come last.

    Examples:

      newsclean rules

      newsclean rules fixed_cut

      newsclean rules teaser
    """
    if name is None:
        _print_list(all_rules())
        return
    wanted = name.strip().lower().replace("-", "_")
    by_name = {rule.name: rule for rule in all_rules()}
    under_label = [rule for rule in RULES if rule.label == wanted]
    if wanted in by_name:
        _print_rule(by_name[wanted], out())
    elif under_label:
        _print_list(under_label)
    else:
        near = get_close_matches(wanted, _names(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsclean rules` lists them"
        fail(f'there is no rule or label "{name}"; {hint}', exit_codes.USAGE)


def _names() -> list[str]:
    return list(dict.fromkeys([*(rule.name for rule in all_rules()), *(rule.label.value for rule in RULES)]))


def _print_list(listed: Iterable[Rule | Guard]) -> None:
    print_table(("rule", "label", "what it finds"), [(rule.name, label_of(rule), rule.summary) for rule in listed])


def all_rules() -> tuple[Rule | Guard, ...]:
    """The rules in the order in which they are asked, then the guards."""
    return (*RULES, *GUARDS)


def label_of(rule: Rule | Guard) -> str:
    """The label under which a rule cuts; a guard has none."""
    return rule.label.value if isinstance(rule, Rule) else _KEPT


def _print_rule(rule: Rule | Guard, console: Console) -> None:
    console.print(Text.assemble((rule.name, "bold"), f" · {label_of(rule)}"))
    for heading, body in sections(rule):
        console.print()
        console.print(Text(heading, style="bold"))
        for line in body:
            print_indented(Text(line), 2, console)


def sections(rule: Rule | Guard) -> Iterator[tuple[str, list[str]]]:
    """Headings and lines of a rule's description, for the terminal and the manual.

    A part that a rule does not have is left out. In examples the lines that it speaks of begin with `>`.
    """
    yield "Finds", [rule.summary]
    yield "Reason", [rule.reason]
    if isinstance(rule, Rule) and rule.cuts:
        yield "Cuts", _example_lines(rule.cuts)
    if rule.keeps:
        yield "Keeps", _example_lines(rule.keeps)
    if isinstance(rule, Rule):
        if rule.misses:
            yield "Misses", [rule.misses]
        if rule.thresholds:
            yield "Thresholds", [f"{name} = {value:g}: {origin}" for name, value, origin in rule.thresholds]


def _example_lines(examples: tuple[Example, ...]) -> list[str]:
    lines: list[str] = []
    for example in examples:
        if lines:
            lines.append("")
        if example.title:
            lines.append(f"  (title) {example.title}")
        if example.language:
            lines.append(f"  (language) {example.language}")
        marked = _marked(example)
        lines.extend(
            f"{'>' if index in marked else ' '} {text}" for index, text in enumerate(plain(example.text).split("\n"))
        )
    return lines


def _marked(example: Example) -> frozenset[int]:
    """The lines of the example as it is printed that the rule speaks of; of HTML, those that hold such a line."""
    if not example.is_html:
        return frozenset(example.lines)
    article = extract_page(Page(example.text), CleanConfig())
    spoken_of = [line.text for line in article.lines if line.index in example.lines]
    printed = enumerate(plain(example.text).split("\n"))
    return frozenset(
        index for index, text in printed if "<script" not in text and any(line in text for line in spoken_of)
    )
