"""The language of a text that does not declare one."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

# langdetect draws at random and is the slowest part of cleaning a text: a fixed seed makes it
# deterministic, a sample keeps it short. 400 characters give the language of news text in
# all but 1 of 200 cases.
SAMPLE_CHARS = 400
SEED = 0
# Of its seven rounds of drawing three give the same answer on 440 news texts, in 1 ms instead of 2.
ROUNDS = 3
# Below this the detector guesses; better no language than a wrong one.
MIN_CHARS = 40
MIN_PROBABILITY = 0.8

_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e01-\u0e5b]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    # langdetect knows neither, and takes both for Estonian.
    ("hy", re.compile(r"[\u0531-\u0587]")),
    ("ka", re.compile(r"[\u10d0-\u10ff]")),
)
# Names and quotations of another script stand in most texts; Japanese mixes three.
_MIN_SCRIPT_SHARE = 0.3
_MIN_KANA_SHARE = 0.08
# langdetect tells the two written forms of Chinese apart, a record does not.
_CODE_LENGTH = 2


def detect_language(lines: Sequence[str]) -> str | None:
    """ISO 639-1 code, None where the text is too short or too mixed to tell."""
    sample = _sample(lines)
    if len(sample) < MIN_CHARS:
        return None
    letters = sum(char.isalpha() for char in sample)
    for code, script in _SCRIPTS:
        share = _MIN_KANA_SHARE if code == "ja" else _MIN_SCRIPT_SHARE
        if letters and len(script.findall(sample)) > share * letters:
            return code
    detector: Detector = _profiles().create()
    detector.seed, detector.n_trial = SEED, ROUNDS
    try:
        detector.append(sample)
        best = detector.get_probabilities()
    except LangDetectException:  # no letters that any profile knows
        return None
    if not best or best[0].prob < MIN_PROBABILITY:
        return None
    return str(best[0].lang)[:_CODE_LENGTH]


def _sample(lines: Sequence[str]) -> str:
    """Text from the longest lines, which are prose in the page's language; labels often are not."""
    longest = sorted(lines, key=len, reverse=True)[:4]
    quarter = SAMPLE_CHARS // max(1, len(longest))
    if sum(len(line) for line in longest) <= SAMPLE_CHARS:
        return " ".join(longest).strip()
    return " ".join(line[:quarter] for line in longest).strip()


class _Shares(dict[str, list[float]]):
    """How often each language has an n-gram, by n-gram, worked out when a text has it.

    langdetect works out all of them when it is loaded, which takes a quarter of a second and 50 MB.
    """

    def __init__(self, profiles: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._counts: list[tuple[dict[str, int], list[int]]] = [(each["freq"], each["n_words"]) for each in profiles]
        self._known = frozenset[str]().union(*(counts for counts, _ in self._counts))

    def __contains__(self, gram: object) -> bool:
        return gram in self._known

    def __missing__(self, gram: str) -> list[float]:
        place = len(gram) - 1
        self[gram] = shares = [counts.get(gram, 0) / totals[place] for counts, totals in self._counts]
        return shares


@lru_cache(maxsize=1)
def _profiles() -> DetectorFactory:
    profiles = [json.loads(path.read_bytes()) for path in sorted(Path(PROFILES_DIRECTORY).iterdir())]
    factory = DetectorFactory()
    factory.langlist = [profile["name"] for profile in profiles]
    factory.word_lang_prob_map = _Shares(profiles)
    factory.set_seed(SEED)
    return factory
