"""The spiders' arguments, checked."""

from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from newsclean.crawl.url_list import web_url
from newsclean.errors import ConfigError


def _split(value: Any) -> Any:
    # `scrapy crawl feed -a urls="https://… https://…"` gives one string.
    return value.split() if isinstance(value, str) else value


WebUrl = Annotated[str, AfterValidator(web_url)]
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


class UrlArguments(Arguments):
    """For the spider that fetches the pages it is given."""

    urls: WebUrls = Field(default=(), description="pages, separated by spaces")
    file: Path | None = Field(default=None, description="a file with one URL a line; # begins a comment line")
    follow_to_original: bool = False

    @model_validator(mode="after")
    def _has_some(self) -> Self:
        if not self.urls and self.file is None:
            raise ValueError("give urls or a file with URLs")
        return self


class SiteArguments(Arguments):
    """For the spider that takes all kinds of starts at once."""

    feeds: WebUrls = ()
    sitemaps: WebUrls = ()
    fronts: WebUrls = ()
    urls: WebUrls = ()
    follow_to_original: bool = False


RUNNERS_OWN = frozenset({"_job", "_version"})
"""Arguments that Scrapyd adds to those it was given."""

ArgumentsT = TypeVar("ArgumentsT", bound=Arguments)


def read_arguments(model: type[ArgumentsT], given: dict[str, Any]) -> ArgumentsT:
    """The arguments as a `model`. Raises ConfigError naming each that is wrong."""
    own = {name: value for name, value in given.items() if name not in RUNNERS_OWN}
    try:
        return model.model_validate(own)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc'])) or 'arguments'}: {fault['msg']}" for fault in error.errors())
        raise ConfigError("; ".join(faults)) from None
