"""How well copies of wire stories are found among many records, and how long that takes.

    python -m benchmarks.copies [--records 100000]

300 made-up wire stories are printed by outlets as outlets print them: whole, cut, under another title, with
paragraphs added or sentences dropped and changed. Beside them stand follow-ups that tell a third of the older
story again, translations, and as many other stories as it takes. Prints precision and recall, the time a record,
and the size on disk; exits with 1 where a bound is missed.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from newsclean import CleanRecord, SiteMemory
from newsclean.models import PageKind
from newsclean.record import fingerprint

STORIES = 300
RECORDS = 100_000
MIN_PRECISION = 0.99
MIN_RECALL = 0.95
MAX_MILLISECONDS = 20.0
VOCABULARY = 6_000
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
_AT_A_TIME = 500
_SYLLABLES = (
    "ba be bo ca ce co da de do fa fi fo ga go la le lo ma me mi na ne no pa pe po ra re ri sa se so ta te to"
).split()


@dataclass(frozen=True, slots=True)
class Printed:
    """A record, and the story that it is a copy of."""

    record: CleanRecord
    copy_of: str | None
    manner: str


class Language:
    """Words that are drawn as often as words of a language are: few of them all the time, most of them seldom."""

    def __init__(self, random: Random, ending: str = "") -> None:
        self._random = random
        self._words = ["".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) + ending for _ in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

    def sentence(self) -> str:
        """Eight to twenty-six words."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(8, 26))
        return " ".join(words).capitalize() + "."

    def body(self, paragraphs: int) -> list[list[str]]:
        """Paragraphs of two to four sentences."""
        return [[self.sentence() for _ in range(self._random.randint(2, 4))] for _ in range(paragraphs)]


class Wire:
    """Makes stories, and what outlets make of them."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)
        self._language = Language(self._random)
        self._other_language = Language(Random(seed + 1), "us")
        self._number = 0

    def printed(self) -> Iterator[Printed]:
        """The 300 stories with all that was made of them, in the order of publication."""
        for number in range(STORIES):
            body = self._language.body(self._random.randint(5, 12))
            is_agency = number % 3 == 0
            site = "apnews.com" if is_agency else f"paper{number % 7}.com"
            original = self.record(body, site, number)
            made = [
                Printed(self._remade(body, manner, number, is_agency), original.url, manner)
                for manner in self._manners()
            ]
            made += [self._follow_up(body, number), self._translated(len(body), number)]
            # The agency's own is the original, also where outlets are faster.
            yield from (
                (*made[:1], Printed(original, None, "original"), *made[1:])
                if is_agency
                else (
                    Printed(original, None, "original"),
                    *made,
                )
            )

    def _manners(self) -> list[str]:
        return self._random.sample(["whole", "cut", "half", "added", "edited", "dropped"], 3)

    def others(self) -> Iterator[CleanRecord]:
        """Stories of their own, without end."""
        while True:
            body = self._language.body(self._random.randint(3, 12))
            yield self.record(body, f"site{self._random.randint(0, 400)}.com", 0)

    def record(self, body: list[list[str]], site: str, hours: float) -> CleanRecord:
        """A record of a text."""
        self._number += 1
        text = "\n".join(" ".join(sentences) for sentences in body)
        url = f"https://www.{site}/{self._number}/the-story-{self._number}"
        return CleanRecord(
            url=url,
            final_url=url,
            site=site,
            title=self._language.sentence(),
            text=text,
            published=BEGAN + timedelta(hours=hours),
            page_kind=PageKind.ARTICLE,
            fingerprint=fingerprint(text),
        )

    def _remade(self, body: list[list[str]], manner: str, number: int, is_faster: bool) -> CleanRecord:
        random = self._random
        made = [list(sentences) for sentences in body]
        if manner == "cut":
            made = made[: max(3, round(len(made) * random.uniform(0.6, 0.85)))]
        elif manner == "half":
            made = made[: max(2, len(made) // 2)]
        elif manner == "added":
            for _ in range(random.randint(1, 3)):
                made.insert(random.randint(1, len(made)), self._language.body(1)[0])
        elif manner == "edited":
            made = [[self._edited(sentence) for sentence in sentences] for sentences in made]
        elif manner == "dropped":
            made = [[sentence for sentence in sentences if random.random() > 0.2] for sentences in made]
            made[0] = [self._language.sentence(), *made[0]]
        hours = number - 0.5 if is_faster else number + 0.5
        return self.record([sentences for sentences in made if sentences], f"outlet{random.randint(0, 60)}.com", hours)

    def _edited(self, sentence: str) -> str:
        """Every second sentence with a word changed."""
        words = sentence.split()
        if self._random.random() < 0.5:
            words[self._random.randrange(len(words))] = self._language.sentence().split()[1]
        return " ".join(words)

    def _follow_up(self, body: list[list[str]], number: int) -> Printed:
        """A newer story that ends with a third of the older one as its background."""
        new = self._language.body(max(4, len(body) - 2))
        return Printed(self.record(new + body[: max(1, len(body) // 3)], "follow.com", number + 30), None, "follow-up")

    def _translated(self, paragraphs: int, number: int) -> Printed:
        return Printed(
            self.record(self._other_language.body(paragraphs), "foreign.com", number + 1), None, "translated"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=RECORDS, help="other stories that are stored before")
    options = parser.parse_args(arguments)
    wire = Wire()
    with tempfile.TemporaryDirectory() as folder, SiteMemory.open(Path(folder) / "memory.db") as memory:
        started = time.process_time()
        others = islice(wire.others(), options.records)
        while batch := list(islice(others, _AT_A_TIME)):
            memory.copies.learn_all(iter(batch))
        filled = time.process_time() - started
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        printed = list(wire.printed())
        started = time.process_time()
        for one in printed:
            memory.copies.learn(one.record)
        milliseconds = 1000 * (time.process_time() - started) / len(printed)
        marks = [(one, memory.copies.find(one.record)) for one in printed]
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for one, mark in marks:
        if mark is not None:
            (right if mark.copy_of == one.copy_of else wrong)[one.manner] += 1
        elif one.copy_of is not None:
            missed[one.manner] += 1
    precision = right.total() / max(1, right.total() + wrong.total())
    recall = right.total() / sum(one.copy_of is not None for one in printed)
    print(f"{len(printed)} records of {STORIES} stories among {options.records:,} others")
    print(f"precision {precision:.4f} (at least {MIN_PRECISION}), recall {recall:.4f} (at least {MIN_RECALL})")
    for manner in sorted({one.manner for one in printed}):
        print(f"    {manner:10} right {right[manner]:4}  wrong {wrong[manner]:4}  missed {missed[manner]:4}")
    print(
        f"{milliseconds:.2f} ms CPU a record to learn and look up (at most {MAX_MILLISECONDS:g}), "
        f"{1000 * filled / max(1, options.records):.2f} ms to fill, making it up included; {size / 1e6:.0f} MB on disk"
    )
    kept = precision >= MIN_PRECISION and recall >= MIN_RECALL and milliseconds <= MAX_MILLISECONDS
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
