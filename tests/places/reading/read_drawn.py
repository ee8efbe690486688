"""Reads a file that a test wrote, as region.toml would have it read."""

from pathlib import Path

from modugil.core.notices import Notices
from modugil.places.reading.formats import FORMATS
from modugil.places.reading.ledger import Ledger
from modugil.places.record import PlaceSource, Record

JEJU = [126.0, 33.0, 127.1, 34.1]


def read_drawn(
    path: Path, form: str, *, kind: str = "sights", **options: object
) -> tuple[list[Record], Ledger]:
    """The records of the file and what became of its rows: each of them ends as one thing."""
    source = PlaceSource(kind, form, path, 0, "drawn", options={"within": JEJU, **options})
    ledger = Ledger(path.name, Notices())
    records = list(FORMATS[form](source, ledger=ledger))
    ended = len(records) + ledger.elsewhere + ledger.repeated + ledger.refused.total()
    assert ended == ledger.rows
    return records, ledger


def facts_of(record: Record) -> dict[str, str]:
    """What the record says, without its words."""
    assert len({one.key for one in record.said}) == len(record.said)
    return {one.key: one.value for one in record.said}
