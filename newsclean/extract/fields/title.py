"""The headline, without the site's name, by what the page's declarations and headings agree on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from newsclean.extract.blocks import Block
from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.site import Site
from newsclean.extract.fields.words import words as page_words
from newsclean.extract.json_ld import JsonLd, plain_text
from newsclean.folding import fold
from newsclean.text import words

MAX_TITLE_CHARS = 400
"""Longer is a text, not a headline."""
_MAX_HEADINGS = 20
_MAX_BLOCKS = 300

# How much a place is to be believed, as its vote for a headline. JSON-LD is written for the article alone, and goes
# only where heading and title element agree against it; og:title is now and then a social variant, the h1 another
# page's or a rubric, the twitter card a copy of og:title.
_WEIGHTS = {"json-ld": 0.95, "meta og:title": 0.7, "h1": 0.5, "title element": 0.5, "meta twitter:title": 0.2}
_OTHER_WEIGHT = 0.2
# Among forms of the same headline, that which is written to stand alone, away from the page's kicker.
_PREFERENCE = {"meta og:title": 0.03, "json-ld": 0.02, "h1": 0.01}
_AGREEMENT = 0.9
"""Share of the shorter candidate's words that the other has, from which both are the same headline."""
_MIN_AGREEING_WORDS = 3
_MIN_ALONE_WORDS = 4
"""What another candidate goes with alone is a headline from so many words; with fewer it is a rubric."""
_SAME_STORY = 0.5
"""The same share, from which two candidates tell of one story in other words; with less the heading is a rubric."""
_SECTION_MAX_WORDS = 3
"""The site's name with that of a section behind it."""

# "新华网", "中国载人航天官方网站".
OUTLET_MAX_CHARS = 16
_HAN = "[\u3040-\u30ff\u3400-\u9fff]"
_TAIL = re.compile(
    r"\s+[|–—·•»›~-]+\s+|\s*[|｜]\s*|\s*[-–—]{2,}\s*|\s+::\s+|_(?=[^_]+$)|(?<=[^\W\d])[：](?=\S)"
    rf"|(?<={_HAN})-(?={_HAN}[^-]{{1,{OUTLET_MAX_CHARS}}}$)"
)
# "dam-holds-above-old-town": a part of an address, which a careless template gives for the title.
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
# East Asian pages name the outlet in brackets behind the headline; it goes where another candidate goes without.
_NOTE = re.compile(r"\s*[（【]")
_OTHER_METAS = ("title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline", "hdl")


def find_title(declared: Declared, json_ld: JsonLd, site: Site, blocks: Sequence[Block] = ()) -> Found[str] | None:
    """The headline that most of the page agrees on; None where the page has none.

    Where the title element is all there is, the blocks of the page tell which part of it is the headline.
    """
    raw = list(_candidates(declared, json_ld))
    if not raw:
        return None
    # Most places write the headline alike, so that each form is looked at once.
    shown = {fold(value) for value in {each.value for each in raw}}
    if all(each.origin == "title element" or len(words(each.value)) < _MIN_ALONE_WORDS for each in raw):
        shown.update(_short_texts(blocks))
    bare = {value: _without_site(value, site, shown) for value in {each.value for each in raw}}
    folded = {title: fold(title) for title in set(bare.values())}
    cleaned = [Found(bare[each.value], each.origin) for each in raw]
    candidates = [each for each in cleaned if each.value and folded[each.value] not in site.names]
    candidates = [each for each in candidates if not _is_broken(each.value, candidates)] or candidates
    if not candidates:
        return raw[0]
    bag_of = {form: Counter(words(form)) for form in set(folded.values())}
    bags = [bag_of[folded[each.value]] for each in candidates]
    scores = [_score(place, candidates, bags) for place in range(len(candidates))]
    best = scores.index(max(scores))
    if len(declared.headings) == 1 and (shown_place := _only_shown(candidates, bags, best)) is not None:
        return candidates[shown_place]
    return candidates[_most_written(best, candidates, bags)]


def _is_broken(title: str, candidates: Sequence[Found[str]]) -> bool:
    """Whether it is a part of an address, or another candidate as far as a quotation mark that ended its attribute."""
    return _SLUG.fullmatch(title) is not None or any(
        each.value.startswith(title) and each.value[len(title) :].lstrip().startswith('"') for each in candidates
    )


def _only_shown(candidates: Sequence[Found[str]], bags: Sequence[Counter[str]], best: int) -> int | None:
    """Place of a page's only heading, where it says in words of its own what all declarations say in others.

    Those are written for search engines; readers see the heading.
    """
    heading = next((place for place, each in enumerate(candidates) if each.origin == "h1"), None)
    if heading is None or bags[heading].total() < _MIN_AGREEING_WORDS:
        return None
    others = (_likeness(bags[heading], bags[place]) for place in range(len(candidates)) if place != heading)
    is_alone = all(likeness < _AGREEMENT for likeness in others)
    return heading if is_alone and _likeness(bags[heading], bags[best]) >= _SAME_STORY else None


