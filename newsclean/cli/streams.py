"""Standard output and standard error: what they cannot show, or cannot take, does not stop a run in its middle."""

import codecs
import errno
import json
import os
import sys
from pathlib import Path

from newsclean.cli import exit_codes
from newsclean.cli.terminal import report_error, silence_stdout

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""How a system says that what was written does not fit."""
_ESCAPING = "newsclean.escaping"


def prepare_streams() -> None:
    """See to it that a character which a stream cannot show, or a stream that was closed, does not stop a run."""
    codecs.register_error(_ESCAPING, _escape)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  open to the end
        else:
            stream.reconfigure(errors=_ESCAPING)


def _escape(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded, escaped in such a way that JSON with it is the same JSON still."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def flush_stdout() -> None:
    """Write what is left to write, as the last thing; leaves by `SystemExit` where it cannot be written."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
        raise SystemExit(exit_codes.BROKEN_PIPE) from None
    except OSError as error:
        raise SystemExit(told_unwritten(error)) from None


def is_full(error: Exception) -> bool:
    """Whether what was written does not fit where it was to go. Files of a command's own have an error of theirs."""
    return isinstance(error, OSError) and error.errno in _NO_SPACE


def told_unwritten(error: OSError) -> int:
    """The exit code of a command whose output could not be written, which has been said then."""
    silence_stdout()
    report_error(f"the output cannot be written: {error.strerror or error}")
    return exit_codes.STORE
