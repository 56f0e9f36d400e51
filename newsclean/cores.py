"""How much this process may do at a time."""

import os
import sys


def available_cores() -> int:
    """The cores that this process may use, which in a container are fewer than the machine has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
