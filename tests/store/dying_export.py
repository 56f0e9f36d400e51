"""An export in a process of its own that kills itself when it is about to touch the folder for the n-th time.

Arguments: store, folder, ending, n. Says "done" where it came to the end before.
"""

import os
import signal
import sys
from pathlib import Path

from newsclean.store import RecordFilter, read_store
from newsclean.store.dataset import export_new

TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate"}

if __name__ == "__main__":
    target, folder, ending, dies_at = sys.argv[1:]
    touched = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        global touched  # noqa: PLW0603
        if event in TOUCHING and any(folder in str(argument) for argument in arguments):
            touched += 1
            if touched == int(dies_at):
                os.kill(os.getpid(), signal.SIGKILL)

    with read_store(target) as reader:
        sys.addaudithook(watch)
        export_new(reader, Path(folder), RecordFilter(all_versions=True), ending)
    sys.stdout.write("done\n")
