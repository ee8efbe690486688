"""One look or one change at a time, with faults of the database told as our own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.store.database import tell_cause
from modugil.store.serialise import hold_writers


@contextmanager
def reading(engine: Engine, what: str) -> Iterator[Connection]:
    """A connection to read by; `what` is that which could not be read, as a fault tells it.

    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"{what} cannot be read just now ({tell_cause(cause)}).") from cause


@contextmanager
def reading_one_moment(engine: Engine, what: str) -> Iterator[Connection]:
    """The same, and all that is read by it stood there at one moment, whoever writes meanwhile.

    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"{what} cannot be read just now ({tell_cause(cause)}).") from cause


@contextmanager
def writing(engine: Engine, what: str) -> Iterator[Connection]:
    """A change that is kept whole or not at all, while no other writer is at work.

    What is read in it is what is there when it is kept. Note it with `note_change` as well.
    Errors:  CouldNotKeep if the database cannot be written; then nothing of it was kept, unless the
             connection was lost while it was being acknowledged.
    """
    try:
        with engine.begin() as connection:
            hold_writers(connection)
            yield connection
    except SQLAlchemyError as cause:
        raise CouldNotKeep(f"{what} cannot be kept just now ({tell_cause(cause)}).") from cause
