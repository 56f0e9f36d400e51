"""The generated parts of the manual are what the code says now."""

import tomllib

import pytest

from docs.generate import FOLDER, PARTS, generated
from newsclean.cli.app import COMMANDS
from newsclean.config import CleanConfig
from newsclean.models import Label
from newsclean.toml_file import parse_toml


@pytest.mark.parametrize("page", PARTS)
def test_a_page_is_current(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    assert generated(page, text) == text, "run `make docs`"


def test_a_page_without_a_place_for_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"configuration\.md has no place for settings"):
        generated("configuration.md", "# Configuration\n")


def test_nothing_is_left_out() -> None:
    commands = (FOLDER / "command-line.md").read_text(encoding="utf-8")
    settings = (FOLDER / "configuration.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"### `newsclean {name}`" in commands
    for name in CleanConfig.model_fields:
        assert f"| `{name}` |" in settings
    for label in Label:
        assert f"`{label.value}`" in settings


def test_the_example_of_a_configuration_is_one() -> None:
    text = (FOLDER / "configuration.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    assert tomllib.loads(example)
    config = parse_toml(example, CleanConfig, "example")
    assert config.labels_off == {Label.BYLINE, Label.DATELINE}
    assert set(config.phrases) == {Label.RELATED_LINK, Label.PROMO}
