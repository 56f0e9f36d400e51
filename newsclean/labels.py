"""What junk is called, and what a page can turn out to be."""

from enum import StrEnum


class Label(StrEnum):
    """The kinds of junk. The value is what records, reports and configuration call it."""

    TEASER = "teaser"
    TICKER = "ticker"
    STUB_CUT = "stub_cut"
    RELATED_LINK = "related_link"
    SOURCE_CREDIT = "source_credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    PHOTO_CREDIT = "photo_credit"
    NAV = "nav"
    DUPLICATE = "duplicate"
    COMMENT = "comment"
    PAYWALL = "paywall"
    PROMPT = "prompt"
    SHARE = "share"
    MEDIA = "media"
    METER = "meter"
    AD = "ad"
    SIGNOFF = "signoff"
    TAGS = "tags"
    COPYRIGHT = "copyright"
    DISCLAIMER = "disclaimer"
    AUTHOR_BIO = "author_bio"
    LIVE_POINTER = "live_pointer"
    CONSENT = "consent"
    EMBED = "embed"
    WIDGET = "widget"
    PROMO = "promo"
    OFF_TOPIC = "off_topic"


class PageKind(StrEnum):
    """What a page turned out to be."""

    ARTICLE = "article"
    STUB = "stub"
    LISTING = "listing"
    LIVE = "live"
    PAYWALLED = "paywalled"
    CONSENT = "consent"
    EMPTY = "empty"
