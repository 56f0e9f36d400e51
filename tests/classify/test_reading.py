"""A line is measured once, however often it is read."""

from newsclean.classify import read_article
from newsclean.classify.reading import ReadLine
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
