"""Telling somebody of alarms: a web hook, a command, or both."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import httpcore
import httpx
from pydantic import BaseModel, ConfigDict

from newsclean.connect import Deadline, GuardedTransport
from newsclean.errors import FetchError
from newsclean.runs.report import RunReport
from newsclean.runs.settings import AlarmSettings
from newsclean.version import USER_AGENT

WEBHOOK_SECONDS: Final = 10.0
"""For the whole of it: name, connection, answer. Nobody reads a run's end while it waits for a dead server."""
COMMAND_SECONDS: Final = 60.0
"""A mail program that waits for its server takes seconds; what takes longer has to go to the background itself."""
MAX_TOLD_ERRORS: Final = 10
"""`newsclean runs show` has the others."""


class _Message(BaseModel):
    """What is sent."""

    model_config = ConfigDict(frozen=True)

    text: str
    """All in one line, under the name that many chat services show."""
    run: RunReport


def tell(run: RunReport, settings: AlarmSettings) -> tuple[str, ...]:
    """Call the web hook and the command of `settings`; what went wrong, empty where all went well."""
    message = _message(run)
    return tuple(_told(message, settings))


def _told(message: bytes, settings: AlarmSettings) -> Iterator[str]:
    if settings.webhook is not None:
        try:
            _post(settings.webhook, message)
        except FetchError as error:
            yield f"the web hook was not told: {error}"
    if settings.command and (problem := _run(settings.command, message)):
        yield f"the command {settings.command[0]} {problem}"


def _message(run: RunReport) -> bytes:
    alarms = "; ".join(alarm.message for alarm in run.alarms)
    short = run.model_copy(update={"errors": run.errors[:MAX_TOLD_ERRORS]})
    return _Message(text=f"newsclean: {run.source}: {alarms}", run=short).model_dump_json().encode()


def _post(url: str, message: bytes) -> None:
    """Raises FetchError, whose words do not hold the URL's path, for that is often a secret."""
    deadline = Deadline.after(WEBHOOK_SECONDS)
    headers = {"Content-Type": "application/json", "User-Agent": USER_AGENT}
    # Any address: the URL is the user's own. What is answered is not read, and no redirect is followed.
    transport = GuardedTransport(deadline, lambda _: True)
    try:
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=None) as client,  # noqa: S113  the deadline's
            client.stream("POST", url, content=message, headers=headers) as response,
        ):
            status = response.status_code
    except httpcore.TimeoutException:
        raise deadline.passed() from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"the connection broke off: {type(error).__name__}") from None
    if not 200 <= status < 300:
        raise FetchError(f"it answered with status {status}")


def _run(command: tuple[str, ...], message: bytes) -> str:
    """What went wrong; empty where nothing did. What the command prints on standard error is shown as it is."""
    try:
        process = subprocess.Popen(  # noqa: S603  the user's own command, without a shell
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
        )
    except (OSError, ValueError) as error:
        return f"could not be started: {getattr(error, 'strerror', None) or error}"
    with process:
        try:
            process.communicate(message, timeout=COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(process)
            return f"was stopped after {COMMAND_SECONDS:.0f} seconds"
    return f"ended with status {process.returncode}" if process.returncode else ""


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """The command with all that it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
