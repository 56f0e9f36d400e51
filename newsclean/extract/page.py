"""Page -> Article: the one function that the pipeline calls for HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract.align import BlockIndex, align, comparison_key, in_page_order, is_in_pieces, whole_key
from newsclean.extract.blocks import Block, Box, as_line, page_blocks
from newsclean.extract.choose import choose_lines, declared_lines, trusted_body
from newsclean.extract.code_lines import CODE_TAG, code_line_keys
from newsclean.extract.deck import description_key, is_called_deck, is_description, is_headed_deck
from newsclean.extract.decode import decode
from newsclean.extract.fields import find_fields, stated_address
from newsclean.extract.fields.declared import read_declared
from newsclean.extract.further_articles import drop_further_articles
from newsclean.extract.glued import taken_apart
from newsclean.extract.inline_captions import set_captions_apart
from newsclean.extract.json_ld import read_json_ld
from newsclean.extract.layout_tables import free_embedded_tables, unwrap_layout_tables
from newsclean.extract.page_kind import PageFinding, find_page_kind, is_part_withheld
from newsclean.extract.parse import drop_code, parse_page
from newsclean.extract.recall import recovered_places
from newsclean.extract.state_story import find_state_story
from newsclean.extract.streamed_parts import has_streamed_parts, place_streamed_parts
from newsclean.extract.structure import body_box, is_in_part_of, is_inside
from newsclean.models import Article, Fields, Line, NamedBox, Page, PageKind

# Boxes farther out than this are the page's frame, which says nothing on one line of it.
_MAX_BOXES = 12
# Ten times the longest reads: each line of the page is looked for in it.
_BODY_MAX_CHARS = 300_000
# Four words or so, white space left out: publishers' bodies differ from their pages by a word or a mark,
# and hardly so at the beginning, in the middle and at the end of one line.
_PIECE_CHARS = 20
_NO_FRAME: frozenset[int] = frozenset()


def extract_page(page: Page, config: CleanConfig) -> Article:
    """Parse a page once and take from it the main text, what the HTML says of each line, and the fields.

    Raises:
        InputError: the page is no HTML, or larger than `config.max_page_bytes`.
    """
    html = _text_of(page, config)
    tree = parse_page(html)
    if tree is None:
        return Article((), origin="html", url=page.url, final_url=page.final_url, fetched_at=page.fetched_at)
    if has_streamed_parts(html):
        place_streamed_parts(tree)
    drop_code(tree)
    unwrap_layout_tables(tree)
    free_embedded_tables(tree)
    set_captions_apart(tree)
    drop_further_articles(tree)
    declarations = read_declared(tree)
    url = page.final_url or page.url or stated_address(declarations)
    blocks = page_blocks(tree, url)
    json_ld = read_json_ld(tree, url)
    fields = find_fields(tree, declarations, blocks, json_ld, url, page.fetched_at)
    finding = find_page_kind(declarations, blocks, json_ld, fields, url)
    if finding.kind is PageKind.LISTING:
        return _listing(page, fields, finding)
    index = BlockIndex(blocks)
    declared_body = json_ld.article_body or ""
    article_body = trusted_body(index, comparison_key(declared_body) if len(declared_body) <= _BODY_MAX_CHARS else "")
    chosen = choose_lines(tree, url, index, article_body)
    declared = declared_lines(declared_body, chosen)
    story = None if declared or finding.kind else find_state_story(html, tree, chosen, fields.title, url)
    if story is not None:
        more = find_fields(tree, declarations, blocks, story.json_ld, url, page.fetched_at)
        fields = _with_missing(fields, more)
        tree, index, chosen, article_body = story.tree, BlockIndex(story.blocks), story.lines, ""
    lines = _with_recovered(declared or in_page_order(chosen, index), index, fields.description, article_body)
    body = body_box([block for text, block in lines if block is not None and index.is_whole(text, block.order)])
    own = description_key(fields.description)
    deck = "" if is_description(comparison_key(fields.title or ""), own) else own
    frame = frozenset(box.order for box in body.path()) if body else _NO_FRAME
    parts = _PageParts(index.blocks, body, frame, article_body, deck)
    code = code_line_keys(tree)
    return Article(
        lines=tuple(
            _line(number, text, block, index.key_of(text), parts)
            if block
            else Line(number, text, tag=CODE_TAG if comparison_key(text) in code else "")
            for number, (text, block) in enumerate(lines)
        ),
        fields=fields,
        origin="html",
        url=page.url,
        final_url=page.final_url,
        fetched_at=page.fetched_at,
        page_kind=finding.kind,
        page_reason=finding.reason,
        is_part_withheld=not declared and not story and is_part_withheld(tree, json_ld),
    )


def _listing(page: Page, fields: Fields, finding: PageFinding) -> Article:
    """A page that leads to articles: its lines are its teasers, of which none is to be judged."""
    return Article(
        lines=tuple(Line(index, text) for index, text in enumerate(finding.teasers)),
        fields=fields,
        origin="html",
        url=page.url,
        final_url=page.final_url,
        fetched_at=page.fetched_at,
        links=finding.links,
        page_kind=finding.kind,
        page_reason=finding.reason,
    )


def _with_missing(fields: Fields, more: Fields) -> Fields:
    """The fields, and of those that the page has not what the data of its story say."""
    told = dict(more.sources)
    names = ("title", "authors", "published")
    missing = [name for name in names if not getattr(fields, name) and told.get(name) == "json-ld"]
    sources = (*fields.sources, *((name, "script data") for name in missing))
    return replace(fields, **{name: getattr(more, name) for name in missing}, sources=sources)


def _with_recovered(
    lines: tuple[str, ...], index: BlockIndex, description: str | None, article_body: str
) -> list[tuple[str, Block | None]]:
    """The extracted lines, each with its block, and among them in page order what was left behind."""
    places = align(lines, index)
    apart = taken_apart(lines, places, index)
    if len(apart) > len(lines):
        lines, places = apart, align(apart, index)
    blocks = index.blocks
    placed = zip(lines, places, strict=True)
    # Lines that run blocks together are cards and rows, and do not say how far the story reaches.
    found = frozenset(place for line, place in placed if place is not None and index.is_whole(line, place))
    recovered = recovered_places(blocks, found, description, article_body)
    present = [whole_key(line) for line in lines] if recovered else []
    missing = sorted(place for place in recovered if not is_in_pieces(index.keys[place], present))
    merged: list[tuple[str, Block | None]] = []
    for text, place in zip(lines, places, strict=True):
        while missing and place is not None and missing[0] < place:
            left_behind = blocks[missing.pop(0)]
            merged.append((as_line(left_behind), left_behind))
        merged.append((text, blocks[place] if place is not None else None))
    merged.extend((as_line(blocks[place]), blocks[place]) for place in missing)
    return merged


def _text_of(page: Page, config: CleanConfig) -> str:
    size = len(page.html)
    if size > config.max_page_bytes:
        raise InputError(f"the page has {size:,} bytes, more than the limit of {config.max_page_bytes:,}")
    return decode(page.html, page.content_type) if isinstance(page.html, bytes) else page.html


@dataclass(frozen=True, slots=True)
class _PageParts:
    """What each line is held against."""

    blocks: Sequence[Block]
    body: Box | None
    frame: frozenset[int]
    """Orders of the body's box and of those around it."""
    article_body: str
    deck: str


