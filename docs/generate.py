"""Writes the generated parts of the manual: `python -m docs.generate`, or `make docs`.

The command line's reference comes from the commands, the rules' from the rules, the settings' from
`CleanConfig`, that of sources from their model; a test fails where a page is not what this writes.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import typer
from pydantic import BaseModel
from typer.cli import get_docs_for_click

from newsclean.classify.rule import Guard, Rule
from newsclean.cli import exit_codes
from newsclean.cli.app import COMMANDS, load_command
from newsclean.cli.rules import EXAMPLES, all_rules, label_of, sections
from newsclean.config import CleanConfig
from newsclean.models import Label
from newsclean.runs.settings import AlarmSettings
from newsclean.sources.model import Source, SourceSettings

FOLDER = Path(__file__).parent

_EXAMPLE = re.compile(r"(?:^  newsclean .*\n\n?)+", re.MULTILINE)


def command_reference() -> str:
    """Help, usage, arguments and options of every command."""
    return "\n".join(_command_page(name) for name in COMMANDS)


def _command_page(name: str) -> str:
    command = load_command(name)
    for below in getattr(command, "commands", {}).values():
        below.short_help = (below.help or "").partition("\n\n")[0].replace("\n", " ")  # whole, not its first words
    context = typer.Context(command, info_name=f"newsclean {name}")
    page = get_docs_for_click(obj=command, ctx=context, indent=2, name=name, call_prefix="newsclean")
    return _EXAMPLE.sub(_fenced, page).rstrip() + "\n"


def _fenced(examples: re.Match[str]) -> str:
    lines = [f"$ {line.strip()}" for line in examples[0].splitlines() if line.strip()]
    return "\n".join(["```console", *lines, "```", "", ""])


def exit_code_table() -> str:
    """The exit codes with what their documentation says."""
    body = ast.parse(inspect.getsource(exit_codes)).body
    rows = [
        (getattr(exit_codes, ast.unparse(constant.target)), ast.literal_eval(text.value))
        for constant, text in pairwise(body)
        if isinstance(constant, ast.AnnAssign) and isinstance(text, ast.Expr)
    ]
    return _table(("code", "meaning"), [(f"`{code}`", " ".join(text.split())) for code, text in rows])


def settings_table() -> str:
    """Every setting with its type, its default and what it does."""
    properties = CleanConfig.model_json_schema()["properties"]
    rows = []
    for name, setting in CleanConfig.model_fields.items():
        default = _spelled(setting.get_default(call_default_factory=True, validated_data={}))
        rows.append((f"`{name}`", properties[name]["type"], f"`{default}`", setting.description or ""))
    return _table(("setting", "type", "default", "what it does"), rows)


def starts_table() -> str:
    """What a source has that the defaults have not."""
    return _keys_table(Source, [name for name in Source.model_fields if name not in SourceSettings.model_fields])


def source_settings_table() -> str:
    """What a source and the defaults may have."""
    return _keys_table(SourceSettings, SourceSettings.model_fields)


def alarms_table() -> str:
    """What the table of alarms may have."""
    return _keys_table(AlarmSettings, AlarmSettings.model_fields)


def _keys_table(model: type[BaseModel], names: Iterable[str]) -> str:
    schema = model.model_json_schema()
    rows = []
    for name in names:
        field = model.model_fields[name]
        default = field.get_default(call_default_factory=True, validated_data={})
        shown = "must be given" if field.is_required() else _default(default)
        rows.append((f"`{name}`", _type_of(schema["properties"][name]), shown, field.description or ""))
    return _table(("key", "type", "default", "what it says"), rows)


def _default(value: object) -> str:
    if value is None or isinstance(value, BaseModel) or value in ((), {}, frozenset()):
        return ""
    return f"`{_spelled(value)}`"


def _type_of(schema: Mapping[str, Any]) -> str:
    """A type in words; None is that of a key that is not given."""
    if "$ref" in schema:
        return "table" if schema["$ref"].endswith("Settings") else "string"
    if alternatives := schema.get("anyOf"):
        return " or ".join(_type_of(one) for one in alternatives if one.get("type") != "null")
    if schema["type"] == "array":
        return f"array of {_type_of(schema['items'])}s"
    return "table" if schema["type"] == "object" else str(schema["type"])


def _spelled(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, (frozenset, tuple)):
        return str(sorted(value))
    return str(value)


def rules_reference() -> str:
    """Every rule and every guard, in the order in which they are asked."""
    return "\n".join(_rule_page(rule) for rule in all_rules())


def _rule_page(rule: Rule | Guard) -> str:
    parts = [f"### `{rule.name}`", f"Label: {label_of(rule)}"]
    for heading, lines in sections(rule):
        parts.append(f"**{heading}**")
        if heading in EXAMPLES:
            parts.append("\n".join(["```text", *lines, "```"]))
        else:
            parts.append("\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0])
    return "\n\n".join(parts) + "\n"


def label_list() -> str:
    """The labels, in one line."""
    return ", ".join(f"`{label.value}`" for label in Label) + "\n"


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "command-line.md": {"commands": command_reference, "exit codes": exit_code_table},
        "rules.md": {"rules": rules_reference},
        "sources.md": {
            "starts": starts_table,
            "source settings": source_settings_table,
            "alarms": alarms_table,
        },
        "configuration.md": {"settings": settings_table, "labels": label_list},
    }
)
"""Per page, its generated parts. A part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`."""


def generated(page: str, text: str) -> str:
    """`text` of `page` with its generated parts written anew. Raises ValueError where a part has no place."""
    for name, write in PARTS[page].items():
        begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"{page} has no place for {name}")
        text = f"{before}{begin}\n{write()}\n{end}{after}"
    return text


def main() -> None:
    """Write every page that is not current."""
    for page in PARTS:
        path = FOLDER / page
        current = path.read_text(encoding="utf-8")
        anew = generated(page, current)
        if anew != current:
            path.write_text(anew, encoding="utf-8")


if __name__ == "__main__":
    main()
