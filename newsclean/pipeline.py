"""The one module that knows the order of the stages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from newsclean.classify import judge, read_article
from newsclean.config import CleanConfig
from newsclean.extract import Edges, article_from_text, extract_page, lacks_person, with_cut_lines
from newsclean.language import detect_language
from newsclean.models import (
    Article,
    CleanRecord,
    Cut,
    Fields,
    Judgement,
    Label,
    Line,
    MemoryNote,
    Page,
    PageKind,
    Recollection,
    Trimmed,
    Verdict,
)
from newsclean.record import build_record
from newsclean.text import ends_sentence
from newsclean.trim import is_paragraph, trim

# Decks, a byline, a date.
_OPENING_MAX_LINES = 6
_OTHER_STORIES = frozenset({Label.TEASER, Label.TICKER, Label.RELATED_LINK, Label.OFF_TOPIC, Label.COMMENT})
_SIGNED_TAGS = frozenset({"p", "div"})
_MAY_BE_SIGNATURES = frozenset({Label.NAV, Label.BYLINE, Label.SOURCE_CREDIT})
# Every pass removes a line, so the passes end by themselves; real texts need two or three. A text made to need
# one for each of its lines, or for each piece of one long line, is left when so many lines or characters were
# judged in all, which takes a second or two.
_MAX_JUDGED_LINES = 50_000
_MAX_JUDGED_CHARACTERS = 20_000_000
# Longer texts get so many passes all the same.
_MIN_PASSES = 4


class Memory(Protocol):
    """What is asked of a memory of sites, before an article is judged."""

    def recall(self, article: Article) -> Recollection:
        """What other pages of the article's site say of its lines."""


_NOTHING = Recollection()


def clean_page(page: Page, config: CleanConfig, memory: Memory | None = None) -> CleanRecord:
    """Extract, classify, trim and record a page.

    Raises:
        InputError: the page is no HTML, or larger than `config.max_page_bytes`.
    """
    return _clean(extract_page(page, config), config, memory)


def clean_bare_text(
    text: str, fields: Fields, url: str | None, config: CleanConfig, memory: Memory | None = None
) -> CleanRecord:
    """The same for a text without HTML.

    Raises:
        InputError: the text is larger than `config.max_page_bytes`.
    """
    return _clean(article_from_text(text, fields, config, url), config, memory)


def _clean(article: Article, config: CleanConfig, memory: Memory | None) -> CleanRecord:
    if article.fields.language is None:
        language = detect_language([line.text for line in article.lines])
        article = replace(article, fields=replace(article.fields, language=language))
    if article.page_kind is PageKind.LISTING:
        return build_record(article, Trimmed(article.lines, ()))
    recollection = memory.recall(article) if memory else _NOTHING
    trimmed = trim_to_the_end(article, config, recollection)
    beside = list(_cuts_beside_text(trimmed))
    fields = with_cut_lines(
        article.fields,
        bylines=[cut.text for cut in beside if cut.verdict.label is Label.BYLINE],
        datelines=[cut.text for cut in beside if cut.verdict.label is Label.DATELINE],
        fetched_at=article.fetched_at,
        edges=_edges(article, trimmed) if article.origin == "html" and lacks_person(article.fields) else Edges(),
        url=article.final_url or article.url,
    )
    if fields is not article.fields:
        article = replace(article, fields=fields)
    note = memory_note(recollection) if memory else None
    return build_record(article, trimmed, note, recollection.casefolded)


def memory_note(recollection: Recollection) -> MemoryNote:
    """The state of the memory that was asked."""
    return MemoryNote(state=recollection.state, site_pages=recollection.site_pages, problem=recollection.problem)


def _cuts_beside_text(trimmed: Trimmed) -> Iterator[Cut]:
    """Cut lines above the first paragraph, then those right behind the text: farther down they are of other stories."""
    kept = [line for line in trimmed.kept if line.text.strip()]
    if not kept:
        return
    first = next((line.index for line in kept[:_OPENING_MAX_LINES] if is_paragraph(line.text)), kept[0].index)
    last = kept[-1].index
    yield from (cut for cut in trimmed.removed if cut.line < first)
    behind = (cut for cut in trimmed.removed if cut.line > last and cut.text.strip())
    yield from takewhile(lambda cut: cut.verdict.label not in _OTHER_STORIES, behind)


def _edges(article: Article, trimmed: Trimmed) -> Edges:
    """The paragraphs of a page where it may be signed; what was cut there as something else than a name ends them."""
    kept = [line for line in trimmed.kept if line.text.strip()]
    opening = [line.text for line in kept[:2] if line.tag in _SIGNED_TAGS]
    last_text = kept[-1].text if kept else ""
    last = next((line.index for line in reversed(kept[-_OPENING_MAX_LINES:]) if ends_sentence(line.text)), None)
    if last is None:
        return Edges(opening, last=last_text)
    others = {cut.line for cut in trimmed.removed if cut.line > last and cut.verdict.label not in _MAY_BE_SIGNATURES}
    behind = (line for line in article.lines if line.index > last and line.text.strip())
    inside = takewhile(lambda line: line.tag in _SIGNED_TAGS and not line.is_outside, behind)
    closing = [line.text for line in takewhile(lambda line: line.index not in others, inside)]
    return Edges(opening, closing, last_text)


def _any_verdict(verdict: Verdict) -> bool:  # noqa: ARG001
    return True


def trim_to_the_end(
    article: Article,
    config: CleanConfig,
    recollection: Recollection = _NOTHING,
    admits: Callable[[Verdict], bool] = _any_verdict,
) -> Trimmed:
    """Judge and trim until nothing more goes: a line reads differently once its neighbours are gone.

    A pass looks at what is left and at nothing else, so cleaning a clean text changes nothing. Verdicts that
    `admits` refuses do not count.
    """
    reading = read_article(article, config, recollection.lines)
    kept, removed = article.lines, list[Cut]()
    for _ in range(_passes(kept)):
        judgement = judge(reading, config)
        counting = tuple(filter(admits, judgement.verdicts))
        if not counting:
            break
        trimmed = trim(reading.article, Judgement(counting, judgement.protections), config)
        if not trimmed.removed:
            break
        kept = trimmed.kept
        removed.extend(trimmed.removed)
        if any(cut.is_suffix for cut in trimmed.removed):
            reading = read_article(replace(article, lines=kept), config, recollection.lines)
        else:
            reading = reading.keeping(kept)
    # Of one line the later cut stood before the earlier one, which took its end.
    removed.reverse()
    return Trimmed(kept, tuple(sorted(removed, key=lambda cut: cut.line)))


def _passes(lines: Sequence[Line]) -> int:
    """How often these lines may be judged."""
    characters = sum([len(line.text) for line in lines])
    allowed = min(_MAX_JUDGED_LINES // max(1, len(lines)), _MAX_JUDGED_CHARACTERS // max(1, characters))
    return max(_MIN_PASSES, allowed)
