"""One record from an article and what trimming left of it."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from newsclean.folding import casefolded_words
from newsclean.models import Article, CleanRecord, Cut, MemoryNote, RemovedLine, Trimmed
from newsclean.page_urls import site_of
from newsclean.record.page_kind import page_kind_of
from newsclean.record.source import source_of
from newsclean.text import as_seen
from newsclean.version import __version__

FINGERPRINT_BYTES = 16
HEADLINE_RULE = "headline"
NOTHING: Mapping[int, bytes] = MappingProxyType({})


def build_record(
    article: Article, trimmed: Trimmed, memory: MemoryNote | None = None, casefolded: Mapping[int, bytes] = NOTHING
) -> CleanRecord:
    """The record. Fields that the page states go before what cut lines tell.

    `casefolded` has the casefolded words of whole lines, by index, as far as they are known already.
    """
    fields = article.fields
    text = "\n".join(line.text for line in trimmed.kept)
    final_url = article.final_url or article.url
    kind, reason = page_kind_of(article, trimmed)
    return CleanRecord(
        url=article.url,
        final_url=final_url,
        site=site_of(final_url),
        canonical_url=fields.canonical_url,
        title=fields.title or _cut_headline(trimmed),
        authors=list(fields.authors),
        published=fields.published,
        modified=fields.modified,
        language=fields.language,
        text=text,
        removed=[removed_line(cut) for cut in trimmed.removed],
        source=fields.source or source_of(trimmed.removed),
        page_kind=kind,
        page_reason=reason,
        links=[link.url for link in article.links],
        field_sources=dict(fields.sources),
        fingerprint=_fingerprint_of(trimmed, casefolded) if casefolded else fingerprint(text),
        memory=memory,
        origin=article.origin,
        extracted_at=article.fetched_at or datetime.now(UTC),
        cleaner_version=__version__,
    )


def removed_line(cut: Cut) -> RemovedLine:
    """A cut as the record has it."""
    return RemovedLine(
        index=cut.line,
        text=cut.text,
        label=cut.verdict.label,
        rule=cut.verdict.rule,
        score=round(cut.score, 4),
        evidence=cut.verdict.evidence,
        is_suffix=cut.is_suffix,
    )


def _cut_headline(trimmed: Trimmed) -> str | None:
    """The first line of a text without a title, where it was cut as its headline."""
    return next((as_seen(cut.text) for cut in trimmed.removed if cut.verdict.rule == HEADLINE_RULE), None)


def fingerprint(text: str) -> str:
    """Equal for texts that differ in case and white space only: BLAKE2b, 32 hexadecimal digits."""
    return _digest(casefolded_words(text))


def _fingerprint_of(trimmed: Trimmed, casefolded: Mapping[int, bytes]) -> str:
    """The same of the lines that are left, of most of which the casefolded words are known."""
    shortened = {cut.line for cut in trimmed.removed if cut.is_suffix}
    known = [None if line.index in shortened else casefolded.get(line.index) for line in trimmed.kept]
    parts = [
        casefolded_words(line.text) if words is None else words for line, words in zip(trimmed.kept, known, strict=True)
    ]
    return _digest(b" ".join(filter(None, parts)))


def _digest(words: bytes) -> str:
    return hashlib.blake2b(words, digest_size=FINGERPRINT_BYTES).hexdigest()
