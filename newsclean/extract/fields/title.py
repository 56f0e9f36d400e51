"""The headline, without the site's name, by what the page's declarations and headings agree on."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsclean.extract.blocks import Block
from newsclean.extract.fields.declared import Declared
from newsclean.extract.fields.found import Found
from newsclean.extract.fields.own_heading import (
    MAX_BLOCKS,
    heading_of_text,
    is_shown,
    own_heading,
    story_of_rubric,
    whole_heading,
)
from newsclean.extract.fields.site import Site
from newsclean.extract.fields.title_candidates import (
    MAX_TITLE_CHARS,
    first_places,
    in_script_of_heading,
    plain_title,
    title_candidates,
)
from newsclean.extract.fields.title_likeness import AGREEMENT, MIN_AGREEING_WORDS, MIN_ALONE_WORDS, likeness_of
from newsclean.extract.fields.title_parts import headline_parts, without_addition, without_site
from newsclean.extract.json_ld import JsonLd, node_types
from newsclean.folding import fold
from newsclean.text import words

# How much a place is to be believed, as its vote for a headline. JSON-LD is written for the article alone, and goes
# only where heading and title element agree against it; og:title is now and then a social variant, the h1 another
# page's or a rubric, the twitter card a copy of og:title.
_WEIGHTS = {"json-ld": 0.95, "meta og:title": 0.7, "h1": 0.5, "title element": 0.5, "meta twitter:title": 0.2}
_OTHER_WEIGHT = 0.2
# A headline that is but a quotation, as northern papers mark it, is what a card has left of a longer one.
_QUOTE = re.compile(r"[-–—]\s")
# These write the headline without the names of the site and its parts.
_ALONE = frozenset({"json-ld", "h1"})
# These shorten it for links and lists of results.
_CUTTING = frozenset({"meta og:title", "title element"})
_ALL_BUT_CARDS = frozenset({"json-ld", "h1", "title element"})
# Among forms of the same headline, that which is written to stand alone, away from the page's kicker.
_PREFERENCE = {"meta og:title": 0.03, "json-ld": 0.02, "h1": 0.01}
_PARTS = ("headline", "alternativeHeadline")
# "dam-holds-above-old-town": a part of an address, which a careless template gives for the title.
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")


def find_title(declared: Declared, json_ld: JsonLd, site: Site, blocks: Sequence[Block] = ()) -> Found[str] | None:
    """The headline that most of the page agrees on; None where the page has none.

    Where neither the article's data nor a heading of the first level has it, the blocks of the page tell which part of
    the title element or of the card is the headline.
    """
    raw = in_script_of_heading(list(title_candidates(declared, json_ld)))
    if not raw:
        return None
    if newsroom := _headline_behind_kicker(raw, json_ld) or _newsroom_headline(raw, json_ld, site):
        return newsroom
    # Most places write the headline alike, so that each form is looked at once.
    shown = {fold(value) for value in {each.value for each in raw}}
    if all(each.origin not in _ALONE or len(words(each.value)) < MIN_ALONE_WORDS for each in raw):
        shown.update(_short_texts(blocks))
    bare = headline_parts({each.value for each in raw}, site, shown)
    folded = {title: fold(title) for title in set(bare.values())}
    cleaned = [Found(bare[each.value], each.origin) for each in raw]
    candidates = [each for each in cleaned if each.value and folded[each.value] not in site.names]
    candidates = [each for each in candidates if not _is_broken(each.value, candidates)] or candidates
    if not candidates:
        return heading_of_text(blocks) or raw[0]
    bag_of = {form: Counter(words(form)) for form in set(folded.values())}
    bags = [bag_of[folded[each.value]] for each in candidates]
    scores = [_score(place, candidates, bags) for place in range(len(candidates))]
    best = scores.index(max(scores))
    if candidates[best].origin == "h1" and (story := story_of_rubric(candidates, bags, blocks)) is not None:
        return candidates[story]
    heading = own_heading(candidates, bags, best)
    if heading is None and bags[best].total() < MIN_AGREEING_WORDS:
        heading = whole_heading(candidates, bags, best)
    if heading is not None and not is_shown(candidates[best].value, blocks):
        return candidates[heading]
    return candidates[_most_written(best, candidates, bags)]


def _is_broken(title: str, candidates: Sequence[Found[str]]) -> bool:
    """Whether it is a part of an address, or another candidate as far as a quotation mark that ended its attribute."""
    return _SLUG.fullmatch(title) is not None or any(
        each.value.startswith(title) and each.value[len(title) :].lstrip().startswith('"') for each in candidates
    )


def _newsroom_headline(raw: Sequence[Found[str]], json_ld: JsonLd, site: Site) -> Found[str] | None:
    """The headline that the data of a news article and the page's card both write word for word.

    On such pages a heading that differs leaves out the kicker or is the story's second headline.
    """
    is_news = any(name.casefold().endswith("newsarticle") for node in json_ld.articles[:1] for name in node_types(node))
    first = first_places(raw)
    data, card = first.get("json-ld"), first.get("meta og:title")
    if not is_news or data is None or card is None:
        return None
    headline = without_site(raw[card].value, site)
    folded = fold(headline)
    if folded in site.names or _SLUG.fullmatch(headline):
        return None
    spelled = words(folded)
    is_same = len(spelled) >= MIN_AGREEING_WORDS and spelled == words(fold(without_site(raw[data].value, site)))
    shown = (each.value for each in raw if each.origin == "h1")
    return Found(without_addition(headline, shown), raw[card].origin) if is_same else None


def _headline_behind_kicker(raw: Sequence[Found[str]], json_ld: JsonLd) -> Found[str] | None:
    """The headline of the article's data, where these have apart from it the kicker that others write before it."""
    node = json_ld.articles[0] if json_ld.articles else {}
    headline, kicker = (plain_title(value) if isinstance(value := node.get(key), str) else "" for key in _PARTS)
    if not headline or not kicker:
        return None
    whole = words(fold(f"{kicker} {headline}"))
    is_written = any(words(fold(each.value))[: len(whole)] == whole for each in raw if each.origin != "json-ld")
    return Found(headline, "json-ld") if is_written else None


