"""Builds the egg that Scrapyd takes; `scrapyd-deploy` runs this. All else is built from pyproject.toml."""

from pathlib import Path

from setuptools import Distribution, find_packages, setup

ROOT = Path(__file__).parent
version: dict[str, str] = {}
exec((ROOT / "newsclean" / "version.py").read_text(encoding="utf-8"), version)


class EggDistribution(Distribution):
    """Takes nothing from pyproject.toml, which is written for another builder."""

    def parse_config_files(self, *_: object, **__: object) -> None:
        """Read no file."""


setup(
    distclass=EggDistribution,
    name="newsclean",
    version=version["__version__"],
    packages=find_packages(include=["newsclean", "newsclean.*", "spiders"]),
    package_data={"newsclean": ["**/*.toml", "**/*.sql", "**/*.lua", "py.typed"]},
    entry_points={"scrapy": ["settings = newsclean.crawl.settings"]},
    zip_safe=True,
)
