"""All places of a region from all sources that speak of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.build_report import BuildReport, SourceReport, report_places, report_source
from modugil.places.matching.match import match_records
from modugil.places.matching.names import fold_name
from modugil.places.place import STAFF
from modugil.places.places import Places
from modugil.places.reading.formats import FORMATS
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.written_facts import note_orders
from modugil.places.record import PlaceSource, Record

Report = Callable[[str, float], None]
"""Told what is being done, and which share of all is behind (0 to 1)."""
_SAME_DIGITS = 6
"""Decimals of a degree to which copies of a row agree: 0.1 m."""


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The places of a region, and what became of every source."""

    places: Places
    report: BuildReport


def read_places(
    sources: Sequence[PlaceSource], *, notices: Notices, report: Report | None = None
) -> PlacesRead:
    """All places of the sources; a row that cannot be used becomes a notice.

    Errors:  RegionUnreadable if a file cannot be read, or is of a form that nobody reads, or there
             are more sources than a place can tell apart.
    """
    if any(source.row >= STAFF for source in sources):
        raise RegionUnreadable(f"A region may name at most {STAFF} sources.")
    tell = report or (lambda _stage, _share: None)
    ledgers = [Ledger(source.path.name, notices) for source in sources]
    reading = _Reading()
    read: list[list[Sourced]] = []
    for number, (source, ledger) in enumerate(zip(sources, ledgers, strict=True)):
        tell(f"Reading places of {source.path.name}", 0.8 * number / len(sources))
        read.append(reading.read(source, ledger))
    tell("Matching places", 0.8)
    matched = match_records(read)
    by_row = {source.row: ledger for source, ledger in zip(sources, ledgers, strict=True)}
    for one in matched.lost:
        _refuse_lost(one.record, by_row[one.source])
    groups = matched.groups
    places = build_places(groups)
    told = _report_sources(sources, ledgers, read, lost=matched.lost, groups=groups)
    return PlacesRead(
        places, report_places(told, places, groups={group.id: group for group in groups})
    )


class _Reading:
    """Reads source after source, and knows what was read before."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], Record] = {}
        self._rows: dict[tuple[object, ...], tuple[int, str]] = {}

    def read(self, source: PlaceSource, ledger: Ledger) -> list[Sourced]:
        """The records of a source that say something new."""
        read = FORMATS.get(source.format)
        if read is None:
            raise RegionUnreadable(
                f"{source.path.name} is said to be of the form {source.format!r}, which nobody "
                "reads.",
                allowed=f"There are: {', '.join(sorted(FORMATS))}.",
            )
        new = [
            Sourced(record, source.row, source.id, record.as_of or source.as_of)
            for record in read(source, ledger=ledger)
            if self._is_new(source, record, ledger)
        ]
        note_orders((one.record for one in new), ledger=ledger)
        return new

    def _is_new(self, source: PlaceSource, record: Record, ledger: Ledger) -> bool:
        """Whether nobody said the same before; a copy, or an older edition, says nothing new."""
        row, as_of = (source.format, *_content(record)), record.as_of or source.as_of
        first_row, first_as_of = self._rows.setdefault(row, (source.row, as_of))
        if first_row != source.row and as_of <= first_as_of:
            ledger.repeated += 1
            return False
        self._rows[row] = (source.row, as_of)
        key = ("", record.place_id) if record.place_id else (source.id, record.id)
        first = self._ids.setdefault(key, record)
        if first is record:
            return True
        if _content(first) == _content(record):
            ledger.repeated += 1
            return False
        message = "Another place has the same id; the first one counts."
        value = record.place_id or record.id
        ledger.refuse("place_id_twice", record.row, field="id", value=value, message=message)
        return False


def _content(record: Record) -> tuple[object, ...]:
    where = tuple(
        None if degrees is None else round(degrees, _SAME_DIGITS)
        for degrees in (record.lat, record.lon)
    )
    name = fold_name(record.names.get("", ""))
    return (record.kind, name, where, record.wheelchair, record.said)


def _refuse_lost(record: Record, ledger: Ledger) -> None:
    message = (
        "It has no position, and no other source locates a place of that name at its address "
        "or with its telephone number; it is left out."
    )
    name = record.names.get("", "")
    ledger.refuse("place_not_located", record.row, field="name", value=name, message=message)


def _report_sources(
    sources: Sequence[PlaceSource],
    ledgers: Sequence[Ledger],
    read: Sequence[Sequence[Sourced]],
    *,
    lost: Sequence[Sourced],
    groups: Sequence[Group],
) -> list[SourceReport]:
    return [
        report_source(
            source,
            ledger,
            records=len(records) - sum(one.source == source.row for one in lost),
            groups=groups,
        )
        for source, ledger, records in zip(sources, ledgers, read, strict=True)
    ]
