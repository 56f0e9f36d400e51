"""Settings and languages as several commands take them."""

import re
from pathlib import Path

import typer
from pydantic import ValidationError

from newsclean.config import CleanConfig
from newsclean.config_file import load_config

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}")


def settings(path: Path | None, **options: object) -> CleanConfig:
    """The settings of the file, with those options before them that were given (are not None).

    Raises:
        ConfigError: the file cannot be read or is wrong.
        BadParameter: an option's value is; it is called as its setting is.
    """
    config = load_config(path) if path else CleanConfig()
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return CleanConfig.model_validate({**config.model_dump(), **given})
    except ValidationError as error:
        fault = error.errors()[0]
        raise typer.BadParameter(fault["msg"], param_hint=f"--{str(fault['loc'][0]).replace('_', '-')}") from None


def language_code(given: str | None) -> str | None:
    """The code in lower case. Raises BadParameter where it is none."""
    if given is not None and not _LANGUAGE_CODE.fullmatch(given):
        raise typer.BadParameter("a language is given by its ISO 639 code, such as fr")
    return given and given.lower()
