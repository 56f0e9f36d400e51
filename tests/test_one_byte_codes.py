"""Strings changed by way of a byte for each character."""

from newsclean.one_byte_codes import latin_changed, latin_table, one_byte_changed

UPPER = latin_table(map(str.upper, map(chr, range(256))))


def test_each_character_of_latin_takes_its_form() -> None:
    assert latin_changed("Brücke à demi", UPPER) == "BRÜCKE À DEMI"


def test_a_sharp_s_is_two() -> None:
    assert latin_changed("Straße", UPPER) == "STRASSE"


def test_other_characters_and_forms_beyond_latin_have_no_way() -> None:
    assert latin_changed("Мост", UPPER) is None
    assert latin_changed("10 µm", UPPER) is None


def test_a_code_changes_its_own_characters_alone() -> None:
    assert one_byte_changed("Мост 7", "cp1251", str.upper) == "МОСТ 7"
    assert one_byte_changed("橋", "cp1251", str.upper) is None
    assert one_byte_changed("Straße", "cp1252", str.upper) is None
