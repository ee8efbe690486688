"""Writers wait for each other: what is read after that is what will be there when one writes."""

from sqlalchemy import Connection, text

_LOCK = 0x4D6F_6475_6769_6C  # "Modugil"


def hold_writers(connection: Connection) -> None:
    """Until this transaction ends, no other one that calls this gets in; twice does no harm.

    It comes first in a transaction that writes. In SQLite whoever writes holds the whole database;
    in PostgreSQL it is a lock of this database by number. Locks are let go after a commit can be
    seen, so that whoever gets in next sees it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif not connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")
