"""What a site's pages have in common, kept between runs, and which stories are copies of each other.

Open a `SiteMemory`, give it to the cleaning calls, and let it learn from their records.
"""

from newsclean.memory.copies import Copies, CopyMark
from newsclean.memory.counts import MemoryCounts, RepeatedLine, SiteCounts
from newsclean.memory.site_memory import SiteMemory
from newsclean.memory.sketches import Sketch, sketch

__all__ = ["Copies", "CopyMark", "MemoryCounts", "RepeatedLine", "SiteCounts", "SiteMemory", "Sketch", "sketch"]
