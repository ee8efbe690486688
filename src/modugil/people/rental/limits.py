"""How often strangers may ask, by all servers alike, so that nobody empties a desk or tries codes.

A whole airport may share one address: asking and looking are limited generously, and only what is
really reserved narrowly. `now` is the time of the world, as it is for signing in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from modugil.core.errors import CouldNotKeep, RequestNotFound
from modugil.people.attempts import Counted, count_attempt, forgive_use, name_use
from modugil.store.transactions import writing

_WHAT = "How often it was asked"
MOST_ASKED = 60
MOST_RESERVED = 10
MOST_WRONG_CODES = 20
"""All three from one address in a quarter of an hour."""


def count_ask(engine: Engine, *, address: str, now: datetime) -> None:
    """Somebody asks for something. Errors: TooMany, CouldNotKeep."""
    with writing(engine, _WHAT) as connection:
        _count_in(connection, told=name_use("rental-ask", address, MOST_ASKED), now=now)


def limit_reserved(address: str, *, now: datetime) -> Callable[[Connection], None]:
    """What refuses, within the change that reserves something, one more from there: TooMany."""
    return partial(_count_in, told=name_use("rental-reserved", address, MOST_RESERVED), now=now)


@contextmanager
def trying_code(engine: Engine, *, address: str, now: datetime) -> Iterator[None]:
    """A code is tried: it counts before it is looked at, and no more once it was somebody's.

    Once too many were wrong no code is looked at from there, or the right one would show.
    Errors:  TooMany, CouldNotKeep; and what is raised within.
    """
    told = name_use("rental-code", address, MOST_WRONG_CODES)
    with writing(engine, _WHAT) as connection:
        _count_in(connection, told=told, now=now)
    is_wrong = False
    try:
        yield
    except RequestNotFound:
        is_wrong = True
        raise
    finally:
        if not is_wrong:
            _forgive(engine, told)


def _forgive(engine: Engine, told: Counted) -> None:
    with suppress(CouldNotKeep), writing(engine, _WHAT) as connection:
        forgive_use(connection, told)


def _count_in(connection: Connection, *, told: Counted, now: datetime) -> None:
    count_attempt(connection, (told,), now, refusal="It was asked too often from here.")
