"""What wording and boxes weigh."""

import pytest

from newsclean.classify.evidence import BOX_MAX_PROSE_SHARE, DEFAULT_WEIGHTS, Boxes, by_box, by_phrase
from newsclean.classify.lexicon import Lexicon, lexicon_for
from newsclean.classify.reading import Reading, read
from newsclean.classify.words import parse_language
from newsclean.models import Article, Label, Line, NamedBox, Verdict

PROSE = "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them."
NAMES = frozenset({"related"})


def reading(*lines: Line) -> Reading:
    return read(Article(lines, origin="html"), lexicon_for({}), "en")


def boxed(index: int, text: str, *boxes: tuple[int, str]) -> Line:
    return Line(index, text, "p", boxes=tuple(NamedBox(place, frozenset({name})) for place, name in boxes))


def in_boxes(*lines: Line) -> dict[int, Verdict]:
    found = list(by_box(reading(*lines), Label.RELATED_LINK, "a_rule", Boxes(NAMES, 0.7)))
    assert len({verdict.line for verdict in found}) == len(found)
    return {verdict.line: verdict for verdict in found}


BODY = tuple(boxed(index, f"{PROSE} {index}.", (1, "text")) for index in range(9))


def test_a_line_in_a_box_named_after_junk() -> None:
    found = in_boxes(*BODY, boxed(9, "Old cinema", (1, "text"), (2, "related")))
    assert set(found) == {9}
    assert found[9].score == pytest.approx(0.7)
    assert "related" in found[9].evidence


def test_a_paragraph_there_weighs_less_than_a_short_line() -> None:
    found = in_boxes(*BODY, boxed(9, PROSE, (2, "related")), boxed(10, "Old cinema", (2, "related")))
    assert 0 < found[9].score < found[10].score


def test_a_name_around_much_of_the_text_says_nothing() -> None:
    assert in_boxes(*(boxed(index, f"{PROSE} {index}.", (1, "related")) for index in range(4))) == {}


def test_a_box_with_much_prose_is_a_part_of_the_article() -> None:
    share = 2 / (len(BODY) + 2)
    assert share > BOX_MAX_PROSE_SHARE
    assert in_boxes(*BODY, boxed(9, PROSE, (2, "related")), boxed(10, PROSE, (2, "related"))) == {}


def phrases(text: str) -> list[Verdict]:
    (line,) = reading(Line(0, text)).lines
    found = by_phrase(line, Label.COPYRIGHT, "a_rule")
    return [found] if found else []


def test_a_whole_line_of_known_wording_weighs_nearly_all() -> None:
    (whole,) = phrases("All rights reserved")
    assert whole.score >= 0.9
    assert "all rights reserved" in whole.evidence


def test_one_hit_in_a_long_paragraph_weighs_nothing() -> None:
    assert phrases(f"The law says that all rights reserved by an author pass on. {PROSE} {PROSE}") == []


def test_a_phrase_for_short_lines_hides_no_other_in_a_long_one() -> None:
    words = (
        'code = "en"\nname = "English"\n[phrases.prompt]\nstart = ["follow us on facebook"]\n'
        '[[phrases.prompt.pair]]\nopens = ["follow us"]\nthen = ["instagram"]'
    )
    lexicon = Lexicon({"en": parse_language(words, "en.toml")}, {})
    text = f"Follow us on Facebook for more of this: {PROSE} {PROSE} And on Instagram."
    (line,) = read(Article((Line(0, text),), origin="text"), lexicon, "en").lines
    found = by_phrase(line, Label.PROMPT, "a_rule")
    assert found is not None
    assert found.score == DEFAULT_WEIGHTS.pair
