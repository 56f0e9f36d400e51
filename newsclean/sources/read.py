"""Sources files, read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from os import PathLike
from pathlib import Path

from newsclean.errors import ConfigError
from newsclean.sources.model import Source, SourcesTable
from newsclean.toml_file import parse_toml, read_text


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """A sources file that was read: its defaults are in its sources, and paths are beside it."""

    path: Path
    sources: tuple[Source, ...]
    text: str = field(repr=False)
    """As it was read, secrets included."""

    def source(self, name: str) -> Source:
        """The source of that name. Raises ConfigError that tells the nearest where there is none."""
        for source in self.sources:
            if source.name == name:
                return source
        names = [source.name for source in self.sources]
        raise ConfigError(f'{self.path}: no source is called "{name}"{_near(name, names)}')

    def chosen(self, names: Sequence[str]) -> tuple[Source, ...]:
        """The sources of those names, each once, in the order of the names; all where none is given."""
        return tuple(self.source(name) for name in dict.fromkeys(names)) if names else self.sources


def read_sources(path: str | PathLike[str]) -> SourcesFile:
    """The sources file at `path`. Relative paths in it are taken from the file's own folder.

    Raises ConfigError naming file and line of every fault, and for a file without any source.
    """
    place = Path(path)
    if not place.exists():
        raise ConfigError(
            f"{place}: cannot be read: No such file or directory; `newsclean sources add` makes one from the address"
            " of a site"
        )
    return parse_sources(read_text(place), place)


def parse_sources(text: str, place: Path) -> SourcesFile:
    """`read_sources` for the text of a file that is at `place`, or was."""
    table = parse_toml(text, SourcesTable, name=str(place))
    if not table.source:
        raise ConfigError(f"{place}: no source is in it; each begins with a line [[source]]")
    return SourcesFile(place, tuple(_placed(source, place.parent) for source in table.sources()), text)


def _placed(source: Source, folder: Path) -> Source:
    update = {"store": _beside(source.store, folder)}
    for key in ("memory", "config", "metrics_file"):
        value = getattr(source, key)
        if isinstance(value, str):
            update[key] = _beside(value, folder)
    return source.model_copy(update=update)


def _beside(place: str, folder: Path) -> str:
    return place if "://" in place else str(folder / place)


def _near(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, n=1)
    if near:
        return f' (did you mean "{near[0]}"?)'
    return f" (there are: {', '.join(names[:10])}{', …' if len(names) > 10 else ''})"
