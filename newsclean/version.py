"""The one place that says which version this is."""

__version__ = "0.1.0"

USER_AGENT = f"newsclean/{__version__} (+https://github.com/newsclean/newsclean)"
"""Who asks for a page, where the user sets nothing else."""
