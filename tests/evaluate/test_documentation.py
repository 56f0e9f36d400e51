"""What docs/evaluation.md says of `truth.jsonl` is what is read."""

import json
import re
from pathlib import Path

from newsclean.evaluate.truth import TruthPage

PAGE = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_example_is_a_valid_line_without_unknown_names() -> None:
    (example,) = re.findall(r"```json\n(.*)\n```", PAGE)
    assert set(json.loads(example)) <= set(TruthPage.model_fields)
    assert TruthPage.model_validate_json(example).body.count("\n") == 1


def test_every_field_is_described_and_no_other() -> None:
    table = PAGE.split("| field | what |")[1].split("\n\n")[0]
    first_cells = [row.split("|")[1] for row in table.splitlines() if row]
    described = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert described == set(TruthPage.model_fields)
