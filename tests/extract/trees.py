"""Pages as the extraction reads them."""

from lxml.html import HtmlElement

from newsclean.extract.blocks import Block, page_blocks
from newsclean.extract.parse import parse_page

P = (
    "The dam above the old town holds, engineers said on Friday after a night of checks by forty men of the valley.",
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path that runs by it.",
    "He will open it again when the water has fallen by a metre, he said, which may well take until the month is over.",
    "The last time that the lake was as full as this was eleven years ago, and the path was closed for all the summer.",
    "Forty families below the wall had slept in the school, where the baker brought them bread at five in the morning.",
)


def tree_of(body: str) -> HtmlElement:
    tree = parse_page(f"<html><head><title>Dam</title></head><body>{body}</body></html>")
    assert tree is not None
    return tree


def blocks_of(body: str, url: str | None = "https://valley.example/a") -> tuple[Block, ...]:
    return page_blocks(tree_of(body), url)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)