def _candidates(declared: Declared, json_ld: JsonLd) -> Iterator[Found[str]]:
    for node in json_ld.articles[:3]:
        for key in ("headline", "name"):
            value = node.get(key)
            if isinstance(value, str) and (title := _plain(value)):
                yield Found(title, "json-ld")
                break
    for name, value in declared.values("og:title", "twitter:title", *_OTHER_METAS):
        if title := _plain(value):
            yield Found(title, f"meta {name}")
    for heading in declared.headings[:_MAX_HEADINGS]:
        if title := _plain(heading):
            yield Found(title, "h1")
    if declared.title and (title := _plain(declared.title)):
        yield Found(title, "title element")


def _plain(value: str) -> str:
    text = " ".join(plain_text(value).replace("\u00ad", "").split())
    return text if len(text) <= MAX_TITLE_CHARS else ""


def _without_site(title: str, site: Site, shown: set[str]) -> str:
    """The title without a head or tails that name the site, or that another candidate goes without."""
    cuts = list(_TAIL.finditer(title))
    for cut in cuts:
        head = title[: cut.start()].strip()
        tail = title[cut.end() :].strip()
        for part in sorted((head, tail), key=len, reverse=True):
            if part and fold(part) in shown:
                return part
    for cut in _NOTE.finditer(title):
        if len(words(title[: cut.start()])) >= _MIN_ALONE_WORDS and fold(title[: cut.start()]) in shown:
            return title[: cut.start()]
    while cuts:
        cut = cuts.pop()
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        if not head or not _names_site(tail, site):
            break
        title = head
    first = _TAIL.search(title)
    if first and _names_site(title[: first.start()], site) and title[first.end() :].strip():
        return title[first.end() :].strip()
    return title


@cache
def _outlet_endings() -> tuple[str, ...]:
    return tuple(sorted(page_words().outlet_endings))


def _short_texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks[:_MAX_BLOCKS]:
        if block.text.count(" ") + 1 >= _MIN_AGREEING_WORDS and len(block.text) <= MAX_TITLE_CHARS:
            yield fold(block.text)


def _names_site(part: str, site: Site) -> bool:
    folded = fold(part).strip(" .")
    if folded in site.names:
        return True
    if len(folded) <= OUTLET_MAX_CHARS and folded.endswith(_outlet_endings()):
        return True
    parts = folded.split()
    if parts and len(parts) <= _SECTION_MAX_WORDS and parts[0] in site.names:
        return True  # "EX Politics" of a site named EX
    # "Example News" of a site named Example, "news.example.org" of example.org.
    said = set(words(folded))
    return len(parts) <= 4 and any(
        len(name) > 3 and (name in folded or said.issuperset(words(name.replace("-", " ")))) for name in site.names
    )


def _score(place: int, candidates: list[Found[str]], bags: list[Counter[str]]) -> float:
    """The weight of a candidate's place, and those of the places that agree with it, each place once."""
    votes: dict[str, float] = {}
    for other, each in enumerate(candidates):
        likeness = 1.0 if other == place else _likeness(bags[place], bags[other])
        if likeness >= _AGREEMENT:
            votes[each.origin] = _WEIGHTS.get(each.origin, _OTHER_WEIGHT)
    return sum(votes.values()) + _PREFERENCE.get(candidates[place].origin, 0.0)


def _most_written(best: int, candidates: Sequence[Found[str]], bags: Sequence[Counter[str]]) -> int:
    """Of the best headline and shorter forms of it, the place of the one that most of the page writes word for word.

    A longer form has a kicker or an addition, which the page shows, and which no other place takes for the headline.
    """
    forms = [
        place
        for place, bag in enumerate(bags)
        if place == best or (_likeness(bags[best], bag) >= _AGREEMENT and bag.total() < bags[best].total())
    ]

    def weight(place: int) -> float:
        same = (bag is bags[place] or bag == bags[place] for bag in bags)
        written = {each.origin for each, is_same in zip(candidates, same, strict=True) if is_same}
        said = sum(_WEIGHTS.get(origin, _OTHER_WEIGHT) for origin in written)
        return said + _PREFERENCE.get(candidates[place].origin, 0.0)

    return max(forms, key=weight)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    if one is other:
        return 1.0
    shorter = min(one.total(), other.total())
    if shorter < _MIN_AGREEING_WORDS:
        return float(one == other)
    return (one & other).total() / shorter
