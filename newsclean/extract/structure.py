"""What the page's own structure says: where its prose stands, and in which box the article is."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from newsclean import box_names
from newsclean.extract.blocks import Block, Box
from newsclean.text import word_count

HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5"})
HEADING_MAX_WORDS = 20
# The article's box holds this share of the matched text; the rest may be a stray line elsewhere.
BODY_MIN_SHARE = 0.85

# Comments and teasers are prose as well, seldom more of it than the article.
STRUCTURE_MIN_SHARE = 0.6

# In the plural alone: a "Kommentar", "comentario" or "yorum" is an opinion piece too.
COMMENTS_NAMES = frozenset(
    "comments commentlist commentslist commentaires commenti comentarios comentarii kommentare kommentarer kommentit "
    "reacties komentarze komentari komentare yorumlar disqus".split()
)
# French content systems call a list of comments so; a box of that name may be a whole section of a site.
COMMENTS_LIST_NAME = "forum"
LIST_TAGS = frozenset({"ol", "ul"})
# Boxes called so hold no part of an article; looked at only below the article's own box.
JUNK_NAMES = frozenset(
    "related recommend recommended recommendation recommendations recirculation recirc trending popular mostread "
    "mostpopular newsletter newsletters subscribe subscription signup optin share sharing social comment comments "
    "disqus respond advert advertisement advertisements adsbygoogle ads ad sponsored taboola outbrain promo "
    "promobox breadcrumb breadcrumbs nav navigation menu pagination footer copyright cookie cookies consent gdpr "
    "tags taglist tagcloud byline author authors bio credit credits caption figcaption gallery slideshow player "
    "video toolbar tooltip modal popup sidebar aside teaser teasers paywall regwall login meta timestamp print "
    "audio podcast poll quiz widget rating reactions feedback donate donation banner jobs weather horoscope "
    "button buttons cta toc infobox factbox".split()
).union(
    COMMENTS_NAMES,
    box_names.RELATED,
    box_names.NEWSLETTER,
    box_names.SHARE,
    box_names.ADVERT,
    box_names.TAGS,
    box_names.AUTHOR_NOTE,
    box_names.SUPPORT,
    box_names.RELATED_PLUGINS,
    box_names.NEWSLETTER_PLUGINS,
    box_names.SHARE_PLUGINS,
    box_names.COMMENT_PLUGINS,
)
# Content systems call parts of an article so too.
SOFT_NAMES = frozenset(
    "widget video player gallery slideshow meta teaser teasers toc infobox factbox button buttons".split()
)
PLAIN_JUNK_NAMES = JUNK_NAMES - SOFT_NAMES
# Page builders and grids call every part of a page the same, its footer too.
_BUILDERS_NAMES = frozenset({"etpb", "elementor", "elementorsection", "vcrow", "wpbrow", "fusionrow", "row", "col"})
JUNK_TAGS = frozenset({"aside", "nav", "footer", "figcaption", "caption", "form", "fieldset", "dialog", "menu"})


def is_heading(block: Block) -> bool:
    """A heading of a part, of a heading's length."""
    return block.box.tag in HEADING_TAGS and word_count(block.text) <= HEADING_MAX_WORDS


def in_junk_box(
    block: Block, body: Box, allowed: frozenset[str] = frozenset(), proven: frozenset[int] = frozenset()
) -> bool:
    """Whether a box between the block and the article's box is hidden, or called after junk.

    A box of which the order is among the `proven` is known to hold a part of the article, whatever its name.
    """
    for box in block.box.path():
        if box.order <= body.order:
            return False
        if box.order in proven:
            continue
        if box.is_hidden or box.tag in JUNK_TAGS or (box.names & JUNK_NAMES) - allowed:
            return True
    return False


def body_box(blocks: Iterable[Block], min_share: float = BODY_MIN_SHARE) -> Box | None:
    """The innermost box that holds at least that share of the text of the blocks given, more than half of it."""
    chars: dict[int, int] = defaultdict(int)
    boxes: dict[int, Box] = {}
    total = 0
    for block in blocks:
        size = len(block.text)
        total += size
        chars[block.box.order] += size
        box: Box | None = block.box
        while box is not None and box.order not in boxes:
            boxes[box.order] = box
            box = box.parent
    holding = None
    for order in sorted(boxes, reverse=True):  # what a box holds is known before its parent is asked
        box = boxes[order]
        if chars[order] >= min_share * total and (holding is None or box.depth > holding.depth):
            holding = box
        if box.parent is not None:
            chars[box.parent.order] += chars[order]
    return holding


def is_inside(block: Block, body: Box) -> bool:
    box: Box | None = block.box
    while box is not None and box.depth > body.depth:
        box = box.parent
    return box is body


def is_in_part_of(block: Block, body: Box) -> bool:
    """Whether it stands in a box that is built as the body is, beside it: a story in sections."""
    if not body.names or body.names & _BUILDERS_NAMES:
        return False
    return any(
        box.parent is body.parent and box.tag == body.tag and box.names == body.names for box in block.box.path()
    )


def _is_comment(block: Block, own: Container[int]) -> bool:
    """Whether it stands among readers' comments; a box around the headline is none of them, whatever its name."""
    return any(box.names and _holds_comments(box) and box.order not in own for box in block.box.path())


def _holds_comments(box: Box) -> bool:
    return not COMMENTS_NAMES.isdisjoint(box.names) or (box.tag in LIST_TAGS and COMMENTS_LIST_NAME in box.names)


def prose_of_structure(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The prose in the box that holds most of the page's prose: a second opinion on the article."""
    prose = [block for block in blocks if block.is_prose and not block.box.is_hidden]
    own = {box.order for block in blocks if block.box.tag == "h1" for box in block.box.path()}
    prose = [block for block in prose if not _is_comment(block, own)] or prose
    body = body_box(prose, STRUCTURE_MIN_SHARE)
    if body is None:
        return ()
    return tuple(block for block in prose if is_inside(block, body) and not in_junk_box(block, body, SOFT_NAMES))
