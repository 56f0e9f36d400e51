"""A `CleanConfig` from a TOML file."""

from os import PathLike

from newsclean.config import CleanConfig
from newsclean.toml_file import read_toml


def load_config(path: str | PathLike[str]) -> CleanConfig:
    """The settings of the TOML file at `path`; what it does not set keeps its default.

    Raises `ConfigError` naming file and line where a key, a label or a value is wrong.
    """
    return read_toml(path, CleanConfig)
