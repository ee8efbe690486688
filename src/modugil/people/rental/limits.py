"""How often strangers may ask, by all servers alike, so that nobody empties a desk or tries codes.

A whole airport may share one address: asking and looking are limited generously, and only what is
really reserved narrowly. `now` is the time of the world, as it is for signing in.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from modugil.people.attempts import Counted, count_attempt, name_use
from modugil.store.transactions import writing

_WHAT = "How often it was asked"
MOST_ASKED = 60
MOST_RESERVED = 10
MOST_WRONG_CODES = 20
"""All three from one address in a quarter of an hour."""


def count_ask(engine: Engine, *, address: str, now: datetime) -> None:
    """Somebody asks for something. Errors: TooMany, CouldNotKeep."""
    _count(engine, "rental-ask", address, MOST_ASKED, now)


def limit_reserved(address: str, *, now: datetime) -> Callable[[Connection], None]:
    """What refuses, within the change that reserves something, one more from there: TooMany."""
    return partial(_count_in, told=name_use("rental-reserved", address, MOST_RESERVED), now=now)


def count_wrong_code(engine: Engine, *, address: str, now: datetime) -> None:
    """Somebody gave a code that nobody has. Errors: TooMany, CouldNotKeep."""
    _count(engine, "rental-code", address, MOST_WRONG_CODES, now)


def _count(engine: Engine, what: str, address: str, most: int, now: datetime) -> None:
    with writing(engine, _WHAT) as connection:
        _count_in(connection, told=name_use(what, address, most), now=now)


def _count_in(connection: Connection, *, told: Counted, now: datetime) -> None:
    count_attempt(connection, (told,), now, refusal="It was asked too often from here.")