def _line(number: int, text: str, block: Block, key: str, parts: _PageParts) -> Line:
    in_body = _is_in_body(key, parts.article_body)
    is_deck = is_description(key, parts.deck) or is_headed_deck(block, parts.blocks)
    return Line(
        index=number,
        text=text,
        tag=block.box.tag,
        link_share=block.link_share,
        own_link_share=block.own_link_share,
        boxes=_boxes_inside(block, parts.frame),
        is_outside=parts.body is not None
        and not is_inside(block, parts.body)
        and not is_in_part_of(block, parts.body)
        and not in_body
        and not is_called_deck(block)
        and not is_deck,
        is_deck=is_deck,
        in_article_body=in_body,
    )


def _is_in_body(key: str, article_body: str) -> bool | None:
    """Whether the publisher's articleBody has the line; None where it has none, or has a part of the line."""
    if not article_body:
        return None
    if key in article_body:
        return True
    last = len(key) - _PIECE_CHARS
    if last < 0:
        return None  # too short to have pieces
    has_piece = any(key[at : at + _PIECE_CHARS] in article_body for at in (0, last // 2, last))
    return None if has_piece else False


def _boxes_inside(block: Block, frame: frozenset[int]) -> tuple[NamedBox, ...]:
    """The boxes between the line and those that hold the article: these name the page, and no part of it."""
    levels: list[NamedBox] = []
    box: Box | None = block.box
    while box is not None and box.order not in frame and box.tag != "body" and len(levels) < _MAX_BOXES:
        levels.append(NamedBox(box.order, box.names | {box.tag}))
        box = box.parent
    return tuple(levels)
