"""The spiders' arguments, checked."""

from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from newsclean.addresses import split_url
from newsclean.errors import ConfigError, FetchError

MAX_URL_LIST_BYTES = 50_000_000


def _split(value: Any) -> Any:
    # `scrapy crawl feed -a urls="https://… https://…"` gives one string.
    return value.split() if isinstance(value, str) else value


def _web_url(url: str) -> str:
    try:
        parts, _, _ = split_url(url)
    except FetchError as error:
        raise ValueError(str(error)) from None
    return parts._replace(fragment="").geturl()


WebUrl = Annotated[str, AfterValidator(_web_url)]
WebUrls = Annotated[tuple[WebUrl, ...], BeforeValidator(_split)]


class Arguments(BaseModel):
    """Base of all spiders' arguments: frozen, and unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ListingArguments(Arguments):
    """For spiders that begin at listings."""

    urls: WebUrls = Field(min_length=1, description="feeds, sitemaps or front pages, separated by spaces")
    follow_to_original: bool = Field(
        default=False, description="whether to follow an aggregator's teasers to the originals on other sites"
    )


class PageArguments(Arguments):
    """For spiders that fetch the pages they are given."""

    urls: WebUrls = Field(default=(), description="pages, separated by spaces")
    file: Path | None = Field(default=None, description="a file with one URL a line; # begins a comment line")
    follow_to_original: bool = False

    def all_urls(self) -> tuple[str, ...]:
        """Those given by name, then those of the file. Raises ConfigError where it cannot be read."""
        return self.urls + (read_url_file(self.file) if self.file else ())


class UrlArguments(PageArguments):
    """For the spider that fetches the pages it is given, and nothing else."""

    @model_validator(mode="after")
    def _has_some(self) -> Self:
        if not self.urls and self.file is None:
            raise ValueError("give urls or a file with URLs")
        return self


class SiteArguments(PageArguments):
    """For the spider that takes all kinds of starts at once."""

    feeds: WebUrls = ()
    sitemaps: WebUrls = ()
    fronts: WebUrls = ()


ArgumentsT = TypeVar("ArgumentsT", bound=Arguments)


def read_arguments(model: type[ArgumentsT], given: dict[str, Any]) -> ArgumentsT:
    """The arguments as a `model`. Raises ConfigError naming each that is wrong."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc'])) or 'arguments'}: {fault['msg']}" for fault in error.errors())
        raise ConfigError("; ".join(faults)) from None


def read_url_file(path: Path) -> tuple[str, ...]:
    """The URLs in a file, one a line. Raises ConfigError naming the line that is none."""
    try:
        if path.stat().st_size > MAX_URL_LIST_BYTES:
            raise ConfigError(f"{path}: larger than {MAX_URL_LIST_BYTES:,} bytes")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    urls = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            urls.append(_web_url(line))
        except ValueError as error:
            raise ConfigError(f"{path}, line {number}: {error}") from None
    return tuple(urls)
