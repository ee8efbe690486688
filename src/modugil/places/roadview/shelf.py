"""Pictures as the database keeps them, read and written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
)

from modugil.core.geo import LatLon
from modugil.places.roadview.area import Area
from modugil.places.roadview.picture import Facts, Picture, Sequence, SequenceNow
from modugil.store.tables import roadview_pictures, roadview_sequences

READY = "ready"
AT_ONCE = 500
"""So many are asked for at once."""
P, S = roadview_pictures.c, roadview_sequences.c
Box = tuple[float, float, float, float]
"""West, south, east, north."""
_OF_SEQUENCE = (
    S.title,
    S.producer,
    S.licence,
    S.created_ms.label("sequence_created_ms"),
    S.updated_ms.label("sequence_updated_ms"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which public pictures; all that is given must hold."""

    boxes: tuple[Box, ...] = ()
    """In one of them at least."""
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[str, ...] | None = None
    sequences: tuple[str, ...] | None = None
    area: Area | None = None
    """In it; whoever asks the database by `boxes` asks this of each picture too."""


def select_pictures() -> Select[tuple[object, ...]]:
    """All pictures with what their sequences tell, hidden ones too."""
    return select(roadview_pictures, *_OF_SEQUENCE).join_from(
        roadview_pictures, roadview_sequences, P.sequence_id == S.id
    )


def read_pictures(
    connection: Connection, wanted: Select[tuple[object, ...]]
) -> tuple[Picture, ...]:
    """Those pictures, in the order asked for."""
    return tuple(map(_build_picture, connection.execute(wanted).mappings()))


def build_condition(wanted: Wanted) -> ColumnElement[bool]:
    """What holds for the pictures that are wanted, all of them public."""
    told: list[ColumnElement[bool]] = [P.status == READY]
    if wanted.boxes:
        told.append(or_(*(_lie_in(box) for box in wanted.boxes)))
    if wanted.since is not None:
        told.append(P.taken_ms >= to_ms(wanted.since))
    if wanted.until is not None:
        told.append(P.taken_ms <= to_ms(wanted.until))
    if wanted.ids is not None:
        told.append(P.id.in_(wanted.ids))
    if wanted.sequences is not None:
        told.append(P.sequence_id.in_(wanted.sequences))
    return and_(*told)


def _lie_in(box: Box) -> ColumnElement[bool]:
    west, south, east, north = box
    return and_(P.lat >= south, P.lat <= north, P.lon >= west, P.lon <= east)


def read_sequences(
    connection: Connection, condition: ColumnElement[bool], *, limit: int, after: str = ""
) -> list[SequenceNow]:
    """Sequences of which public pictures are wanted, by id; what they span is of all public ones.

    `after` is the id before them.
    """
    ids = select(P.sequence_id).where(condition, P.sequence_id > after).distinct()
    told = (
        select(
            roadview_sequences,
            func.count().label("count"),
            func.min(P.lon).label("west"),
            func.min(P.lat).label("south"),
            func.max(P.lon).label("east"),
            func.max(P.lat).label("north"),
            func.min(P.taken_ms).label("first_ms"),
            func.max(P.taken_ms).label("last_ms"),
            func.max(P.updated_ms).label("last_updated_ms"),
        )
        .join_from(roadview_sequences, roadview_pictures, P.sequence_id == S.id)
        .where(P.status == READY, S.id.in_(ids))
        .group_by(*roadview_sequences.columns)
        .order_by(S.id)
        .limit(limit)
    )
    return [_build_sequence_now(row) for row in connection.execute(told).mappings()]


def list_known(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Which of these files came already."""
    asked = select(P.digest).where(P.digest.in_(list(digests)))
    return set(connection.scalars(asked))


def list_revisions(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Which revision of each of these pictures there is; those without a row are left out."""
    told = list(ids)
    found: dict[str, int] = {}
    for start in range(0, len(told), AT_ONCE):
        asked = select(P.id, P.revision).where(P.id.in_(told[start : start + AT_ONCE]))
        found |= {id: revision for id, revision in connection.execute(asked)}
    return found


def put_sequence(
    connection: Connection, sequence: Sequence, pictures: Iterable[tuple[Picture, str]]
) -> None:
    """A new sequence with its pictures, each with the digest of its file."""
    connection.execute(
        insert(roadview_sequences).values(
            id=sequence.id,
            title=sequence.title,
            producer=sequence.producer,
            licence=sequence.licence,
            created_ms=to_ms(sequence.created),
            updated_ms=to_ms(sequence.updated),
        )
    )
    connection.execute(
        insert(roadview_pictures), [_write_picture(one, digest) for one, digest in pictures]
    )


def _write_picture(picture: Picture, digest: str) -> dict[str, object]:
    return {
        "id": picture.id,
        "sequence_id": picture.sequence.id,
        "rank": picture.rank,
        "lat": picture.point.lat,
        "lon": picture.point.lon,
        "taken_ms": to_ms(picture.taken),
        "digest": digest,
        "status": picture.status,
        "revision": picture.revision,
        "facts": write_facts(picture.facts),
        "created_ms": to_ms(picture.created),
        "updated_ms": to_ms(picture.updated),
    }


def write_facts(facts: Facts) -> str:
    """The facts as they are kept."""
    return msgspec.json.encode(facts).decode()


def to_ms(instant: datetime) -> int:
    """An instant as it is kept."""
    return int(instant.timestamp() * 1000)


def _from_ms(instant_ms: int) -> datetime:
    return datetime.fromtimestamp(instant_ms / 1000, UTC)


def _build_picture(row: RowMapping) -> Picture:
    facts = msgspec.json.decode(row["facts"], type=Facts)
    offset = timezone(timedelta(minutes=facts.offset_min))
    sequence = Sequence(
        row["sequence_id"],
        row["title"],
        row["producer"],
        row["licence"],
        _from_ms(row["sequence_created_ms"]),
        _from_ms(row["sequence_updated_ms"]),
    )
    return Picture(
        row["id"],
        sequence,
        row["rank"],
        LatLon(row["lat"], row["lon"]),
        _from_ms(row["taken_ms"]).astimezone(offset),
        row["status"],
        row["revision"],
        facts,
        _from_ms(row["created_ms"]),
        _from_ms(row["updated_ms"]),
    )


def _build_sequence_now(row: RowMapping) -> SequenceNow:
    created, updated = _from_ms(row["created_ms"]), _from_ms(row["updated_ms"])
    sequence = Sequence(row["id"], row["title"], row["producer"], row["licence"], created, updated)
    return SequenceNow(
        sequence,
        row["count"],
        row["west"],
        row["south"],
        row["east"],
        row["north"],
        _from_ms(row["first_ms"]),
        _from_ms(row["last_ms"]),
        max(updated, _from_ms(row["last_updated_ms"])),
    )
