"""The database of one region's state: a file of SQLite, made on first use, or PostgreSQL."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from modugil.core.errors import CouldNotKeep, SettingsInvalid
from modugil.store.address import build_url, describe_address
from modugil.store.serialise import hold_writers
from modugil.store.tables import change_counters
from modugil.store.upgrade import upgrade_tables

BUSY_MS = 5000
"""So long a writer waits for another one."""
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # a revoked credential must stay revoked after a power failure
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
)


def open_database(where: Path | str) -> Engine:
    """The database in that file or at that address, with all tables; any thread may use it.

    Errors:  CouldNotKeep if it cannot be opened or made, or a later version of Modugil made it;
             SettingsInvalid for an address that cannot be meant or whose driver is not installed.
    """
    engine = _open_file(where) if isinstance(where, Path) else _open_server(where)
    told = describe_address(where)
    try:
        if isinstance(where, Path):
            where.parent.mkdir(parents=True, exist_ok=True)
            where.touch(mode=0o600)
        upgrade_tables(engine, told=told)
    except CouldNotKeep:
        engine.dispose()
        raise
    except (OSError, SQLAlchemyError) as cause:
        engine.dispose()
        raise CouldNotKeep(
            f"The database {told} cannot be opened ({tell_first_line(cause)})."
        ) from cause
    return engine


def count_change(connection: Connection, name: str, *, times: int = 1) -> None:
    """So many more changes of that kind; until the transaction ends, no other writer gets in.

    It comes first in a transaction: what is read after it includes all that others wrote before.
    """
    hold_writers(connection)
    made = postgresql if connection.dialect.name == "postgresql" else sqlite
    first = made.insert(change_counters).values(name=name, changes=times)
    changed = change_counters.c.changes + times
    connection.execute(
        first.on_conflict_do_update(index_elements=["name"], set_={"changes": changed})
    )


def read_changes(connection: Connection, name: str) -> int:
    """How many changes of that kind there were."""
    found = connection.scalar(
        select(change_counters.c.changes).where(change_counters.c.name == name)
    )
    return int(found or 0)


def _open_file(file: Path) -> Engine:
    engine = create_engine(build_url(file))
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _open_server(address: str) -> Engine:
    url = build_url(address)
    try:
        # imported here: its driver is there where the extra is installed
        from modugil.store.postgresql import open_server
    except ModuleNotFoundError as cause:
        raise SettingsInvalid(
            "PostgreSQL needs a driver that is not installed.",
            allowed="Install modugil with its extra `scale`.",
        ) from cause
    return open_server(url)


def _set_pragmas(connection: object, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined] # whichever driver it is
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def tell_cause(cause: Exception) -> str:
    """What the database says is wrong, in one line that anybody may read.

    Without the statement, and of a server that cannot be reached without its address and user.
    """
    told = getattr(cause, "orig", None) or cause
    if isinstance(cause, TimeoutError):
        return "too many ask it at once"
    lost = isinstance(cause, OperationalError | InterfaceError)
    if lost and hasattr(told, "sqlstate") and told.sqlstate is None:
        return "its server does not answer"
    return tell_first_line(told)


def tell_first_line(cause: Exception) -> str:
    """All of it, for whoever runs the server."""
    return next(iter(str(getattr(cause, "orig", None) or cause).splitlines()), "")
