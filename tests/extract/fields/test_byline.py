"""Bylines as they are printed, in many languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import authors_from_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe, Political Editor", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Sports Reporter, and John Roe", ("Jane Doe", "John Roe")),
        ("By Jane Doe, Former Riverton Consultant", ("Jane Doe",)),
        ("Jane Doe Editor, John Roe Reporter", ("Jane Doe", "John Roe")),
        ("Par Jean Dupont, économiste", ("Jean Dupont",)),
        ("By Jane Doe in London", ("Jane Doe",)),
        ("by Jane Doe for The Herald", ("Jane Doe",)),
        ("Jane Doe @janedoe", ("Jane Doe",)),
        ("By Jane Doe jane@example.org", ("Jane Doe",)),
        ("Written by Jane Doe | 3 May 2024", ("Jane Doe",)),
        ("By Jane Doe May 3, 2024", ("Jane Doe",)),
        ("By Jane Doe/John Roe", ("Jane Doe", "John Roe")),
        ("Das Gespräch führte Jana Muster.", ("Jana Muster",)),
        ("Беседовала Анна Иванова", ("Анна Иванова",)),
        ("Jane Doe Political Editor", ("Jane Doe",)),
        ("Von Erika Muster, Berlin", ("Erika Muster",)),
        ("Von Ludwig van der Berg und Ana de la Cruz", ("Ludwig van der Berg", "Ana de la Cruz")),
        ("Text: Anna Muster; Fotos: Karl Muster", ("Anna Muster",)),
        ("Par Jean Dupont avec AFP", ("Jean Dupont",)),
        ("Por María García y José Ortega y Gasset", ("María García", "José Ortega y Gasset")),
        ("Di Luca Bianchi", ("Luca Bianchi",)),
        ("Door Jan de Vries", ("Jan de Vries",)),
        ("Door Jan de Vries op zondag 9 maart 2025", ("Jan de Vries",)),
        ("Erika Muster Sportredakteurin", ("Erika Muster",)),
        ("Karel Novák, redaktor", ("Karel Novák",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("بقلم أحمد محمد", ("أحمد محمد",)),
        ("מאת דוד כהן", ("דוד כהן",)),
        ("Yazan: Ayşe Yılmaz", ("Ayşe Yılmaz",)),
        ("Oleh Budi Santoso", ("Budi Santoso",)),
        ("Аутор: Јован Јовановић", ("Јован Јовановић",)),
        ("Autorius: Jonas Jonaitis", ("Jonas Jonaitis",)),
        ("Parengė Jonas Jonaitis", ("Jonas Jonaitis",)),
        ("Autors: Jānis Bērziņš", ("Jānis Bērziņš",)),
        ("Avtor: Janez Novak", ("Janez Novak",)),
        ("Пишува: Марко Марковски", ("Марко Марковски",)),
        ("Συντάκτης: Γιώργος Παπαδόπουλος", ("Γιώργος Παπαδόπουλος",)),
        ("Yazar: Ayşe Yılmaz", ("Ayşe Yılmaz",)),
        ("Nga: Agim Hoxha", ("Agim Hoxha",)),
        ("Shkruan: Agim Hoxha", ("Agim Hoxha",)),
        ("Հեղինակ՝ Անի Սարգսյան", ("Անի Սարգսյան",)),
        ("ავტორი: ნინო ლომიძე", ("ნინო ლომიძე",)),
        ("Toimetas Jaan Tamm", ("Jaan Tamm",)),
        ("Kirjoittanut: Matti Meikäläinen", ("Matti Meikäläinen",)),
        ("خبرنگار: سارا احمدی", ("سارا احمدی",)),
        ("گفت‌وگو از: سارا احمدی", ("سارا احمدی",)),
        ("Автор: Иван Петров. Фото: Пётр Иванов", ("Иван Петров",)),
        ("Text: Anna Muster Fotos: Karl Muster", ("Anna Muster",)),
        ("晨星报记者 王小明", ("王小明",)),
        ("（记者 王小明 通讯员 李小龙）", ("王小明", "李小龙")),
        ("홍길동/김철수 기자", ("홍길동", "김철수")),
        ("홍길동 기자", ("홍길동",)),
        ("記者王小明/台北報導", ("王小明",)),
        ("文/李小龙", ("李小龙",)),
    ],
)
def test_names_of_a_byline(line: str, names: tuple[str, ...]) -> None:
    assert authors_from_byline(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By",
        "By Reuters",
        "Von dpa",
        "By Staff",
        "Haber Merkezi",
        "Jan Jansenredacteur",
        "Written By",
        "By Our Correspondent",
        "Local News",
        "Read More",
        "3 May 2024",
        "The mayor said on Tuesday that he would resign.",
        "Par AFP",
        "© The Herald",
        "By JaneUpdated DoeShare",
        "x" * 10_000,
    ],
)
def test_what_names_nobody(line: str) -> None:
    assert authors_from_byline(line) == ()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=310))
def test_any_line_is_read(line: str) -> None:
    for name in authors_from_byline(line):
        assert name == " ".join(name.split())
        assert 2 <= len(name) <= 60


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="By And, Doe/;& JR()[]@.", max_size=310))
def test_any_line_of_byline_signs_is_read(line: str) -> None:
    assert all(name.strip() for name in authors_from_byline(line))
