"""What may be said of alarms."""

import pytest
from pydantic import ValidationError

from newsclean.runs.settings import AlarmCheck, AlarmSettings


def test_a_tolerance_is_the_default_or_what_was_given() -> None:
    settings = AlarmSettings.model_validate({"tolerance": {"quiet": 3}})
    assert settings.tolerance_of(AlarmCheck.QUIET) == 3
    assert settings.tolerance_of(AlarmCheck.EMPTY_RATE) == 0.25


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"tolerance": {"no_articles": 1}}, "no_articles has no tolerance; name it in `off`"),
        ({"tolerance": {"quiet": -1}}, "greater than or equal to 0"),
        ({"tolerance": {"silence": 1}}, "Input should be"),
        ({"webhook": "ftp://hooks.example/secret"}, "no http or https URL"),
        ({"command": [""]}, "at least 1 character"),
        ({"command": ["mail\0"]}, "should match pattern"),
        ({"past_runs": 0}, "greater than or equal to 1"),
        ({"hook": "x"}, "Extra inputs are not permitted"),
    ],
)
def test_mistakes(given: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        AlarmSettings.model_validate(given)
