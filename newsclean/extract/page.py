"""Page -> Article: the one function that the pipeline calls for HTML."""

from dataclasses import replace
from itertools import count

from lxml.html import HtmlElement

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract.align import BlockIndex, comparison_key
from newsclean.extract.blocks import page_blocks
from newsclean.extract.broken_blocks import rejoined
from newsclean.extract.choose import choose_lines, declared_lines, trusted_body
from newsclean.extract.code_lines import code_line_keys
from newsclean.extract.decode import decode
from newsclean.extract.described_lines import described_lines
from newsclean.extract.fields import find_fields, stated_address
from newsclean.extract.fields.declared import read_declared
from newsclean.extract.further_articles import drop_further_articles
from newsclean.extract.inline_captions import set_captions_apart
from newsclean.extract.json_ld import read_json_ld
from newsclean.extract.layout_tables import free_embedded_tables, unwrap_layout_tables
from newsclean.extract.loose_lines import set_line_breaks, wrap_loose_lines
from newsclean.extract.page_kind import PageFinding, find_page_kind
from newsclean.extract.page_kind import is_part_withheld as has_part_withheld
from newsclean.extract.parse import drop_code, parse_page
from newsclean.extract.placed_lines import placed_declared_lines, placed_lines
from newsclean.extract.state_story import find_state_story
from newsclean.extract.streamed_parts import has_streamed_parts, place_streamed_parts
from newsclean.extract.subheadings import set_subheadings
from newsclean.models import Article, Fields, Line, Page, PageKind

# Ten times the longest reads: each line of the page is looked for in it.
_BODY_MAX_CHARS = 300_000


def extract_page(page: Page, config: CleanConfig) -> Article:
    """Parse a page once and take from it the main text, what the HTML says of each line, and the fields.

    Raises:
        InputError: the page is no HTML, or larger than `config.max_page_bytes`.
    """
    html = _text_of(page, config)
    tree = parse_page(html)
    if tree is None:
        return Article((), origin="html", url=page.url, final_url=page.final_url, fetched_at=page.fetched_at)
    _prepare(tree, html)
    declarations = read_declared(tree)
    url = page.final_url or page.url or stated_address(declarations)
    blocks = page_blocks(tree, url)
    json_ld = read_json_ld(tree, url)
    fields = find_fields(tree, declarations, blocks, json_ld, url, page.fetched_at)
    finding = find_page_kind(declarations, blocks, json_ld, fields, url)
    if finding.kind is PageKind.LISTING:
        return _article(page, tuple(map(Line, count(), finding.teasers)), fields, finding)
    index = BlockIndex(blocks)
    declared_body = json_ld.article_body or ""
    article_body = trusted_body(index, comparison_key(declared_body) if len(declared_body) <= _BODY_MAX_CHARS else "")
    wrap_loose_lines(tree, blocks)
    chosen = rejoined(choose_lines(tree, url, index, article_body), index)
    if declared := declared_lines(declared_body, chosen):
        placed = placed_declared_lines(declared, index, fields.description, article_body)
        lines = described_lines(placed, index, fields, article_body, code_line_keys(tree))
        return _article(page, lines, fields, finding)
    story = None if finding.kind else find_state_story(html, tree, chosen, fields.title, url)
    is_part_withheld = story is None and has_part_withheld(tree, json_ld)
    if story is not None:
        fields = _with_missing(fields, find_fields(tree, declarations, blocks, story.json_ld, url, page.fetched_at))
        tree, index, chosen, article_body = story.tree, BlockIndex(story.blocks), story.lines, ""
    placed = placed_lines(chosen, index, fields.description, article_body)
    lines = described_lines(placed, index, fields, article_body, code_line_keys(tree))
    return _article(page, lines, fields, finding, is_part_withheld=is_part_withheld)


def _prepare(tree: HtmlElement, html: str) -> None:
    """Put the parts of the page where readers see them, and take out what is none of its text. Changes the tree."""
    if has_streamed_parts(html):
        place_streamed_parts(tree)
    drop_code(tree)
    set_line_breaks(tree)
    unwrap_layout_tables(tree)
    free_embedded_tables(tree)
    set_captions_apart(tree)
    set_subheadings(tree)
    drop_further_articles(tree)


def _article(
    page: Page, lines: tuple[Line, ...], fields: Fields, finding: PageFinding, *, is_part_withheld: bool = False
) -> Article:
    """Of a page that leads to articles the lines are its teasers, of which none is to be judged."""
    return Article(
        lines=lines,
        fields=fields,
        origin="html",
        url=page.url,
        final_url=page.final_url,
        fetched_at=page.fetched_at,
        links=finding.links,
        page_kind=finding.kind,
        page_reason=finding.reason,
        is_part_withheld=is_part_withheld,
    )


def _with_missing(fields: Fields, more: Fields) -> Fields:
    """The fields, and of those that the page has not what the data of its story say."""
    told = dict(more.sources)
    names = ("title", "authors", "published")
    missing = [name for name in names if not getattr(fields, name) and told.get(name) == "json-ld"]
    sources = (*fields.sources, *((name, "script data") for name in missing))
    return replace(fields, **{name: getattr(more, name) for name in missing}, sources=sources)


def _text_of(page: Page, config: CleanConfig) -> str:
    size = len(page.html)
    if size > config.max_page_bytes:
        raise InputError(f"the page has {size:,} bytes, more than the limit of {config.max_page_bytes:,}")
    return decode(page.html, page.content_type) if isinstance(page.html, bytes) else page.html
