"""Lists of URLs in files."""

from pathlib import Path

from newsclean.addresses import split_url
from newsclean.errors import ConfigError, FetchError

MAX_URL_LIST_BYTES = 50_000_000
"""Some 500,000 URLs; what is larger was given by mistake."""


def web_url(url: str) -> str:
    """`url` without its fragment. Raises ValueError where it is no http or https URL."""
    try:
        parts, _, _ = split_url(url)
    except FetchError as error:
        raise ValueError(str(error)) from None
    return parts._replace(fragment="").geturl()


def read_url_file(path: Path) -> tuple[str, ...]:
    """The URLs in a file, one a line. Raises ConfigError naming the line that is none."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_URL_LIST_BYTES + 1)  # a pipe or a device says no size before
        if len(content) > MAX_URL_LIST_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_URL_LIST_BYTES:,} bytes")
        lines = content.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8 text; give a file with one URL a line") from None
    urls = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            urls.append(web_url(line))
        except ValueError as error:
            raise ConfigError(f"{path}, line {number}: {error}") from None
    return tuple(urls)
