"""Verdicts -> kept and removed lines."""

from newsclean.trim.trim import CERTAIN_SCORE, trim

__all__ = ["CERTAIN_SCORE", "trim"]
