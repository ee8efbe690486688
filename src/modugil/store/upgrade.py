"""A database of any earlier version is brought to this one's tables, whoever comes first."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from modugil.core.errors import CouldNotKeep
from modugil.store.serialise import hold_writers

MIGRATIONS = Path(__file__).parent / "migrations"
_STEP = re.compile(r"r(\d{4})_\w+\.py", re.ASCII)
_BEFORE_MIGRATIONS = "0001"
_LONGEST_S = 3600.0
_alone = threading.Lock()
"""Alembic keeps what it is doing in globals, so one thread at a time may ask it."""


def upgrade_tables(engine: Engine, *, told: str) -> None:
    """The database has all tables of this version; `told` is how it is called in a fault.

    A step is taken whole or not at all, and by one process while others wait for it.
    Errors:  CouldNotKeep if a later version made the database; SQLAlchemyError if it cannot be read
             or written.
    """
    known = list_steps()
    with engine.connect() as connection:
        found = _find_step(connection)
    if found == known[-1]:
        return
    _check_known(found, known, told)
    with _alone, engine.begin() as connection, _taking_time(connection):
        hold_writers(connection)
        found = _find_step(connection)
        _check_known(found, known, told)
        if found != known[-1]:
            _run_steps(connection, found)


@contextmanager
def _taking_time(connection: Connection) -> Iterator[None]:
    """A step over many rows may take minutes, and who comes second waits for it."""
    if connection.dialect.name != "postgresql":
        usual_ms = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(_LONGEST_S * 1000)}")
        yield
        connection.exec_driver_sql(f"PRAGMA busy_timeout={usual_ms}")
        return
    driver: Any = connection.connection.dbapi_connection
    driver.answers_s, usual_s = _LONGEST_S, driver.answers_s
    for limit in ("lock_timeout", "statement_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
    yield
    driver.answers_s = usual_s


def list_steps() -> list[str]:
    """The numbers of all steps, in their order."""
    names = (path.name for path in (MIGRATIONS / "versions").iterdir())
    return sorted(match[1] for name in names if (match := _STEP.fullmatch(name)))


def _find_step(connection: Connection) -> str | None:
    """The last step that was taken; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if "schema_version" in tables:
        version = connection.scalar(text("SELECT version FROM schema_version"))
        return _BEFORE_MIGRATIONS if version in (None, 1) else f"version {version}"
    return None


def _check_known(found: str | None, known: list[str], told: str) -> None:
    if found is not None and found not in known:
        raise CouldNotKeep(
            f"The database {told} was made by a later version.", allowed="Update Modugil."
        )


def _run_steps(connection: Connection, found: str | None) -> None:
    # imported here: a database that is up to date, as nearly always, needs none of it
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if found == _BEFORE_MIGRATIONS and not inspect(connection).has_table("alembic_version"):
        command.stamp(config, _BEFORE_MIGRATIONS)
    command.upgrade(config, "head")
