"""What the errors of SQLite mean, and what to do about them; for those too who load no database library."""

# Another writer holds the file for milliseconds; after this long something is wrong with it.
LOCK_TIMEOUT_SECONDS = 30.0

_CAUSES = (
    ("SQLITE_BUSY", f"another process kept it locked for more than {LOCK_TIMEOUT_SECONDS:.0f} seconds; try again"),
    ("SQLITE_LOCKED", "it is locked; try again"),
    ("SQLITE_FULL", "the disk is full; free some space and run the same command again"),
    ("SQLITE_READONLY", "it cannot be written; check the permissions of the file and of its folder"),
    ("SQLITE_CANTOPEN", "it cannot be opened; check that the folder exists and can be written"),
    ("SQLITE_NOTADB", "it is no SQLite database"),
    ("SQLITE_CORRUPT", "it is damaged; `sqlite3 FILE .recover` may save what is in it"),
    ("SQLITE_IOERR", "the disk does not read or write it (full, quota, or failing)"),
)


def cause_of(error: BaseException | None) -> str:
    """What an error of SQLite's means, and what to do about it."""
    code = getattr(error, "sqlite_errorname", "")
    return next((words for prefix, words in _CAUSES if code.startswith(prefix)), str(error))
