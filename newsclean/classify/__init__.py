"""Article -> verdicts on its lines."""

from newsclean.classify.judge import judge, read_article

__all__ = ["judge", "read_article"]
