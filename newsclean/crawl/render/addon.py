"""The Scrapy add-on that switches the browser on where the setting NEWSCLEAN_RENDER asks for it."""

from scrapy.settings import BaseSettings

from newsclean.crawl.render.browser import check_rendering, render_settings


class RenderAddon:
    """Puts the browser in the place of Scrapy's own downloads of pages."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Raise ConfigError where pages cannot be rendered."""
        if settings.getbool("NEWSCLEAN_RENDER"):
            check_rendering(tuple(settings.getdict("NEWSCLEAN_HEADERS").items()))
            settings.update(render_settings(), priority="cmdline")
