"""All places of a region from all sources that speak of them."""

from collections.abc import Sequence

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.places import Places
from modugil.places.reading.formats import FORMATS
from modugil.places.reading.ledger import Ledger
from modugil.places.record import PlaceSource


def read_places(sources: Sequence[PlaceSource], *, notices: Notices) -> Places:
    """All places of the sources; a row that cannot be used becomes a notice.

    Errors:  RegionUnreadable if a file cannot be read, or is of a form that nobody reads.
    """
    groups: list[Group] = []
    seen: set[str] = set()
    for source in sources:
        ledger = Ledger(source.path.name, notices)
        for sourced in _read_source(source, ledger):
            record = sourced.record
            id = record.place_id or f"{source.id}-{record.id}"
            if id in seen:
                message = "Another place has the same id; the first one counts."
                ledger.refuse("place_id_twice", record.row, field="id", value=id, message=message)
                continue
            if record.lat is None:
                continue
            seen.add(id)
            groups.append(Group(id, (sourced,)))
    return build_places(groups)


def _read_source(source: PlaceSource, ledger: Ledger) -> list[Sourced]:
    read = FORMATS.get(source.format)
    if read is None:
        raise RegionUnreadable(
            f"{source.path.name} is said to be of the form {source.format!r}, which nobody reads.",
            allowed=f"There are: {', '.join(sorted(FORMATS))}.",
        )
    return [
        Sourced(record, source.row, source.id, record.as_of or source.as_of)
        for record in read(source, ledger=ledger)
    ]