def _short_texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks[:MAX_BLOCKS]:
        if block.text.count(" ") + 1 >= MIN_AGREEING_WORDS and len(block.text) <= MAX_TITLE_CHARS:
            yield fold(block.text)


def _score(place: int, candidates: list[Found[str]], bags: list[Counter[str]]) -> float:
    """The weight of a candidate's place, and those of the places that agree with it, each place once."""
    votes: dict[str, float] = {}
    for other, each in enumerate(candidates):
        likeness = 1.0 if other == place else likeness_of(bags[place], bags[other])
        if likeness >= AGREEMENT:
            votes[each.origin] = _WEIGHTS.get(each.origin, _OTHER_WEIGHT)
    return sum(votes.values()) + _PREFERENCE.get(candidates[place].origin, 0.0)


def _most_written(best: int, candidates: Sequence[Found[str]], bags: Sequence[Counter[str]]) -> int:
    """Of the best headline and other forms of it, the place of the one that most of the page writes word for word.

    A longer form has a kicker or an addition, which the page shows, and which no other place takes for the headline.
    It goes before a form that one place alone has cut at its end, to fit on a card.
    """
    if (whole := _whole_of_cut(best, candidates)) is not None:
        return whole

    def writers(bag: Counter[str]) -> set[str]:
        return {each.origin for each, other in zip(candidates, bags, strict=True) if other is bag or other == bag}

    is_lone = len(writers(bags[best])) == 1
    ending = fold(candidates[best].value)

    def may_stand_for_best(place: int) -> bool:
        if place == best or likeness_of(bags[best], bags[place]) < AGREEMENT:
            return place == best
        is_shorter = bags[place].total() < bags[best].total()
        if is_shorter or not is_lone:
            return is_shorter
        if not fold(candidates[place].value).endswith(ending):
            return True
        return _QUOTE.match(candidates[best].value) is not None and writers(bags[place]) >= _ALL_BUT_CARDS

    def weight(place: int) -> float:
        said = sum(_WEIGHTS.get(origin, _OTHER_WEIGHT) for origin in writers(bags[place]))
        return said + _PREFERENCE.get(candidates[place].origin, 0.0)

    return max(filter(may_stand_for_best, range(len(bags))), key=weight)


def _whole_of_cut(best: int, candidates: Sequence[Found[str]]) -> int | None:
    """Place of the headline that data and heading both have, where the card and the title element cut it at its end."""
    first = first_places(candidates)
    if not first.keys() >= _ALONE | _CUTTING:
        return None
    data, heading, *cut = (fold(candidates[first[origin]].value) for origin in ("json-ld", "h1", *sorted(_CUTTING)))
    rest = data.removeprefix(cut[0])
    is_cut = data == heading and {fold(candidates[best].value)} == set(cut) and rest != data
    return first["json-ld"] if is_cut and rest and not rest[0].isalnum() else None
