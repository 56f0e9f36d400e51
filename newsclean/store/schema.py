"""The schema of a database: told from a foreign one, made, and brought up to date.

Each step is one SQL file a database kind, written once and never changed; all steps that a
database lacks run in one transaction, so that it is never between two versions.
"""

from collections.abc import Sequence
from importlib import resources

from sqlalchemy import Connection, Table, inspect, select, update

from newsclean.errors import StoreError
from newsclean.store.tables import schema_table

MIGRATIONS = ("0001",)
"""The steps in order; a database's version is the number of steps it went through."""


def migration_scripts(dialect: str, names: Sequence[str] = MIGRATIONS, package: str = "newsclean.store") -> list[str]:
    """The SQL of each step for `sqlite` or `postgresql`."""
    folder = resources.files(package) / "migrations" / dialect
    return [(folder / f"{name}.sql").read_text(encoding="utf-8") for name in names]


def check_schema(
    connection: Connection, name: str, known: int = len(MIGRATIONS), version_table: Table = schema_table
) -> int:
    """The version of the database's schema, 0 where there is none; only reads.

    `version_table` holds it, and is one of the schema's own tables.

    Raises:
        StoreError: the tables are somebody else's, or of a newer newsclean.
    """
    present = set(inspect(connection).get_table_names())
    if version_table.name not in present:
        foreign = present if connection.dialect.name == "sqlite" else present & set(version_table.metadata.tables)
        if foreign:
            some = ", ".join(sorted(foreign)[:5])
            raise StoreError(f"{name} holds tables that are not newsclean's ({some}); it was left as it is")
        return 0
    version = connection.scalar(select(version_table.c.version))
    if not isinstance(version, int):
        raise StoreError(f"{name} says no schema version; it was left as it is")
    if version > known:
        raise StoreError(
            f"{name} was written by a newer newsclean (schema {version}; this one knows up to {known}); "
            "it was left as it is: update newsclean to use it"
        )
    return version


def upgrade_schema(
    connection: Connection, name: str, scripts: Sequence[str], version_table: Table = schema_table
) -> None:
    """Bring the database to the last of `scripts`, within the transaction of `connection`.

    Raises:
        StoreError: as check_schema does.
    """
    version = check_schema(connection, name, len(scripts), version_table)
    if version == len(scripts):
        return
    for script in scripts[version:]:
        # Statements are parted by a semicolon at the end of a line and an empty line.
        for statement in script.split(";\n\n"):
            connection.exec_driver_sql(statement.strip().rstrip(";"))
    if version == 0:
        connection.execute(version_table.insert().values(version=len(scripts)))
    else:
        connection.execute(update(version_table).values(version=len(scripts)))
