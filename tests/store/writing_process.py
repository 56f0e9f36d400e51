"""A process that saves numbered records into a store and says each number once it is saved.

python writing_process.py STORE FIRST LAST [NAME]
"""

import sys

from newsclean.models import CleanRecord
from newsclean.store import open_store


def numbered(number: int, name: str = "") -> CleanRecord:
    """Every seventh article comes twice, with another text. Some are longer than a disk page."""
    article, version = (number - 1, 2) if number % 7 == 6 else (number, 1)
    return CleanRecord(
        url=f"https://gazette.example/{name}{article}",
        title=f"Headline {article}",
        text=f"Text {article}, version {version}.\n" + "More of it. " * (article * 37 % 900),
        cleaner_version="1",
    )


if __name__ == "__main__":
    target, first, last, *names = sys.argv[1:]
    with open_store(target) as store:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        for current in range(int(first), int(last)):
            outcome = store.save(numbered(current, *names))
            sys.stdout.write(f"{current} {outcome}\n")
            sys.stdout.flush()
