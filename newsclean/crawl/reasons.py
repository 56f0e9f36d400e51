"""Why a request failed, in words for a person."""

from datetime import timedelta
from gzip import BadGzipFile

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Headers, Response
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError
from twisted.python.failure import Failure

from newsclean.crawl.ledger import ROBOTS_AGAIN_AFTER_DAYS

_SENTENCES: dict[type[BaseException], str] = {
    CannotResolveHostError: "the name of the host is not known",
    DownloadConnectionRefusedError: "the host refuses the connection",
    DownloadTimeoutError: "no whole answer within the time limit",
    DownloadCancelledError: "the answer is larger than the limit",
    ResponseDataLossError: "the answer broke off",
    UnsupportedURLSchemeError: "no http or https URL",
}
MAX_REASON_CHARACTERS = 300
"""A library's message may hold an answer's own words, of any length."""
_IGNORED = {
    "max redirections reached": "redirected more often than the limit",
    "exceeded DOWNLOAD_MAXSIZE": "the answer unpacks to more than the limit",
}
"""Parts of Scrapy's own messages, and what they say."""
_UNPACKERS = frozenset({"zlib", "brotli", "brotlicffi", "backports", "compression"})
"""Modules whose errors come out of Scrapy as they are."""
_ROBOTS = "Forbidden by robots.txt"  # Scrapy's own words


def reason_of(error: BaseException) -> str:
    """What went wrong, in a sentence without traceback."""
    if isinstance(error, HttpError):
        return _http_reason(error.response)
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return sentence
    if isinstance(error, IgnoreRequest):
        words = next((sentence for part, sentence in _IGNORED.items() if part in str(error)), str(error))
        return words or "refused"
    if isinstance(error, StopDownload) and error.response is not None:
        return f"the answer is packed {len(codings(error.response.headers))} times over"
    if type(error).__module__.partition(".")[0] in _UNPACKERS or isinstance(error, BadGzipFile):
        return "the answer cannot be unpacked"
    return _connection_reason(_innermost(error))


def _innermost(error: BaseException) -> BaseException:
    """The error that began it; Scrapy's and Twisted's wrap it, and Twisted's list several."""
    while error.__cause__ is not None:
        error = error.__cause__
    reasons = getattr(error, "reasons", None)
    if isinstance(reasons, list) and reasons and isinstance(reasons[0], Failure):
        return reasons[0].value or error
    return error


def _connection_reason(error: BaseException) -> str:
    if isinstance(error, VerificationError):
        return "no secure connection: the certificate is another host's"
    if isinstance(error, TlsError):
        # OpenSSL tells of each step that failed: library, function, words.
        steps = error.args[0] if error.args and isinstance(error.args[0], list) else []
        return f"no secure connection: {'; '.join(str(step[-1]) for step in steps) or 'TLS error'}"
    words = " ".join(str(error).split()) or type(error).__name__
    return f"the connection failed: {words[:MAX_REASON_CHARACTERS]}"


def _http_reason(response: Response) -> str:
    location = response.headers.get("Location")
    if 300 <= response.status < 400 and location:
        return f"redirects to what cannot be fetched: {location.decode('utf-8', 'replace')[:200]}"
    return f"HTTP {response.status}"


def skip_reason(error: BaseException) -> tuple[str, timedelta] | None:
    """Why a page is left alone and for how long, where the site itself asks for that; None for a failure."""
    if isinstance(error, IgnoreRequest) and str(error) == _ROBOTS:
        return "closed by robots.txt", timedelta(days=ROBOTS_AGAIN_AFTER_DAYS)
    return None


def not_html_reason(response: Response) -> str:
    """Why a response that is no page is skipped."""
    content_type = response.headers.get("Content-Type") or b"no content type"
    return f"not HTML: {content_type.decode('latin-1').partition(';')[0].strip()[:100]}"


def codings(headers: Headers) -> list[bytes]:
    """The ways in which an answer was packed, one over the other."""
    return [coding for line in headers.getlist("Content-Encoding") for coding in line.split(b",")]
