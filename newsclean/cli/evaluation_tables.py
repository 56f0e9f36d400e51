"""The figures and the wrong lines of an evaluation, as a person reads them and as JSON."""

import json
from collections.abc import Iterable, Sequence

from rich.text import Text

from newsclean.cli.terminal import out, plain_line, print_table
from newsclean.evaluate import Figures, Mistake, PageScore, Report, WrongLine

LINE_CHARACTERS_SHOWN = 200
"""Enough to know a line again; a paragraph in full would bury the next mistake."""

_MARKS = {
    Mistake.JUNK_KEPT: ("+", "yellow"),
    Mistake.ARTICLE_CUT: ("-", "red"),
    Mistake.ARTICLE_MISSED: ("?", "magenta"),
}
_LANGUAGE_COLUMNS = ("language", "pages", "F1", "precision", "recall", "lost", "junk left", "article cut", "junk kept")


def print_report(report: Report) -> None:
    """Tables of the whole, the fields, the languages and the labels, an empty line between them."""
    total = report.total
    print_table(("figure", "value"), _total_rows(total))
    if total.fields:
        out().print()
        print_table(("field", "right", "pages", "wrong", "absent"), _field_rows(total))
    if len(report.languages) > 1:
        out().print()
        rows = ((name or "not stated", *_language_cells(figures)) for name, figures in report.languages.items())
        print_table(_LANGUAGE_COLUMNS, rows)
    if report.labels:
        out().print()
        print_table(("label", "precision", "junk cut", "article cut", "undecided"), _label_rows(report))


def print_wrong_lines(scores: Iterable[PageScore]) -> None:
    """Every wrong line under its page: `+` junk kept, `-` article cut and by what, `?` article not extracted."""
    console = out()
    for score in scores:
        if score.text is None or not score.text.wrong:
            continue
        console.print(Text(f"{plain_line(score.file)}  {plain_line(score.url)}", style="bold"), soft_wrap=True)
        for wrong in score.text.wrong:
            sign, style = _MARKS[wrong.mistake]
            line = plain_line(wrong.text)
            shown = line if len(line) <= LINE_CHARACTERS_SHOWN else line[:LINE_CHARACTERS_SHOWN] + "…"
            console.print(Text.assemble("  ", (f"{sign} {wrong.mistake:14} ", style), shown), soft_wrap=True)
            if wrong.cut is not None:
                console.print(Text(f"    {_why(wrong)}", style="dim"), soft_wrap=True)
        console.print()


def report_json(report: Report, scores: Iterable[PageScore]) -> str:
    """The report as one JSON object; `wrong_lines` are those of `scores`."""
    wrong_lines = [
        {
            "file": score.file,
            "mistake": wrong.mistake,
            "text": wrong.text,
            "cut": wrong.cut.model_dump(mode="json", exclude={"text"}) if wrong.cut else None,
        }
        for score in scores
        if score.text is not None
        for wrong in score.text.wrong
    ]
    values = report.model_dump(mode="json")
    # ASCII keeps control characters of a page out of the terminal.
    return json.dumps({**values, "wrong_lines": wrong_lines} if wrong_lines else values, indent=2)


def _why(wrong: WrongLine) -> str:
    cut = wrong.cut
    return plain_line(f"{cut.label}, rule {cut.rule}, score {cut.score:.2f}: {cut.evidence}") if cut else ""


def _total_rows(total: Figures) -> list[Sequence[str]]:
    lines = total.lines
    rows: list[Sequence[str]] = [
        ("pages", str(total.pages)),
        ("pages with a body", str(total.judged)),
        ("pages not cleaned", str(total.failed)),
        ("precision", _share(total.precision)),
        ("recall", _share(total.recall)),
        ("F1", _share(total.f1)),
        ("article text lost", _share(total.lost)),
        ("junk left", _share(total.junk_left)),
        ("article lines kept", str(lines.article_kept)),
        ("article lines cut", str(lines.article_cut)),
        ("article lines not extracted", str(lines.article_missed)),
        ("junk lines cut", str(lines.junk_cut)),
        ("junk lines kept", str(lines.junk_kept)),
        ("lines too short to tell", str(lines.undecided)),
    ]
    if total.must_kept is not None:
        rows.append(("must segments kept", _share(total.must_kept)))
    if total.mustnot_left is not None:
        rows.append(("mustnot segments left", _share(total.mustnot_left)))
    return [*rows, ("CPU a page, median", f"{total.milliseconds:.1f} ms")]


def _field_rows(total: Figures) -> Iterable[Sequence[str]]:
    for name, field in total.fields.items():
        pages = field.right + field.wrong + field.absent
        yield name, _share(field.share_right), str(pages), str(field.wrong), str(field.absent)


def _language_cells(figures: Figures) -> Sequence[str]:
    measured = (figures.f1, figures.precision, figures.recall, figures.lost, figures.junk_left)
    lines = figures.lines
    return (str(figures.pages), *map(_share, measured), str(lines.article_cut), str(lines.junk_kept))


def _label_rows(report: Report) -> Iterable[Sequence[str]]:
    for label, cut in report.labels.items():
        yield label, _share(cut.precision), str(cut.junk), str(cut.article), str(cut.undecided)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
