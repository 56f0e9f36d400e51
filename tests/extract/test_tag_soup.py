"""Whatever tags stand in whatever order, a page ends in a record."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

import newsclean

TAGS = (
    "html head body div p span a br table tr td ul li dl dt dd article aside nav footer figure iframe form "
    "select option textarea h1 h2 blockquote pre script style noscript template svg frameset center font title "
    "meta base custom-tag"
).split()
ATTRIBUTES = ("", ' class="related"', ' href="http://["', " hidden", ' type="application/ld+json"', ' id="S:0"')
TEXTS = (
    "The dam holds.",
    "The lake behind it is full to the brim, as it was in spring, and the mayor has closed the path along it.",
    "Read more",
    "&bogus; &#0;",
    "<![CDATA[x]]>",
    "<!-- <p> -->",
    '{"@type": "NewsArticle", "articleBody": null}',
    "\x00",
    " ",
)

_pieces = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(TEXTS),
)


@example("The dam holds.<br><br>It is full.")
@example('<h1><a href="http://["><title>')
@settings(max_examples=200, deadline=None)  # the first of them loads the words
@given(st.lists(_pieces, max_size=40).map("".join))
def test_tag_soup_is_a_page_like_any_other(soup: str) -> None:
    record = newsclean.clean_html(soup, url="https://www.valley-post.example/a")
    assert record.page_kind
    assert "\x00" not in record.text
    assert newsclean.clean_html(soup, url="https://www.valley-post.example/a").text == record.text
