"""Measuring the cleaning on pages whose article is known."""

from newsclean.evaluate.fields import Outcome
from newsclean.evaluate.lines import Standing
from newsclean.evaluate.page import Mistake, PageScore, WrongLine, score_record
from newsclean.evaluate.report import Figures, Report, build_report
from newsclean.evaluate.run import score_pages, score_pages_in_workers
from newsclean.evaluate.truth import EvaluationPage, TruthPage, read_folder

__all__ = [
    "EvaluationPage",
    "Figures",
    "Mistake",
    "Outcome",
    "PageScore",
    "Report",
    "Standing",
    "TruthPage",
    "WrongLine",
    "build_report",
    "read_folder",
    "score_pages",
    "score_pages_in_workers",
    "score_record",
]
