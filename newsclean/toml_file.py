"""A TOML file read into a pydantic model; whatever is wrong in it is named with file and line."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from newsclean.errors import ConfigError
from newsclean.toml_lines import TomlLines

MAX_FILE_BYTES = 5_000_000
"""Beyond what anybody writes by hand; a device or a page given by mistake is refused here."""

MAX_FAULTS = 20
"""So many are told; who has more has given another file than he meant."""

_TOO_DEEP = "nested too deeply"
# Python's reader goes through all parts of a key for each of them: 50,000 take it half a minute.
_DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){100}")
_DECODE_ERROR = re.compile(r"^(.*) \(at line (\d+), column \d+\)$", re.DOTALL)
_TWICE = re.compile(r"^Cannot declare \((.*)\) twice$", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'")

ModelT = TypeVar("ModelT", bound=BaseModel)


def read_toml(path: str | PathLike[str], model: type[ModelT]) -> ModelT:
    """The file at `path` as a `model`. Types are strict: `"0.5"` is no number.

    Raises `ConfigError` naming file and line of each fault, a line of the message each.
    """
    return parse_toml(read_text(Path(path)), model, name=str(path))


def parse_toml(text: str, model: type[ModelT], name: str) -> ModelT:
    """`read_toml` for a text; `name` is what messages call it."""
    values = _as_json(text, name)
    try:
        return model.model_validate_json(values, strict=True)
    except ValidationError as error:
        if error.errors(include_url=False)[0]["type"] == "json_invalid":  # of JSON that Python wrote
            raise ConfigError(f"{name}: {_TOO_DEEP}") from None
        raise ConfigError(_faults_message(error, TomlLines(text), model.model_json_schema(), name)) from None


def _as_json(text: str, name: str) -> str:
    """The values of a TOML text as JSON, from which strict validation still takes a list for a tuple."""
    if _DEEP_KEY.search(text):
        raise ConfigError(f"{name}: {_TOO_DEEP}")
    try:
        return json.dumps(tomllib.loads(text), default=str)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_syntax_message(str(error), name)) from None
    except RecursionError:
        raise ConfigError(f"{name}: {_TOO_DEEP}") from None
    except ValueError:  # the one thing that Python's reader does not name itself
        raise ConfigError(f"{name}: a number has thousands of digits") from None


def read_text(path: Path) -> str:
    """The text of the file at `path`. Raises ConfigError where it is no text, or larger than anybody writes."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    if len(content) > MAX_FILE_BYTES:
        raise ConfigError(f"{path}: larger than {MAX_FILE_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8 text") from None


def _syntax_message(message: str, name: str) -> str:
    if match := _DECODE_ERROR.match(message):
        return f"{name}:{match[2]}: {_syntax_words(match[1])}"
    return f"{name}: {message}"


def _syntax_words(message: str) -> str:
    """The message of Python's reader, without the tuple in which it shows a table that stands there twice."""
    if match := _TWICE.match(message):
        table = ".".join(part.strip(" '") for part in match[1].split(",") if part.strip())
        return f"[{table}] stands here a second time; put its lines under the first one"
    return message


def _faults_message(error: ValidationError, lines: TomlLines, schema: dict[str, Any], name: str) -> str:
    """A line for each fault, in the order of the file, and for those beyond the first few how many they are."""
    faults = sorted(error.errors(), key=lambda fault: lines.line_of(fault["loc"]) or 0)
    told = [_fault_message(fault, lines, schema, name) for fault in faults[:MAX_FAULTS]]
    more = [f"… and {len(faults) - MAX_FAULTS} more"] if len(faults) > MAX_FAULTS else []
    return "\n".join([*told, *more])


def _fault_message(fault: ErrorDetails, lines: TomlLines, schema: dict[str, Any], name: str) -> str:
    location = fault["loc"]
    line = lines.line_of(location)
    place = f"{name}:{line}" if line else name
    return f"{place}: {_fault_text(fault, location, schema)}"


def _fault_text(fault: ErrorDetails, location: Sequence[str | int], schema: dict[str, Any]) -> str:
    if fault["type"] == "extra_forbidden":
        return _unknown(f'unknown key "{location[-1]}"', location[-1], _known_keys(schema, location[:-1]))
    if fault["type"] == "missing":
        return f'missing key "{location[-1]}"'
    if fault["type"] in ("enum", "literal_error"):
        choices = _QUOTED.findall(fault.get("ctx", {}).get("expected", ""))
        if location[-1] == "[key]":
            return _unknown(f'unknown key "{location[-2]}" in {location[-3]}', location[-2], choices)
        return _unknown(f'unknown value "{fault["input"]}" in {_spelled(location)}', fault["input"], choices)
    if fault["type"] == "stated":  # by a validator that says it all, and perhaps must not show the value
        return f"{_spelled(location)}: {fault['msg']}"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{_spelled(location)}: {message[:1].lower()}{message[1:]}, not {_shown(fault['input'])}"


def _unknown(message: str, given: object, choices: Sequence[str]) -> str:
    near = get_close_matches(str(given), choices, n=1) or _longer(str(given), choices)
    if near:
        return f'{message} (did you mean "{near[0]}"?)'
    return f"{message} (known: {', '.join(choices)})" if choices else message


def _longer(given: str, choices: Sequence[str]) -> list[str]:
    """The one choice that goes on where the given word ends: `delay_seconds` for `delay`, as the option is called."""
    longer = [choice for choice in choices if given and choice.startswith(f"{given}_")]
    return longer if len(longer) == 1 else []


def _spelled(location: Sequence[str | int]) -> str:
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).lstrip(".") or "the file"


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _known_keys(schema: dict[str, Any], location: Sequence[str | int]) -> list[str]:
    """The keys that the model has at `location`."""
    candidates = list(_resolved(schema, schema))
    for part in location:
        deeper = [found for candidate in candidates for found in _below(candidate, part, schema)]
        candidates = deeper or candidates  # the tag of a union is no step down
    return list(dict.fromkeys(key for candidate in candidates for key in candidate.get("properties", {})))


def _below(candidate: dict[str, Any], part: str | int, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(part, int):
        child = candidate.get("items")
    else:
        child = candidate.get("properties", {}).get(part) or candidate.get("additionalProperties")
    if isinstance(child, dict):
        yield from _resolved(child, schema)


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`node` without references and unions: each schema that it may stand for."""
    if reference := node.get("$ref"):
        yield from _resolved(schema["$defs"][reference.rpartition("/")[2]], schema)
        return
    alternatives = [*node.get("anyOf", []), *node.get("oneOf", [])]
    if not alternatives:
        yield node
    for alternative in alternatives:
        yield from _resolved(alternative, schema)
