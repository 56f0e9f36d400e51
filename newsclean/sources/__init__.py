"""`sources.toml`: what is crawled every day, checked with the line of each mistake."""

from newsclean.sources.model import Source, SourceSettings
from newsclean.sources.options import crawl_options
from newsclean.sources.read import SourcesFile, parse_sources, read_sources

__all__ = ["Source", "SourceSettings", "SourcesFile", "crawl_options", "parse_sources", "read_sources"]
