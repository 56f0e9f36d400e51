"""Names of agencies, and what may be a person's."""

import pytest

from newsclean.classify.names import AGENCIES, are_names, is_agency
from newsclean.folding import fold


def test_agencies_are_listed_as_they_are_compared() -> None:
    assert [name for name in AGENCIES if fold(name) != name] == []


@pytest.mark.parametrize("name", ["AFP", "Getty Images", "ТАСС", "연합뉴스", "共同", "أ ف ب"])
def test_an_agency_in_its_own_script(name: str) -> None:
    assert is_agency(name)


@pytest.mark.parametrize("name", ["spa", "Sid", "mena"])
def test_a_code_that_is_a_word_counts_in_capitals_only(name: str) -> None:
    assert not is_agency(name)


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("Ada Moor and Tom Vale", True),
        ("Ludwig van der Holm", True),
        ("홍길동", True),
        ("Ada Moor speaks", False),
        ("댐은 밤새 버틴 것으로 보인다", False),
        ("", False),
    ],
)
def test_what_may_be_names(text: str, are: bool) -> None:
    assert are_names(text) is are
