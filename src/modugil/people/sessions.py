"""Who is signed in: a token in the browser, and only its hash in the database."""

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select, update

from modugil.core.errors import CouldNotKeep
from modugil.people.accounts import Account, build_account
from modugil.store.tables import accounts, sessions
from modugil.store.transactions import reading, writing

log = logging.getLogger(__name__)
COOKIE = "modugil_session"
"""What the browser keeps the token as."""
REAL_CLOCK = "real_clock"
"""As this `app` hands the clock of the world to pages and API: sessions know no simulated time."""
IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
"""A shift."""
SEEN_EVERY = timedelta(minutes=1)
_SKEW = timedelta(minutes=1)
"""So far the clocks of several servers may be apart."""
_WHAT = "Who is signed in"
_TOKEN_BYTES = 32
_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff who is signed in."""

    token: str = field(repr=False)
    """What the browser keeps, and nobody else."""
    account: Account

    @property
    def csrf(self) -> str:
        """What every form of this session carries, and no other site can know."""
        return hmac.new(self.token.encode(), b"csrf", hashlib.sha256).hexdigest()


def begin_session(connection: Connection, account: Account, now: datetime) -> SignedIn:
    """The account is signed in from now on; sessions whose time is over are gone."""
    now_ms = _to_ms(now)
    connection.execute(delete(sessions).where(_is_over(now)))
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = {"token_hash": _hash(token), "account_id": account.id}
    connection.execute(insert(sessions).values(row | {"created_ms": now_ms, "seen_ms": now_ms}))
    return SignedIn(token, account)


def find_session(engine: Engine, token: str, *, now: datetime) -> SignedIn | None:
    """Who is signed in by that token, with the roles of this moment; None if nobody is any more.

    Errors:  CouldNotLook if the database cannot be read.
    """
    if not token or len(token) > _LONGEST_TOKEN:
        return None
    of_it = sessions.c.token_hash == _hash(token)
    joined = select(accounts, sessions.c.seen_ms).join(sessions).where(of_it, ~_is_over(now))
    with reading(engine, _WHAT) as connection:
        row = connection.execute(joined).mappings().first()
    if row is None:
        return None
    if _to_ms(now) - row["seen_ms"] >= SEEN_EVERY.total_seconds() * 1000:
        _note_seen(engine, token, now)
    return SignedIn(token, build_account(row))


def end_session(engine: Engine, token: str) -> None:
    """Nobody is signed in by that token any more.

    Errors:  CouldNotKeep if the database cannot be written.
    """
    with writing(engine, _WHAT) as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))


def end_all_sessions(engine: Engine, account: Account) -> None:
    """The account is signed in nowhere any more.

    Errors:  CouldNotKeep if the database cannot be written.
    """
    with writing(engine, _WHAT) as connection:
        connection.execute(delete(sessions).where(sessions.c.account_id == account.id))


def _note_seen(engine: Engine, token: str, now: datetime) -> None:
    try:
        with writing(engine, _WHAT) as connection:
            seen = update(sessions).where(sessions.c.token_hash == _hash(token))
            connection.execute(seen.values(seen_ms=_to_ms(now)))
    except CouldNotKeep as fault:
        # who can be looked up may go on; the session ends a little earlier at worst
        log.warning("%s", fault)


def _is_over(now: datetime) -> ColumnElement[bool]:
    return or_(
        sessions.c.seen_ms <= _to_ms(now - IDLE),
        sessions.c.created_ms <= _to_ms(now - LONGEST),
        sessions.c.created_ms > _to_ms(now + _SKEW),  # begun by a clock that was wrong
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _to_ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
