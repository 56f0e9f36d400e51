"""The tables of runs as SQLAlchemy sees them. What makes them in a database are the files in migrations/."""

from typing import Final

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, MetaData, Table, Text

from newsclean.store.tables import UtcDateTime

MIGRATIONS: Final = ("0001",)
"""The steps in order; a database's version is the number of steps it went through."""

metadata = MetaData()

version_table = Table("newsclean_runs_schema", metadata, Column("version", Integer, nullable=False))

crawl_run = Table(
    "crawl_run",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("began_at", UtcDateTime, nullable=False),
    Column("beat_at", UtcDateTime, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("saved", Integer, nullable=False),
    Column("alarms", Integer, nullable=False),
    Column("names_nothing", Boolean, nullable=False),
    Column("is_told", Boolean, nullable=False),
    Column("is_accepted", Boolean, nullable=False),
    Column("report", JSON, nullable=False),
)
