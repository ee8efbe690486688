"""What is kept of the Wi-Fi in the database, across restarts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.live.formats.wifi_report import WifiReport
from modugil.live.wifi.usage import UsageRow
from modugil.store.database import tell_cause
from modugil.store.serialise import hold_writers
from modugil.store.tables import wifi_points, wifi_usage, wifi_use_slots

_AT_ONCE = 2_000
_decode = msgspec.json.Decoder(WifiReport).decode


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows to keep, or as they were kept."""

    usage: Sequence[UsageRow] = ()
    slots: Sequence[tuple[int, int]] = ()
    """Ten minutes since 1970, and their bytes."""
    reports: Sequence[WifiReport] = ()
    """The newest of each access point."""
    first_month: int = 0
    """What was counted before that month is not needed any more."""
    first_slot: int = 0
    """Nor what was used before those ten minutes."""


def read_kept(engine: Engine) -> Kept:
    """Everything that was kept.

    Unknown: a report that an earlier version wrote otherwise is left out.
    Errors:  CouldNotLook if the database cannot be read.
    """
    try:
        with engine.connect() as connection:
            usage = [UsageRow(*row) for row in connection.execute(select(wifi_usage))]
            slots = [(int(slot), int(used)) for slot, used in connection.execute(_SLOTS)]
            told = list(connection.scalars(select(wifi_points.c.report)))
    except SQLAlchemyError as cause:
        raise CouldNotLook(f"What Wi-Fi used cannot be read ({tell_cause(cause)}).") from cause
    return Kept(usage, slots, list(_read_reports(told)))


_SLOTS = select(wifi_use_slots.c.slot, wifi_use_slots.c.bytes)


def _read_reports(texts: Iterable[str]) -> Iterable[WifiReport]:
    for text in texts:
        try:
            yield _decode(text)
        except msgspec.MsgspecError:
            continue


def write_kept(engine: Engine, kept: Kept) -> None:
    """These rows are kept in place of older ones; all of them or none.

    Errors:  CouldNotKeep if the database cannot be written.
    """
    points = [{"access_point": one.access_point, "report": _encode(one)} for one in kept.reports]
    slots = [{"slot": slot, "bytes": used} for slot, used in kept.slots]
    try:
        with engine.begin() as connection:
            hold_writers(connection)
            _put(connection, wifi_usage, [row._asdict() for row in kept.usage])
            _put(connection, wifi_use_slots, slots)
            _put(connection, wifi_points, points)
            connection.execute(delete(wifi_usage).where(wifi_usage.c.month < kept.first_month))
            old = wifi_use_slots.c.slot < kept.first_slot
            connection.execute(delete(wifi_use_slots).where(old))
    except SQLAlchemyError as cause:
        raise CouldNotKeep(f"What Wi-Fi used cannot be kept ({tell_cause(cause)}).") from cause


def _encode(report: WifiReport) -> str:
    return msgspec.json.encode(report).decode()


def _put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    made = postgresql if connection.dialect.name == "postgresql" else sqlite
    keys = [column.name for column in table.primary_key]
    first = made.insert(table)
    others = {one.name: first.excluded[one.name] for one in table.c if one.name not in keys}
    upsert = first.on_conflict_do_update(index_elements=keys, set_=others)
    for begin in range(0, len(rows), _AT_ONCE):
        connection.execute(upsert, [dict(row) for row in rows[begin : begin + _AT_ONCE]])
