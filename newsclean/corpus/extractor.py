"""The datatrove step for documents that hold HTML."""

from collections.abc import Iterator
from contextlib import ExitStack

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from newsclean.config import CleanConfig
from newsclean.corpus.cleaning import page_of
from newsclean.corpus.options import SECONDS_PER_PAGE
from newsclean.corpus.sandbox import PageFailure, PageSandbox
from newsclean.corpus.steps import settle, source_of, write_removed
from newsclean.models import CleanRecord, Page
from newsclean.pipeline import clean_page


class NewsCleanExtractor(BaseExtractor):  # type: ignore[misc]
    """Extracts the article of each page and cuts what is not the article.

    A document's `url` and `date` (when it was fetched) are read from its metadata. Its metadata is kept; added
    are `newsclean` (what was cut), `page_kind`, and `title`, `authors`, `published`, `language`, `site` and
    `source` where the page says them and the metadata did not. A page without an article is dropped, as
    datatrove's extractors do, and counted under its kind.

    Pages are cleaned in a process that is killed when one takes longer than the limit.

    Args:
        timeout: seconds for one page.
        removed_writer: gets each line that was cut, as a document with its label, rule, score and evidence.
    """

    name = "📰 NewsClean"

    def __init__(
        self,
        config: CleanConfig | None = None,
        timeout: float = SECONDS_PER_PAGE,
        removed_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(timeout)
        self.config = config or CleanConfig()
        self.removed_writer = removed_writer

    def extract(self, text: str) -> str:
        """The article's text, cleaned in this process without a time limit.

        Raises:
            InputError: this is no page, or too large.
        """
        return clean_page(Page(text), self.config).text

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """The documents with their articles, in their order."""
        with ExitStack() as stack:
            sandbox = stack.enter_context(PageSandbox(self.config, self.timeout))
            if self.removed_writer:
                stack.enter_context(self.removed_writer)
            outcomes = sandbox.clean_all(self._pages(data))
            while True:
                with self.track_time():
                    done = next(outcomes, None)
                    forwarded = done is not None and self._take(*done, rank)
                if done is None:
                    return
                if forwarded:
                    yield done[0]

    def _pages(self, data: DocumentsPipeline) -> Iterator[tuple[Document, Page]]:
        for document in data:
            self.stat_update(StatHints.total)
            source = source_of(document)
            yield document, Page(document.text, url=source.url, fetched_at=page_of(source).fetched_at)

    def _take(self, document: Document, outcome: CleanRecord | PageFailure | None, rank: int) -> bool:
        if outcome is None:
            return False
        if isinstance(outcome, PageFailure):
            self.stat_update(StatHints.dropped, outcome.kind)
            logger.warning(f"{document.id} was passed over: {outcome}")
            return False
        if self.removed_writer:
            write_removed(self.removed_writer, document, outcome, rank)
        return settle(self, document, outcome, outcome.text)
