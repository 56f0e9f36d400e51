"""This very newsclean, to be run in a process of its own."""

import os
import site
import sys
from pathlib import Path
from typing import Final

OWN_PROGRAM: Final = (sys.executable, "-P", "-m", "newsclean")
"""The command, without arguments. The current folder is no place to import from: what lies there may be anybody's."""


def own_environment() -> dict[str, str]:
    """The environment, in which this newsclean is found even where it is a checkout that was not installed."""
    here = str(Path(__file__).parents[1])
    if here in (*site.getsitepackages(), site.getusersitepackages()):
        return dict(os.environ)  # named in PYTHONPATH, what is installed would go before the standard library
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))}
