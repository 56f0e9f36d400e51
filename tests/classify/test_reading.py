"""A line is measured once, however often it is read."""

import pytest

from newsclean.classify import read_article
from newsclean.classify.read_line import ReadLine
from newsclean.config import CleanConfig
from newsclean.extract import article_from_text
from newsclean.models import Fields


def test_marks_outlast_the_lines_that_are_cut() -> None:
    article = article_from_text("By Ada Moor\n\nThe dam holds.\nBy Tom Vale", Fields(language="en"), CleanConfig())
    reading = read_article(article, CleanConfig())
    asked = list[str]()

    def opening(line: ReadLine, fields: Fields) -> str | None:
        asked.append(f"{fields.language} {line.text}")
        return line.text[3:] if line.text.startswith("By ") else None

    assert [(line.place, mark) for line, mark in reading.marked(opening)] == [(0, "Ada Moor"), (2, "Tom Vale")]
    left = reading.keeping(tuple(line for line in article.lines if line.index > 0))
    assert [(line.place, mark) for line, mark in left.marked(opening)] == [(1, "Tom Vale")]
    assert asked == ["en By Ada Moor", "en The dam holds.", "en By Tom Vale"]


def test_longer_lines_are_not_asked() -> None:
    article = article_from_text("By Ada Moor\nBy Tom Vale and Ida Holm", Fields(), CleanConfig())
    reading = read_article(article, CleanConfig())
    assert [line.place for line, _ in reading.marked(lambda line, _: line.words, max_words=3)] == [0]


def test_what_somebody_says_has_no_wording_of_junk() -> None:
    text = "“Follow us on Facebook,” the singer told the crowd.\nFollow us on Facebook and tell the singer."
    reading = read_article(article_from_text(text, Fields(language="en"), CleanConfig()), CleanConfig())
    assert [line.place for line in reading.lines if line.hits] == [1]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Follow us on Facebook, she told the crowd, and she waved."),
        ("en", "Visit our website, a spokesman for the water board said on Friday."),
        ("en", "Are you a subscriber? the man at the door had asked."),
        ("en", "You can unsubscribe from a party, Lindqvist joked, but not from a family."),
        ("en", "Support local journalism with a tax credit, experts say."),
        ("fr", "Soutenez le journalisme, a lancé la ministre à la fin de son discours."),
        ("fr", "Soyez le premier à réagir, lui répétait son entraîneur avant chaque départ."),
        ("es", "Comparte tu opinión, respondió la alcaldesa al concejal, pero no tu voto."),
        ("it", "Iscriviti qui, gli disse il bidello, e la sua vita cambiò."),
        ("pt", "Apoie o jornalismo, disse a ministra no fim do discurso."),
        ("ro", "Scrie-ne la Crăciun, le-a spus bătrâna soldaților."),
        ("ca", "Has arribat al límit, li va dir el metge."),
        ("pt", "Leia também as letras pequenas, aconselha a associação de consumidores."),
        ("pl", "Obserwuj nasz profil – prosiła sąsiadka przed wyjazdem."),
        ("el", "Βρήκατε λάθος; ρώτησε ο μηχανικός την επιτροπή."),
        ("pl", "Wójt mówił: zapisz się na newsletter, a ja chciałem tylko wywozu śmieci."),
        ("tr", "Başkan gençlere beni Instagram'da takip edin dedi ve alkış aldı."),
        ("fr", "La maire a écrit : « Suivez-nous sur Facebook. » L'opposition s'en est moquée."),
    ],
)
def test_what_somebody_says_without_quotation_marks_is_no_wording_of_junk_either(language: str, line: str) -> None:
    reading = read_article(article_from_text(line, Fields(language=language), CleanConfig()), CleanConfig())
    assert reading.lines[0].hits == ()


@pytest.mark.parametrize(
    "line",
    [
        "Soutenez le journalisme, abonnez-vous.",
        "Soutenez le journalisme, raconte-nous ton village.",
        "À lire aussi La digue tiendra, dit la maire de Rivebourg.",
        "Vidéo : la digue tiendra, dit la maire de Rivebourg.",
        "Abonnez-vous pour lire cet article, dit la maire de Rivebourg",
    ],
)
def test_requests_and_headlines_are_said_by_nobody_in_the_story(line: str) -> None:
    reading = read_article(article_from_text(line, Fields(language="fr"), CleanConfig()), CleanConfig())
    assert reading.lines[0].hits


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Facebook for more: The dam holds, engineers said on Friday.",
        "Follow us on Facebook, say what you think and tell your friends.",
        "Follow us on Facebook. The dam holds, engineers said on Friday.",
        "Correction: An earlier version gave the wrong name, as the mayor said.",
        "This article was originally written by Ada Moor.",
    ],
)
def test_a_request_beside_somebody_s_words_and_a_correction_of_them_are_not_said(line: str) -> None:
    reading = read_article(article_from_text(line, Fields(language="en"), CleanConfig()), CleanConfig())
    assert reading.lines[0].hits
