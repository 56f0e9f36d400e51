"""The story that rules on boxes set their examples into."""

STORY_BEGINNING = (
    "<html><body><article>\n"
    "<p>The dam above the old town holds, engineers said on Friday after a night of checks "
    "by forty men of the valley.</p>\n"
    "<p>The lake behind it is full to the brim, as it was in spring, and the mayor has "
    "closed the path that runs along it.</p>\n"
)
STORY_END = (
    "<p>He will open it again when the water has fallen by a metre, he said, which may well "
    "take until the end of the month, or the next if the rain goes on as it has since Easter.</p>\n"
    "</article></body></html>"
)
