"""The story that rules on boxes set their examples into."""

_OPENING = "<html><body><article>\n"
_PARAGRAPHS = (
    "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
    "by forty men of the valley.</p>\n"
    "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
    "closed the path that runs along it.</p>\n"
)
STORY_BEGINNING = _OPENING + _PARAGRAPHS
STORY_END = (
    "<p>He will open it again when the water has fallen by a metre, he said, which may well "
    "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
    "</article></body></html>"
)


def story_below(html: str) -> str:
    """The page of the story with a line of HTML above it."""
    return f"{_OPENING}{html}\n{_PARAGRAPHS}{STORY_END}"
