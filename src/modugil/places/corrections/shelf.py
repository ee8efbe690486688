"""Corrections as the database keeps them: read whole or of one place, written one by one."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, insert, select

from modugil.places.corrections.correction import SILENT, Correction, StaffWords
from modugil.store.tables import place_closings, place_corrections

CHANGES = "place_corrections"
"""Under this name the database counts their changes."""
_C, _X = place_corrections.c, place_closings.c


def read_words(connection: Connection) -> dict[str, StaffWords]:
    """What staff say of every place of which they say anything."""
    facts: dict[str, list[Correction]] = {}
    for row in connection.execute(select(place_corrections).order_by(_C.place_id, _C.key)):
        facts.setdefault(row.place_id, []).append(_as_correction(row))
    closed = set(connection.scalars(select(_X.place_id)))
    return {
        id: StaffWords(tuple(facts.get(id, ())), id in closed)
        for id in sorted(facts.keys() | closed)
    }


def read_words_of(connection: Connection, place_id: str) -> StaffWords:
    """What staff say of that place."""
    wanted = select(place_corrections).where(_C.place_id == place_id).order_by(_C.key)
    rows = connection.execute(wanted).all()
    closed = connection.scalar(select(_X.author).where(_X.place_id == place_id)) is not None
    words = StaffWords(tuple(map(_as_correction, rows)), closed)
    return words if words != SILENT else SILENT


def put_fact(connection: Connection, place_id: str, correction: Correction) -> None:
    """Staff say this of the place, in place of what they said of that key before."""
    drop_fact(connection, place_id, correction.key)
    written = {
        "place_id": place_id,
        "key": correction.key,
        "value": correction.value,
        "author": correction.author,
        "written_ms": _to_ms(correction.written),
    }
    connection.execute(insert(place_corrections).values(written))


def drop_fact(connection: Connection, place_id: str, key: str) -> None:
    """Staff say nothing of that key any more."""
    connection.execute(delete(place_corrections).where(_C.place_id == place_id, _C.key == key))


def put_closing(connection: Connection, place_id: str, *, author: str, now: datetime) -> None:
    """The place is no more."""
    written = {"place_id": place_id, "author": author, "written_ms": _to_ms(now)}
    connection.execute(insert(place_closings).values(written))


def drop_closing(connection: Connection, place_id: str) -> None:
    """The place is there again."""
    connection.execute(delete(place_closings).where(_X.place_id == place_id))


def list_keys(corrections: Iterable[Correction]) -> set[str]:
    """The keys of which staff say anything."""
    return {one.key for one in corrections}


def _as_correction(row: Row[tuple[str, str, str, str, int]]) -> Correction:
    written = datetime.fromtimestamp(row.written_ms / 1000, UTC)
    return Correction(row.key, row.value, row.author, written)


def _to_ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)
