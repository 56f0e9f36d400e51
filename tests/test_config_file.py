"""A configuration file gives a `CleanConfig`, or says by file and line what is wrong in it."""

from pathlib import Path

import pytest

from newsclean.config import CleanConfig
from newsclean.config_file import load_config
from newsclean.errors import ConfigError
from newsclean.models import Label


def _write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def _message(folder: Path, text: str) -> str:
    file = _write(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    return str(caught.value).replace(str(file), "config.toml")


def test_what_is_set_is_taken_and_the_rest_keeps_its_default(tmp_path: Path) -> None:
    file = _write(
        tmp_path,
        'labels_off = ["byline", "dateline"]\ncut_score = 0.75\n[phrases]\nteaser = ["Sur le même sujet"]\n',
    )
    assert load_config(file) == CleanConfig(
        labels_off=frozenset({Label.BYLINE, Label.DATELINE}),
        cut_score=0.75,
        phrases={Label.TEASER: ("Sur le même sujet",)},
    )


def test_an_empty_file_is_the_default(tmp_path: Path) -> None:
    assert load_config(_write(tmp_path, "")) == CleanConfig()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\ntail_scroe = 1\n", 'config.toml:3: unknown key "tail_scroe" (did you mean "tail_score"?)'),
        (
            'labels_off = [\n  "teasr",\n]\n',
            'config.toml:2: unknown value "teasr" in labels_off[1] (did you mean "teaser"?)',
        ),
        ('[phrases]\nteasr = ["x y"]\n', 'config.toml:2: unknown key "teasr" in phrases (did you mean "teaser"?)'),
        ('cut_score = "high"\n', 'config.toml:1: cut_score: input should be a valid number, not "high"'),
        ("cut_score = 3\n", "config.toml:1: cut_score: input should be less than or equal to 1, not 3"),
        ("allow_private_hosts = 1\n", "config.toml:1: allow_private_hosts: input should be a valid boolean, not 1"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    assert _message(tmp_path, text) == message


def test_a_label_like_no_other_lists_the_known_ones(tmp_path: Path) -> None:
    message = _message(tmp_path, 'labels_off = ["zzzzzz"]\n')
    assert "known: teaser, ticker" in message


@pytest.mark.parametrize("phrase", ["", "  ", "-"])
def test_a_phrase_that_would_match_every_line_is_refused(tmp_path: Path, phrase: str) -> None:
    assert "config.toml:1: phrases.teaser[1]" in _message(tmp_path, f'phrases.teaser = ["{phrase}"]\n')


def test_a_time_limit_without_end_is_refused(tmp_path: Path) -> None:
    assert "fetch_timeout_seconds" in _message(tmp_path, "fetch_timeout_seconds = inf\n")
