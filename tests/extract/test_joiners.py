"""Joiners are letters' business: they stay in words, and go where they join nothing."""

import pytest

from newsclean import clean_html


def page(*paragraphs: str) -> str:
    return "<html><body><article>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article></body></html>"


PERSIAN = (
    "شهردار می‌گوید که دیواره‌های سد شهر نان‌پزان استوار مانده‌اند و مردم می‌توانند به خانه‌های خود بازگردند.",
    "مهندسان همه‌ی شب دیواره‌ها را دیدند و می‌گویند که آب دریاچه تا پایان هفته پایین‌تر خواهد آمد.",
    "راه کنار دریاچه بسته می‌ماند و نامه‌رسان‌ها از راه دیگر می‌روند تا آب یک متر پایین‌تر بیاید.",
)


def test_words_keep_their_joiners() -> None:
    assert clean_html(page(*PERSIAN)).text == "\n".join(PERSIAN)


def test_written_as_entities_they_stay_too() -> None:
    written = [text.replace("\u200c", "&zwnj;") for text in PERSIAN]
    assert clean_html(page(*written)).text == "\n".join(PERSIAN)


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_where_they_join_nothing_they_go(joiner: str) -> None:
    lines = (
        "The dam holds, engineers of the Castlemoor 11 gauge said on Friday after a night of checks by forty men.",
        "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path along it.",
        "He will open it again when the water has fallen by a metre, he said, which may take until the end of June.",
    )
    noisy = [f"{joiner}{text}".replace("Castlemoor 11", f"{joiner}Castlemoor 11{joiner}") for text in lines]
    assert clean_html(page(*noisy, joiner)).text == "\n".join(lines)


def test_a_pictograph_of_several_stays_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    lines = (f"The dam holds, and the family {family} went home on Friday night, after a day of checks.", *PERSIAN[1:])
    assert family in (clean_html(page(*lines)).text or "")
