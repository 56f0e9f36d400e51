"""This very newsclean, to be run in a process of its own."""

import os
import sys
from pathlib import Path
from typing import Final

OWN_PROGRAM: Final = (sys.executable, "-P", "-m", "newsclean")
"""The command, without arguments. The current folder is no place to import from: what lies there may be anybody's."""


def own_environment() -> dict[str, str]:
    """The environment, in which this newsclean is found, a checkout too, before what PYTHONPATH names."""
    here = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))}
