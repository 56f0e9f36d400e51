"""What newsclean raises: every error that leaves the library is a `NewscleanError`."""


class NewscleanError(Exception):
    """Base of all errors that newsclean raises on purpose."""


class ConfigError(NewscleanError):
    """A setting, a configuration file or a words file is wrong."""


class InputError(NewscleanError):
    """What was given to clean is no page and no text: binary, too large, of another type."""


class FetchError(NewscleanError):
    """A URL could not be fetched, or was refused before a request was made."""


class StoreError(NewscleanError):
    """Records could not be read or written."""


class BusyError(NewscleanError):
    """Another process is at the same work, and two at once would do harm."""
