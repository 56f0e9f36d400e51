"""Articles and verdicts to trim."""

from newsclean.models import Article, Judgement, Label, Line, Protection, Verdict

PROSE = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty of them.",
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path along it.",
    "He will open it again when the water has fallen by a metre, he said, which may well take some weeks.",
)


def article(*lines: str) -> Article:
    return Article(tuple(Line(index, text) for index, text in enumerate(lines)))


def junk(
    line: int, score: float, label: Label = Label.TEASER, rule: str = "a_rule", suffix_at: int | None = None
) -> Verdict:
    return Verdict(line, label, rule, score, "as the test has it", suffix_at)


def keep(line: int, strength: float) -> Protection:
    return Protection(line, "a_guard", strength, "as the test has it")


def judgement(*found: Verdict | Protection) -> Judgement:
    return Judgement(
        tuple(one for one in found if isinstance(one, Verdict)),
        tuple(one for one in found if isinstance(one, Protection)),
    )
