"""Spiders: they discover links and yield pages. All else is in `newsclean.crawl`.

Installed, this package is `newsclean.spiders`; in a checkout it is `spiders`. So it imports
itself by relative names only.
"""
