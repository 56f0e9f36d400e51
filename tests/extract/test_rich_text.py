"""Rich text of many editors, read as the page would show it."""

import time
from typing import Any

import pytest

from newsclean.extract.blocks import as_line
from newsclean.extract.rich_text import MAX_CHARS, as_html
from tests.extract.trees import blocks_of


def lines_of(value: object) -> list[str]:
    return [as_line(block) for block in blocks_of(as_html(value))]


TWO = ["The dam holds.", "The path opens on Monday."]
AS_EDITORS_KEEP_IT: dict[str, Any] = {
    "a string of HTML": "<p>The dam <b>holds</b>.</p><script>count()</script><p>The path opens on Monday.</p>",
    "a string of lines": "The dam holds.\n\nThe path opens on Monday.",
    "a list of strings": ["The dam holds.", "The path opens on Monday."],
    "blocks with a text": [
        {"type": "paragraph", "text": "The dam holds."},
        {"type": "advertisement", "text": "Buy now"},
        {"type": "paragraph", "text": "The path opens on Monday."},
    ],
    "blocks of HTML": [
        {"_id": "A", "type": "text", "content": "The dam <a href='/dam'>holds</a>."},
        {"_id": "B", "type": "interstitial_link", "content": "<a href='/b'>Old cinema</a>"},
        {"_id": "C", "type": "image", "caption": "The wall", "text": "The wall"},
        {"_id": "D", "type": "text", "content": "The path opens on Monday."},
    ],
    "Editor.js": {
        "time": 1,
        "blocks": [
            {"type": "paragraph", "data": {"text": "The dam <i>holds</i>."}},
            {"type": "embed", "data": {"service": "youtube", "text": "Watch"}},
            {"type": "paragraph", "data": {"text": "The path opens on Monday."}},
        ],
    },
    "ProseMirror": {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "The dam "},
                    {"type": "text", "text": "holds", "marks": [{"type": "bold"}]},
                    {"type": "text", "text": "."},
                ],
            },
            {"type": "paragraph", "content": [{"type": "text", "text": "The path opens on Monday."}]},
        ],
    },
    "Slate": [
        {
            "children": [
                {"text": "The dam "},
                {"type": "link", "url": "/a", "children": [{"text": "holds"}]},
                {"text": "."},
            ]
        },
        {"children": [{"text": "The path opens on Monday."}]},
    ],
    "Contentful": {
        "nodeType": "document",
        "data": {},
        "content": [
            {
                "nodeType": "paragraph",
                "data": {},
                "content": [
                    {"nodeType": "text", "value": "The dam ", "marks": [], "data": {}},
                    {
                        "nodeType": "hyperlink",
                        "data": {"uri": "/a"},
                        "content": [{"nodeType": "text", "value": "holds", "marks": [], "data": {}}],
                    },
                    {"nodeType": "text", "value": ".", "marks": [], "data": {}},
                ],
            },
            {"nodeType": "embedded-asset-block", "data": {"target": {}}, "content": []},
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": "The path opens on Monday."}]},
        ],
    },
    "Portable Text": [
        {
            "_type": "block",
            "style": "normal",
            "children": [{"_type": "span", "text": "The dam "}, {"_type": "span", "text": "holds."}],
        },
        {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "The path opens on Monday."}]},
    ],
    "Lexical": {
        "root": {
            "type": "root",
            "children": [
                {"type": "paragraph", "children": [{"type": "text", "text": "The dam holds."}]},
                {"type": "paragraph", "children": [{"type": "text", "text": "The path opens on Monday."}]},
            ],
        }
    },
    "Draft.js": {
        "blocks": [
            {"type": "unstyled", "text": "The dam holds.", "inlineStyleRanges": []},
            {"type": "unstyled", "text": "The path opens on Monday."},
        ],
        "entityMap": {},
    },
    "blocks of models": [
        {
            "type": "text",
            "model": {
                "blocks": [
                    {
                        "type": "paragraph",
                        "model": {
                            "text": "The dam holds.",
                            "blocks": [{"type": "fragment", "model": {"text": "The dam holds."}}],
                        },
                    },
                    {"type": "paragraph", "model": {"text": "The path opens on Monday.", "blocks": []}},
                ]
            },
        }
    ],
    "what a server renders": {
        "rendered": "<p>The dam holds.</p>\n<p>The path opens on Monday.</p>",
        "protected": False,
    },
}


@pytest.mark.parametrize("value", AS_EDITORS_KEEP_IT.values(), ids=AS_EDITORS_KEEP_IT)
def test_paragraphs_are_read_as_editors_keep_them(value: object) -> None:
    assert lines_of(value) == TWO


def test_headings_lists_and_quotations_are_what_they_are() -> None:
    value = [
        {"type": "heading", "level": 2, "text": "What holds"},
        {"type": "list", "data": {"items": ["the dam", "the path"]}},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph", "text": "a lake"}]}]},
        {"type": "blockquote", "children": [{"text": "“It "}, {"text": "holds.”"}]},
        {"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "What comes"}]},
    ]
    blocks = blocks_of(as_html(value))
    tags = ["h2", "li", "li", "li", "blockquote", "h2"]
    assert [block.box.tag for block in blocks] == tags
    assert [block.text for block in blocks] == [
        "What holds",
        "the dam",
        "the path",
        "a lake",
        "“It holds.”",
        "What comes",
    ]


def test_signs_of_mathematics_are_no_tags() -> None:
    assert lines_of(["3 < 4 & 5 > 4"]) == ["3 < 4 & 5 > 4"]


def test_a_break_of_a_line_breaks_it() -> None:
    verse = [{"type": "text", "text": "Ice"}, {"type": "hardBreak"}, {"type": "text", "text": "on the lake"}]
    assert lines_of({"type": "doc", "content": [{"type": "paragraph", "content": verse}]}) == ["Ice", "on the lake"]


def test_what_is_made_to_cost_time_costs_little() -> None:
    deep: dict[str, Any] = {"text": "The dam holds."}
    for _ in range(50_000):
        deep = {"children": [deep]}
    itself: dict[str, Any] = {"type": "doc"}
    itself["children"] = [itself, itself]
    shared = [{"text": "x" * 1000}] * 5000
    wide = {"children": [{"type": "section", "children": shared}] * 5000}
    started = time.process_time()
    assert lines_of(deep) == []
    assert lines_of(itself) == []
    assert len(as_html(wide)) < 2 * MAX_CHARS
    assert time.process_time() - started < 2
