"""The datatrove step for documents that hold text."""

from contextlib import ExitStack

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from newsclean.api import clean_text
from newsclean.config import CleanConfig
from newsclean.corpus.cleaning import clean_source_text
from newsclean.corpus.records import Cleaned
from newsclean.corpus.steps import settle, source_of, write_removed
from newsclean.errors import InputError


class NewsCleanFormatter(BaseFormatter):  # type: ignore[misc]
    """Cuts what is not the article from texts that were extracted before, a paragraph a line.

    A document's `url`, `title`, `language` and `date` are read from its metadata; a language that is not given
    is detected, which takes longer than the cleaning. Its metadata is kept and gets `newsclean`, which says
    what was cut. A text in which there is nothing to cut stays as it is, to the character; one of which
    nothing is left is dropped.

    Args:
        removed_writer: gets each line that was cut, as a document with its label, rule, score and evidence.
    """

    name = "📰 NewsClean"

    def __init__(self, config: CleanConfig | None = None, removed_writer: DiskWriter | None = None) -> None:
        super().__init__()
        self.config = config or CleanConfig()
        self.removed_writer = removed_writer

    def format(self, text: str) -> str:
        """The clean text.

        Raises:
            InputError: the text is too large.
        """
        return clean_text(text, config=self.config).text

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """The documents with their clean texts, in their order."""
        with ExitStack() as stack:
            if self.removed_writer:
                stack.enter_context(self.removed_writer)
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    forwarded = self._clean(document, rank)
                if forwarded:
                    yield document

    def _clean(self, document: Document, rank: int) -> bool:
        source = source_of(document)
        try:
            record = clean_source_text(source, self.config)
        except InputError as error:
            self.stat_update(StatHints.dropped, "refused")
            logger.warning(f"{document.id} was passed over: {error}")
            return False
        if self.removed_writer:
            write_removed(self.removed_writer, document, record, rank)
        return settle(self, document, record, Cleaned(source, record).text)
