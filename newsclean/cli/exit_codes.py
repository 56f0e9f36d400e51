"""What the exit status of `newsclean` means. Scripts may rely on these numbers."""

from typing import Final

OK: Final = 0
"""All that was asked was done. A page without an article is an answer too, and exits with this."""

FAILED: Final = 1
"""Something that was asked for could not be done: of several targets, at least one."""

USAGE: Final = 2
"""An unknown command, option or option value; nothing was begun."""

CONFIG: Final = 3
"""A configuration, sources or words file is wrong; nothing was begun."""

STORE: Final = 4
"""Records or output could not be read or written."""

BUSY: Final = 5
"""Another crawl of the same source is under way; nothing was begun."""

ALARM: Final = 6
"""A crawl was done, but what came of it differs from the source's own past more than is allowed."""

INTERNAL: Final = 70
"""A fault in newsclean itself (EX_SOFTWARE of sysexits.h)."""

INTERRUPTED: Final = 130
"""Stopped by Ctrl-C (128 + SIGINT)."""

BROKEN_PIPE: Final = 141
"""The reader of the output went away, as `| head` does (128 + SIGPIPE)."""
