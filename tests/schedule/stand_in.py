"""In the place of `newsclean`: a crawl whose source's name says how it behaves. Writes down when it ran."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType


def interrupted(_number: int, _frame: FrameType | None) -> None:
    sys.exit(130)


def note(folder: Path, name: str, what: str) -> None:
    with (folder / "crawls.txt").open("a") as file:
        file.write(f"{name} {what} {os.getpid()} {time.time()}\n")


def behave(folder: Path, name: str) -> None:
    kind = name.partition("-")[0]
    if kind == "slow":
        time.sleep(30)
    elif kind == "brief":
        time.sleep(0.3)
    elif kind == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        note(folder, name, "deaf")
        time.sleep(30)
    elif kind == "parent":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
        (folder / "grandchild.txt").write_text(str(child.pid))
        time.sleep(30)
    elif kind == "loud":
        sys.stdout.buffer.write(b"\x1b]0;title\x07plain \xff words\n" + b"x" * 300_000 + b"\nlast")
    elif kind == "locked":
        from newsclean.crawl.lock import source_lock

        with source_lock(str(folder / "news.db"), name):
            note(folder, name, "locked")
            time.sleep(30)
    elif kind == "exit":
        sys.exit(int(name.partition("-")[2]))


def main() -> None:
    signal.signal(signal.SIGTERM, interrupted)
    *given, name, _, sources = sys.argv[1:]
    assert given == ["crawl", "--quiet", "--sources-on-stdin", "--source"]
    text = sys.stdin.read()
    assert f'name = "{name}"' in text
    assert "evry" not in text, "a file with a mistake in it is not in force"
    folder = Path(sources).parent
    note(folder, name, "began")
    try:
        behave(folder, name)
    finally:
        note(folder, name, "ended")


if __name__ == "__main__":
    main()
