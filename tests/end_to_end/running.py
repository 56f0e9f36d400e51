"""newsclean as a user runs it."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("newsclean")


def run_newsclean(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the installed `newsclean` in a folder, and gives what it printed."""
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
