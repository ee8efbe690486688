"""Messages of staff as the database keeps them: read whole, written one by one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, RowMapping, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from modugil.conditions.staff.messages import (
    Cancellation,
    Detour,
    ServiceAlert,
    StaffMessage,
    Written,
)
from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.store.changes import note_change
from modugil.store.database import count_change, read_changes, tell_cause
from modugil.store.tables import staff_messages

CHANGES = "staff_messages"
"""Under this name the database counts their changes."""
_KINDS: dict[str, type[StaffMessage]] = {
    "alert": ServiceAlert,
    "cancellation": Cancellation,
    "detour": Detour,
}
_T = staff_messages.c


def tell_kind(message: StaffMessage) -> str:
    """What the message is: alert, cancellation or detour."""
    return next(name for name, kind in _KINDS.items() if isinstance(message, kind))


def read_all(engine: Engine, *, known: int) -> tuple[int, list[Written]] | None:
    """How often messages were changed, and all of them; None if that is as often as is known.

    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            changes = read_changes(connection, CHANGES)
            if changes == known:
                return None
            ordered = select(staff_messages).order_by(_T.written_ms.desc(), _T.id)
            return changes, [_as_written(row) for row in connection.execute(ordered).mappings()]
    except (SQLAlchemyError, msgspec.MsgspecError) as cause:
        raise CouldNotLook(f"What staff wrote cannot be read ({tell_cause(cause)}).") from cause


@contextmanager
def change_shelf(engine: Engine) -> Iterator[Connection]:
    """A change of messages that is kept whole or not at all, and that every process hears of.

    Errors:  CouldNotKeep if the database cannot be written.
    """
    try:
        with engine.begin() as connection:
            count_change(connection, CHANGES)
            yield connection
    except SQLAlchemyError as cause:
        raise CouldNotKeep(f"The message cannot be kept ({tell_cause(cause)}).") from cause


def find_row(connection: Connection, id: str) -> Written | None:
    """The message of that id as it stands."""
    row = connection.execute(select(staff_messages).where(_T.id == id)).mappings().first()
    return _as_written(row) if row is not None else None


def put_row(connection: Connection, written: Written, *, now: datetime) -> None:
    """The message is kept for the first time."""
    connection.execute(insert(staff_messages).values(id=written.message.id, **_values(written)))
    _note(connection, written.message, now)


def replace_row(connection: Connection, written: Written, *, now: datetime) -> None:
    """The message is kept in place of its former revision."""
    changed = update(staff_messages).where(_T.id == written.message.id)
    connection.execute(changed.values(**_values(written)))
    _note(connection, written.message, now)


def _note(connection: Connection, message: StaffMessage, now: datetime) -> None:
    """In the log that anybody may follow, as one of the alerts, cancellations or detours."""
    note_change(connection, f"{tell_kind(message)}s", message.id, now)


def _values(written: Written) -> dict[str, Any]:
    return {
        "kind": tell_kind(written.message),
        "body": msgspec.json.encode(written.message).decode(),
        "author": written.author,
        "written_ms": _to_ms(written.written),
        "revision": written.revision,
        "withdrawn_ms": None if written.withdrawn is None else _to_ms(written.withdrawn),
    }


def _as_written(row: RowMapping) -> Written:
    return Written(
        msgspec.json.decode(row["body"], type=_KINDS[row["kind"]]),
        row["author"],
        _as_instant(row["written_ms"]),
        row["revision"],
        None if row["withdrawn_ms"] is None else _as_instant(row["withdrawn_ms"]),
    )


def _to_ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def _as_instant(time_ms: int) -> datetime:
    return datetime.fromtimestamp(time_ms / 1000.0, UTC)
