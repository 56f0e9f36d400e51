"""Verdicts -> kept and removed lines."""

from newsclean.trim.trim import CERTAIN_SCORE, is_paragraph, trim

__all__ = ["CERTAIN_SCORE", "is_paragraph", "trim"]
