"""TOML files read into models, with every fault named by file and line."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from newsclean.errors import ConfigError
from newsclean.toml_file import MAX_FAULTS, MAX_FILE_BYTES, parse_toml, read_toml


class Feed(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["feed"]
    url: str


class Front(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["front"]
    url: str
    depth: int = 1


class Sources(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source: list[Annotated[Feed | Front, Field(discriminator="kind")]]


def _message(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text, Sources, "sources.toml")
    return str(caught.value)


def test_a_good_text_becomes_the_model() -> None:
    sources = parse_toml('[[source]]\nkind = "front"\nurl = "a"\ndepth = 2\n', Sources, "s.toml")
    assert sources.source == [Front(kind="front", url="a", depth=2)]


def test_an_unknown_key_in_a_table_of_an_array_is_named_with_its_line_and_its_nearest() -> None:
    text = '[[source]]\nkind = "feed"\nurl = "a"\n\n[[source]]\nkind = "front"\nurl = "b"\ndeptth = 2\n'
    assert _message(text) == 'sources.toml:8: unknown key "deptth" (did you mean "depth"?)'


def test_a_missing_key_is_named_with_the_line_of_its_table() -> None:
    assert _message('\n[[source]]\nkind = "feed"\n') == 'sources.toml:2: missing key "url"'


def test_a_wrong_type_is_named_with_its_line_and_value() -> None:
    message = _message('[[source]]\nkind = "front"\nurl = "b"\ndepth = "2"\n')
    assert message.startswith("sources.toml:4: source[1].front.depth: ")
    assert message.endswith('not "2"')


def test_faults_come_in_the_order_of_the_file() -> None:
    message = _message('zzz = 1\n[[source]]\nkind = "feed"\nurl = 1\n[[source]]\nkind = "feed"\nurl = 2\n')
    assert [line.split(":")[1] for line in message.splitlines()] == ["1", "4", "7"]


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = 1\na = 2\n", 2), ("[t]\n[t]\n", 2), ('a = "\n', 1)]
)
def test_a_syntax_error_is_named_with_its_line(text: str, line: int) -> None:
    assert _message(text).startswith(f"sources.toml:{line}: ")


def test_a_syntax_error_at_the_end_is_named() -> None:
    assert _message("a = [1,\n").startswith("sources.toml: ")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a." * 500 + "b = 1",
        "[" + "a." * 2000 + "b]\nc = 1",
        "a" + " . 'b'" * 50_000 + " = 1",
        "a = {" + '"b".' * 50_000 + "c = 1}",
    ],
)
def test_a_text_nested_too_deeply_is_refused(text: str) -> None:
    assert _message(text) == "sources.toml: nested too deeply"


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 50_000])
def test_a_number_that_python_does_not_read_is_refused(number: str) -> None:
    assert _message(f"a = {number}\n") == "sources.toml: a number has thousands of digits"


def test_of_very_many_faults_the_first_are_told() -> None:
    told = _message("".join(f"k{number} = 1\n" for number in range(5000))).splitlines()
    assert len(told) == MAX_FAULTS + 1
    assert told[-1] == f"… and {5001 - MAX_FAULTS} more"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: cannot be read: No such file"):
        read_toml(tmp_path / "absent.toml", Sources)
    with pytest.raises(ConfigError, match="Is a directory"):
        read_toml(tmp_path, Sources)


def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"a = 1\nb = '\xff'\n")
    with pytest.raises(ConfigError, match=r"binary\.toml:2: not UTF-8"):
        read_toml(binary, Sources)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    with pytest.raises(ConfigError, match="larger than"):
        read_toml(large, Sources)


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "windows.toml"
    file.write_bytes(b'\xef\xbb\xbf[[source]]\r\nkind = "feed"\r\nurl = "a"\r\n')
    assert read_toml(file, Sources).source == [Feed(kind="feed", url="a")]
