"""The account of what was cut, from records made by hand."""

import pytest

from newsclean.cli.explain import explained_lines, print_explanation, summary
from newsclean.cli.terminal import out
from newsclean.models import CleanRecord, Label, PageKind, RemovedLine

SUFFIX = RemovedLine(
    index=1, text=" Read on", label=Label.STUB_CUT, rule="stub_cut", score=0.9, evidence="“read on”", is_suffix=True
)
WHOLE = RemovedLine(
    index=2, text="Source: AFP.", label=Label.SOURCE_CREDIT, rule="source_credit", score=1.0, evidence="label [AFP]"
)
BLANK = RemovedLine(index=3, text="", label=Label.SOURCE_CREDIT, rule="source_credit", score=1.0, evidence="beside")
RECORD = CleanRecord(
    text="The dam holds.\nThe town drains the lake …\nThe end.",
    removed=[SUFFIX, WHOLE, BLANK],
    source="AFP",
    page_kind=PageKind.STUB,
)


def test_every_line_is_there_in_order_and_the_end_of_a_line_apart() -> None:
    assert list(explained_lines(RECORD)) == [
        ("The dam holds.", ()),
        ("The town drains the lake …", (SUFFIX,)),
        (None, (WHOLE,)),
        (None, (BLANK,)),
        ("The end.", ()),
    ]


def test_the_summary_counts_lines_with_words_and_labels() -> None:
    assert summary(RECORD) == "stub: kept 3 of 4 lines; cut stub_cut 1, source_credit 1; source AFP"


def test_in_a_pipe_cuts_are_marked_and_reasons_stand_under_them(capsys: pytest.CaptureFixture[str]) -> None:
    print_explanation(RECORD, out())
    assert capsys.readouterr().out.splitlines() == [
        "  The dam holds.",
        "  The town drains the lake …",
        "- Read on",
        "    [end of the line, stub_cut 0.90 stub_cut: “read on”]",
        "- Source: AFP.",
        "    [source_credit 1.00 source_credit: label [AFP]]",
        "  The end.",
        "",
        "stub: kept 3 of 4 lines; cut stub_cut 1, source_credit 1; source AFP",
    ]
