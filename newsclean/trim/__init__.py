"""Verdicts -> kept and removed lines."""

from newsclean.trim.trim import trim

__all__ = ["trim"]
