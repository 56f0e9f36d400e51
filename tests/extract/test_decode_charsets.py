"""Bytes that declare no charset, or the wrong one, are read in the one that they are written in."""

import pytest

from newsclean.extract.decode import decode

SENTENCES = [
    (
        "cp1252",
        "Le ministère des Affaires étrangères a été prévenu dès l'été, a déclaré jeudi son porte-parole, très gêné.",
    ),
    ("cp1252", "El año pasado la economía creció más de lo esperado, según informó ayer el ministerio en España."),
    ("cp1252", "Die Brücke über den Fluß wird für mehrere Wochen gesperrt, erklärte die Behörde am Montag."),
    ("cp1252", "È stata riaperta la strada perché la città è più sicura, ha detto il sindaco; già da lunedì."),
    ("iso8859-15", "La ponte será reabierta el lunes, informó el alcalde; no hay previsión para las demás líneas."),
    ("cp1250", "Minister spraw zagranicznych został uprzedzony już pod koniec lata, oświadczył w czwartek rzecznik."),
    ("iso8859-2", "Vláda schválila nový rozpočet, řekl ve čtvrtek premiér. Opozice ho označila za nepřijatelný."),
    ("cp1250", "A miniszterelnök szerint a döntés még ma megszületik, és az új törvény ősszel lép életbe."),
    ("cp1251", "Министр иностранных дел был предупрежден ещё в конце лета."),
    ("koi8-r", "Министр иностранных дел был предупрежден ещё в конце лета, сообщили журналистам."),
    ("cp1253", "Ένα φράγμα αντέχει, είπαν οι μηχανικοί την Παρασκευή μετά από έλεγχο."),
    ("cp1254", "Hükümet yeni bütçeyi onayladı, dedi başbakan perşembe günü. Muhalefet değişiklik istiyor."),
    ("cp1256", "وافقت الحكومة يوم الخميس على الميزانية الجديدة، حسب ما قال رئيس الوزراء."),
    ("shift_jis", "政府は木曜日に新しい予算を承認したと首相が述べた。野党は変更を求めている。"),
    ("gb18030", "政府周四批准了新预算，总理说。反对党要求修改。学校等待更多资金。"),
    ("euc_kr", "정부는 목요일 새 예산안을 승인했다고 총리가 말했다."),
]


@pytest.mark.parametrize(("charset", "sentence"), SENTENCES)
def test_a_sentence_without_a_declaration_is_read_right(charset: str, sentence: str) -> None:
    assert decode(sentence.encode(charset)) == sentence


@pytest.mark.parametrize(("charset", "sentence"), SENTENCES)
def test_a_page_that_is_no_utf8_though_it_says_so_is_read_right(charset: str, sentence: str) -> None:
    page = f"<html><head><meta charset='utf-8'></head><body><p>{sentence}</p></body></html>"
    assert decode(page.encode(charset), "text/html; charset=utf-8") == page


def test_one_broken_character_does_not_change_the_charset_of_a_page() -> None:
    page = "<meta charset='utf-8'><p>L'été à Genève, dès jeudi.</p>".encode()
    assert decode(page + b"<p>\xe9</p>") == page.decode() + "<p>\ufffd</p>"


def test_the_charset_is_found_where_the_first_accents_stand() -> None:
    plain = "<p>Nothing but plain letters here, and a lot of them.</p>\n" * 2_000
    page = f"{plain}<p>{SENTENCES[0][1]}</p>\n{plain}"
    assert decode(page.encode("cp1252")) == page


def test_bytes_that_look_like_nothing_are_read_all_the_same() -> None:
    assert decode(b"caf\xe9") == "café"
    assert decode(b"ab \x80\x81").startswith("ab ")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "declared",
    ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "base64", "zlib", "rot13", "hex"],
)
@pytest.mark.parametrize("where", ["header", "page"])
def test_a_codec_that_is_no_charset_is_not_believed(declared: str, where: str) -> None:
    header = f"text/html; charset={declared}" if where == "header" else "text/html"
    meta = f'<meta charset="{declared}">' if where == "page" else ""
    text = f"{meta}{SENTENCES[0][1]} xn--a9z8 {'a9z8 ' * 200_000}"
    assert decode(text.encode("cp1252"), header) == text
