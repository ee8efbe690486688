"""The log of changes: every reader may ask what was changed since a token it was given.

A change gets its number while no other writer is at work, so numbers are committed in their order:
whoever has seen a number has seen all before it, also where several processes write.

A token is EPOCH-NUMBER-MARK: which log, up to where, and what stands there. After a backup was
restored other changes get the numbers of lost ones; by the mark their readers are told.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import BadInput, CouldNotLook, TokenTooOld
from modugil.store.database import count_change, read_changes, tell_cause
from modugil.store.tables import change_log, changes

KEPT = timedelta(days=30)
MOST_READ = 1000
_COUNTER = "changes"
_FORGET_EVERY = 500
_TOKEN = re.compile(r"([0-9a-f]{1,20})-([0-9]{1,18})-([0-9a-f]{0,16})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """Something of that kind and with that key was made, changed or taken away."""

    kind: str
    key: str
    noted: datetime


@dataclass(frozen=True, slots=True)
class ChangesRead:
    """What was changed since a token, oldest first."""

    changes: tuple[Change, ...]
    next_token: str
    """What to ask with next time."""
    complete: bool
    """False: there is more, by `next_token`."""


def note_change(connection: Connection, kind: str, key: str, now: datetime) -> None:
    """The change is in the log once the transaction ends; until then no other writer gets in."""
    note_changes(connection, kind, [key], now)


def note_changes(connection: Connection, kind: str, keys: Sequence[str], now: datetime) -> None:
    """The same for several things of a kind at once."""
    if not keys:
        return
    count_change(connection, _COUNTER, times=len(keys))
    last = read_changes(connection, _COUNTER)
    first = last - len(keys) + 1
    told = {"kind": kind, "noted_ms": _to_ms(now)}
    rows = [told | {"id": number, "key": key} for number, key in enumerate(keys, first)]
    connection.execute(insert(changes), rows)
    if (first - 1) // _FORGET_EVERY != last // _FORGET_EVERY:
        forget_changes(connection, before=now - KEPT)


def list_changes(
    engine: Engine,
    since_token: str,
    *,
    kinds: Collection[str] = (),
    limit: int = MOST_READ,
    until: int | None = None,
) -> ChangesRead:
    """What was changed since then, of those kinds; of all where none is told.

    Without a token there are no changes, but a token for those that come from now on: take it
    first, then read everything, then ask by it. With `until` nothing is told of what came after the
    change of that number: for whoever tells things as they were at that moment.
    Errors:  TokenTooOld if what followed is not known any more, or it is of another database, or of
             changes that a restored backup does not know; BadInput if it is none; CouldNotLook if
             the database cannot be read.
    """
    asked = _parse_token(since_token) if since_token else None
    try:
        with engine.connect() as connection:
            return _read(connection, asked, kinds, limit, until)
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"Changes cannot be read ({tell_cause(cause)}).") from cause


def read_last(engine: Engine) -> int:
    """The number of the last change; another one after every change.

    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            return read_changes(connection, _COUNTER)
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"Changes cannot be read ({tell_cause(cause)}).") from cause


def read_token(connection: Connection) -> tuple[int, str]:
    """The number of the last change that this connection sees, and the token for what follows."""
    number = read_changes(connection, _COUNTER)
    epoch = str(connection.scalar(select(change_log.c.epoch)))
    return number, _Token(epoch, number, _read_mark(connection, number)).write()


def holds_token(connection: Connection, token: str) -> bool:
    """Whether the change up to which that token was given still stands in this log.

    It does not where a backup from before was put back; nor where it was forgotten.
    """
    told = _parse_token(token)
    epoch = str(connection.scalar(select(change_log.c.epoch)))
    return told == _Token(epoch, told.number, _read_mark(connection, told.number))


def forget_changes(connection: Connection, *, before: datetime) -> None:
    """What was noted before that moment is left out; tokens from before are too old then."""
    old = changes.c.noted_ms < _to_ms(before)
    last = connection.scalar(select(func.max(changes.c.id)).where(old))
    if last is not None:
        connection.execute(delete(changes).where(changes.c.id <= last))
        connection.execute(update(change_log).values(forgotten_id=last))


def _read(
    connection: Connection,
    asked: "_Token | None",
    kinds: Collection[str],
    limit: int,
    until: int | None,
) -> ChangesRead:
    epoch = str(connection.scalar(select(change_log.c.epoch)))
    last = read_changes(connection, _COUNTER)
    last = last if until is None else min(last, until)
    since = asked.number if asked is not None else last
    mark = _read_mark(connection, since)
    wanted = select(changes).where(changes.c.id > since, changes.c.id <= last)
    if kinds:
        wanted = wanted.where(changes.c.kind.in_(kinds))
    rows = connection.execute(wanted.order_by(changes.c.id).limit(limit + 1)).all()
    complete = len(rows) <= limit
    end = last if complete else int(rows[limit - 1].id)
    following = _Token(epoch, end, _read_mark(connection, end))
    # asked last: what is forgotten while this reads is noticed
    forgotten = int(connection.scalar(select(change_log.c.forgotten_id)) or 0)
    if asked is not None:
        known = asked.epoch == epoch and forgotten <= since <= last
        if not known or (mark and asked.mark != mark):
            raise TokenTooOld(
                "What was changed since then is not known any more.",
                allowed="Ask without a token, and read everything anew.",
            )
    found = tuple(
        Change(row.kind, row.key, datetime.fromtimestamp(row.noted_ms / 1000, UTC))
        for row in rows[:limit]
    )
    return ChangesRead(found, following.write(), complete)


class _Token(NamedTuple):
    epoch: str
    number: int
    mark: str
    """"" where the change of that number is forgotten, or there is none yet."""

    def write(self) -> str:
        return f"{self.epoch}-{self.number}-{self.mark}"


def _read_mark(connection: Connection, number: int) -> str:
    """A few letters that hardly any other change with that number has."""
    row = connection.execute(select(changes).where(changes.c.id == number)).first()
    if row is None:
        return ""
    return hashlib.sha256(f"{row.noted_ms} {row.kind} {row.key}".encode()).hexdigest()[:12]


def _parse_token(text: str) -> _Token:
    found = _TOKEN.fullmatch(text)
    if found is None:
        raise BadInput(
            "That is no token of changes.", allowed="Give one as it was answered, or none."
        )
    return _Token(found[1], int(found[2]), found[3])


def _to_ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
