"""The database of one region's state: a file of SQLite, made on first use."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from modugil.core.errors import CouldNotKeep
from modugil.store.tables import SCHEMA_VERSION, change_counters, metadata, schema_version

BUSY_MS = 5000
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # a revoked credential must stay revoked after a power failure
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
)


def open_database(file: Path) -> Engine:
    """The database in that file, with all tables; any thread may use it.

    Errors:  CouldNotKeep if it cannot be opened or made, or a later version of Modugil made it.
    """
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", _set_pragmas)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        metadata.create_all(engine)
        with engine.begin() as connection:
            version = _find_version(connection)
    except (OSError, SQLAlchemyError) as cause:
        engine.dispose()
        raise CouldNotKeep(
            f"The database {file} cannot be opened ({tell_cause(cause)})."
        ) from cause
    if version > SCHEMA_VERSION:
        engine.dispose()
        raise CouldNotKeep(
            f"The database {file} was made by a later version.", allowed="Update Modugil."
        )
    return engine


def count_change(connection: Connection, name: str) -> None:
    """One more change of that kind; until the transaction ends, no other writer gets in."""
    bumped = update(change_counters).where(change_counters.c.name == name)
    result = connection.execute(bumped.values(changes=change_counters.c.changes + 1))
    if result.rowcount == 0:
        connection.execute(insert(change_counters).values(name=name, changes=1))


def read_changes(connection: Connection, name: str) -> int:
    """How many changes of that kind there were."""
    found = connection.scalar(
        select(change_counters.c.changes).where(change_counters.c.name == name)
    )
    return int(found or 0)


def _find_version(connection: Connection) -> int:
    found = connection.scalar(select(schema_version.c.version))
    if found is None:
        connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))
        return SCHEMA_VERSION
    return int(found)


def _set_pragmas(connection: object, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined] # whichever driver it is
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def tell_cause(cause: Exception) -> str:
    """What the database says is wrong, in one line and without the statement."""
    return str(getattr(cause, "orig", None) or cause).splitlines()[0]
