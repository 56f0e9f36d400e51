"""Page or text -> Article."""

from newsclean.extract.bare_text import article_from_text, bare_text_of
from newsclean.extract.fields.cut_lines import Edges, lacks_person, with_cut_lines
from newsclean.extract.page import extract_page

__all__ = ["Edges", "article_from_text", "bare_text_of", "extract_page", "lacks_person", "with_cut_lines"]
