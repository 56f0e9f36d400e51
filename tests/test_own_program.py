"""newsclean run as another process is this very newsclean, wherever one stands."""

import os
import subprocess
import sys
import venv
from pathlib import Path

from newsclean.own_program import OWN_PROGRAM, own_environment
from newsclean.version import __version__

ROOT = Path(__file__).parents[1]


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    for name in ("newsclean", "typer"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('somebody else')")
    done = subprocess.run(
        [*OWN_PROGRAM, "--version"], cwd=tmp_path, env=own_environment(), capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"newsclean {__version__}\n", "")


def test_what_the_user_names_stays_named() -> None:
    code = "import sys; from newsclean.own_program import own_environment; print(own_environment()['PYTHONPATH'])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), "/somewhere"])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip().split(os.pathsep) == [str(ROOT), str(ROOT), "/somewhere"]


def test_an_installed_one_is_not_put_before_the_standard_library(tmp_path: Path) -> None:
    venv.create(tmp_path, symlinks=True)
    (packages,) = tmp_path.glob("lib/python*/site-packages")
    (packages / "newsclean").symlink_to(ROOT / "newsclean", target_is_directory=True)
    code = "import runpy, sys; print(runpy.run_path(sys.argv[1])['own_environment']().get('PYTHONPATH'))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [tmp_path / "bin" / "python", "-c", code, packages / "newsclean" / "own_program.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None\n"
