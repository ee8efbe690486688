"""Credentials as they are kept: made, rotated, revoked, listed, by whichever process."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    and_,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import BadInput, CouldNotKeep, CouldNotLook
from modugil.live.terminals.credentials import (
    Credential,
    draw_credential,
    find_bcrypt,
    hash_secret,
    parse_vehicle,
)
from modugil.store.changes import note_change, note_changes
from modugil.store.database import count_change, read_changes, tell_cause
from modugil.store.serialise import hold_writers
from modugil.store.tables import terminal_credentials

MOST_ALIVE = 2
"""A vehicle's terminal can be given its next credential while the old one still works."""
_CHANGES = "terminal_credentials"
_T = terminal_credentials.c


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """One credential as it is kept.

    Units:   UTC milliseconds since 1970.
    Unknown: None is never.
    """

    username: str
    vehicle: str
    secret_hash: str
    bcrypt_hash: str | None
    created_ms: int
    retires_ms: int | None
    revoked_ms: int | None
    last_used_day: str | None

    def is_alive(self, now_ms: int) -> bool:
        """Whether it may be used at that moment."""
        return self.revoked_ms is None and (self.retires_ms is None or now_ms < self.retires_ms)


def issue(engine: Engine, vehicle: str, *, now: datetime) -> Credential:
    """The first credential of a vehicle's terminal.

    Errors:  BadInput if it is not a vehicle, or has a credential already; CouldNotKeep if the
             database cannot be written.
    """
    return issue_all(engine, [vehicle], now=now)[0]


def issue_all(engine: Engine, vehicles: Sequence[str], *, now: datetime) -> list[Credential]:
    """The first credential of each of these vehicles; of all of them or of none.

    Errors:  as `issue`.
    """
    for vehicle in vehicles:
        parse_vehicle(vehicle)
    credentials = []
    with _change(engine) as connection:
        for vehicle in vehicles:
            if _read_alive(connection, vehicle, now):
                raise BadInput(
                    f"The terminal of {vehicle} has a credential already.",
                    allowed="Rotate it, or revoke it first.",
                )
            credentials.append(_add(connection, vehicle, now))
        note_changes(connection, _CHANGES, [one.username for one in credentials], now)
    return credentials


def rotate(
    engine: Engine, vehicle: str, *, now: datetime, old_dies: datetime | None = None
) -> Credential:
    """The next credential of a vehicle's terminal, beside the one it has.

    The older one dies at `old_dies`, else when it is revoked.
    Errors:  BadInput if the vehicle has none, or two that are alive; CouldNotKeep as above.
    """
    parse_vehicle(vehicle)
    with _change(engine) as connection:
        alive = _read_alive(connection, vehicle, now)
        if not alive:
            raise BadInput(f"The terminal of {vehicle} has no credential.", allowed="Issue one.")
        if len(alive) >= MOST_ALIVE:
            names = " and ".join(row.username for row in alive)
            raise BadInput(
                f"The terminal of {vehicle} has {MOST_ALIVE} credentials alive: {names}.",
                allowed="Revoke one of them first.",
            )
        if old_dies is not None:
            dies = update(terminal_credentials).where(_T.username == alive[0].username)
            connection.execute(dies.values(retires_ms=_to_ms(old_dies)))
            note_change(connection, _CHANGES, alive[0].username, now)
        credential = _add(connection, vehicle, now)
        note_change(connection, _CHANGES, credential.username, now)
        return credential


def revoke(engine: Engine, who: str, *, now: datetime) -> list[str]:
    """The credential of that name, or all of that vehicle, are dead from now on: their names.

    Errors:  BadInput if there is none that is alive; CouldNotKeep as above.
    """
    now_ms = _to_ms(now)
    column = _T.vehicle if "/" in who else _T.username
    with _change(engine) as connection:
        condition = and_(column == who, _is_alive(now_ms))
        names = list(connection.scalars(select(_T.username).where(condition)))
        if not names:
            raise BadInput(
                f"No credential of {who} is alive.",
                allowed="See them with: modugil terminals list",
            )
        dead = update(terminal_credentials).where(_T.username.in_(names))
        connection.execute(dead.values(revoked_ms=now_ms))
        note_changes(connection, _CHANGES, names, now)
    return sorted(names)


def list_credentials(engine: Engine) -> list[CredentialRow]:
    """All credentials there ever were, by vehicle and age.

    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            return read_rows(connection)
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"The credentials cannot be read ({tell_cause(cause)}).") from cause


def read_rows(connection: Connection) -> list[CredentialRow]:
    """The same through a connection that is open."""
    ordered = select(terminal_credentials).order_by(_T.vehicle, _T.created_ms, _T.username)
    return [_as_row(row) for row in connection.execute(ordered).mappings()]


def read_generation(connection: Connection) -> int:
    """How often credentials were changed, by any process."""
    return read_changes(connection, _CHANGES)


def write_last_used(engine: Engine, usernames: Sequence[str], day: str) -> None:
    """These were used on that day; the hour is nobody's business."""
    with engine.begin() as connection:
        hold_writers(connection)
        for first in range(0, len(usernames), 500):
            some = usernames[first : first + 500]
            used = update(terminal_credentials).where(_T.username.in_(some))
            connection.execute(used.values(last_used_day=day))


@contextmanager
def _change(engine: Engine) -> Iterator[Connection]:
    """A change that is kept whole or not at all, and that every process hears of."""
    try:
        with engine.begin() as connection:
            count_change(connection, _CHANGES)
            yield connection
    except SQLAlchemyError as cause:
        raise CouldNotKeep(f"The credentials cannot be kept ({tell_cause(cause)}).") from cause


def _add(connection: Connection, vehicle: str, now: datetime) -> Credential:
    credential = draw_credential(vehicle)
    connection.execute(
        insert(terminal_credentials).values(
            username=credential.username,
            vehicle=vehicle,
            secret_hash=hash_secret(credential.secret),
            bcrypt_hash=find_bcrypt(credential.secret),
            created_ms=_to_ms(now),
        )
    )
    return credential


def _read_alive(connection: Connection, vehicle: str, now: datetime) -> list[CredentialRow]:
    """Oldest first."""
    found = select(terminal_credentials).where(_T.vehicle == vehicle, _is_alive(_to_ms(now)))
    ordered = found.order_by(_T.created_ms, _T.username)
    return [_as_row(row) for row in connection.execute(ordered).mappings()]


def _is_alive(now_ms: int) -> ColumnElement[bool]:
    return and_(_T.revoked_ms.is_(None), or_(_T.retires_ms.is_(None), _T.retires_ms > now_ms))


def _as_row(row: RowMapping) -> CredentialRow:
    return CredentialRow(**row)


def _to_ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
