"""Page -> Article: the one function that the pipeline calls for HTML."""

from itertools import islice

from newsclean.config import CleanConfig
from newsclean.errors import InputError
from newsclean.extract.align import align
from newsclean.extract.blocks import Block, Box, page_blocks
from newsclean.extract.decode import decode
from newsclean.extract.fields import find_fields
from newsclean.extract.json_ld import read_json_ld
from newsclean.extract.main_text import main_lines, parse_page
from newsclean.models import Article, Line, Page

# Boxes farther out than this are the page's frame, which says nothing on one line of it.
_MAX_BOXES = 12


def extract_page(page: Page, config: CleanConfig) -> Article:
    """Parse a page once and take from it the main text, what the HTML says of each line, and the fields.

    Raises:
        InputError: the page is no HTML, or larger than `config.max_page_bytes`.
    """
    html = _text_of(page, config)
    url = page.final_url or page.url
    tree = parse_page(html)
    if tree is None:
        return Article((), origin="html", url=page.url, final_url=page.final_url, fetched_at=page.fetched_at)
    blocks = page_blocks(tree)
    json_ld = read_json_ld(tree)
    lines = main_lines(tree, url, "fast")
    places = align(lines, blocks)
    body = "".join((json_ld.article_body or "").split())
    return Article(
        lines=tuple(
            _line(index, text, blocks[place] if place is not None else None, body)
            for index, (text, place) in enumerate(zip(lines, places, strict=True))
        ),
        fields=find_fields(tree, blocks, json_ld, url, page.fetched_at),
        origin="html",
        url=page.url,
        final_url=page.final_url,
        fetched_at=page.fetched_at,
    )


def _text_of(page: Page, config: CleanConfig) -> str:
    size = len(page.html)
    if size > config.max_page_bytes:
        raise InputError(f"the page has {size:,} bytes, more than the limit of {config.max_page_bytes:,}")
    return decode(page.html, page.content_type) if isinstance(page.html, bytes) else page.html


def _line(index: int, text: str, block: Block | None, body: str) -> Line:
    if block is None:
        return Line(index, text)
    return Line(
        index=index,
        text=text,
        tag=block.box.tag,
        link_share=block.link_share,
        boxes=_box_names(block.box),
        in_article_body="".join(text.split()).lstrip("-") in body if body else None,
    )


def _box_names(box: Box) -> tuple[frozenset[str], ...]:
    levels = []
    for around in islice(box.path(), _MAX_BOXES):
        if around.tag == "body":
            break
        levels.append(around.names | {around.tag})
    return tuple(levels)
