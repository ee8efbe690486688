"""Our own form: a CSV with one row a place.

Example: `id,name_ko,name_en,lat,lon,wheelchair,accessible_toilet`, then
`s-1,성산일출봉,Sunrise Peak,33.46,126.94,no,yes`.
The columns `id`, `lat`, `lon` and one `name_*` of a language are needed; `wheelchair` is yes, no or
empty; `as_of` is a date; every other column is a key of `vocabulary.FACTS`. `source` is ours alone.
"""

import csv
import re
from collections.abc import Iterator, Mapping

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.cells import parse_date
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.written_facts import clean_fact, find_fault
from modugil.places.record import PlaceSource, Record, Said
from modugil.places.vocabulary import FACTS, Form

NOT_TOLD = ("", "unknown")
_NAME = re.compile(r"name_([a-z]{2,8}(?:-[a-z0-9]{1,8})?)", re.ASCII)
"""A column of names; its language becomes the name of a file."""
_USED = ("id", "lat", "lon", "wheelchair", "as_of", "source")


def read_modugil_csv(source: PlaceSource, *, ledger: Ledger) -> Iterator[Record]:
    """The records of the file; a row that cannot be used becomes a notice.

    Errors:  RegionUnreadable if the file cannot be read or lacks a column it needs.
    """
    try:
        with source.path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            _require_columns(source.path.name, set(reader.fieldnames or ()))
            _note_columns(set(reader.fieldnames or ()), ledger)
            for raw in reader:
                ledger.rows += 1
                if None in raw:
                    message = "The row has more cells than the header and is left out."
                    ledger.refuse(
                        "place_row_width", reader.line_num, field="", value="", message=message
                    )
                    continue
                values = {key: (value or "").strip() for key, value in raw.items()}
                record = _parse_row(source.kind, reader.line_num, values, ledger)
                if record is not None:
                    yield record
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise RegionUnreadable(
            f"The file {source.path.name} cannot be read ({cause}).",
            allowed="Give a CSV in UTF-8.",
        ) from cause


def _require_columns(name: str, columns: set[str]) -> None:
    missing = sorted({"id", "lat", "lon"} - columns)
    if not any(_NAME.fullmatch(column) for column in columns):
        missing.append("name_ko or another name_*")
    if missing:
        raise RegionUnreadable(f"The file {name} lacks the column {', '.join(missing)}.")


def _note_columns(columns: set[str], ledger: Ledger) -> None:
    for column in sorted(columns):
        if column in _USED or column in FACTS or _NAME.fullmatch(column):
            continue
        message = "The column is no fact this platform knows and is left out."
        ledger.note("place_column_unknown", 1, field=column, value="", message=message)


def _parse_row(kind: str, line: int, values: dict[str, str], ledger: Ledger) -> Record | None:
    where = _parse_position(values)
    if where is None or not values["id"]:
        field = "lat" if where is None else "id"
        message = "The place has no usable position or id and is left out."
        ledger.refuse("place_unusable", line, field=field, value=values[field], message=message)
        return None
    return Record(
        kind=kind,
        id=values["id"],
        place_id=values["id"],
        names=_parse_names(values),
        row=line,
        lat=where[0],
        lon=where[1],
        wheelchair=_parse_access("wheelchair", line, values, ledger),
        said=tuple(_parse_facts(line, values, ledger)),
        as_of=_parse_as_of(line, values.get("as_of", ""), ledger),
    )


def _parse_as_of(line: int, written: str, ledger: Ledger) -> str:
    """The day, month or year; what is none would count as newer or older than all."""
    found = parse_date(written)
    if written and not found:
        message = "It should be a date; the date of the source counts."
        ledger.note("place_date_unread", line, field="as_of", value=written, message=message)
    return found


def _parse_facts(line: int, values: Mapping[str, str], ledger: Ledger) -> Iterator[Said]:
    for key, written in values.items():
        if key in _USED or key not in FACTS or written.lower() in NOT_TOLD:
            continue
        value = clean_fact(key, written)
        if FACTS[key] is Form.ACCESS:
            value = _parse_access(key, line, values, ledger)
        elif message := find_fault(key, value):
            ledger.note("place_value_unread", line, field=key, value=written, message=message)
            continue
        if value:
            yield Said(key, value)


def _parse_access(key: str, line: int, values: Mapping[str, str], ledger: Ledger) -> str:
    said = values.get(key, "").lower()
    if said in ("yes", "no"):
        return said
    if said not in NOT_TOLD:
        message = "It may be yes, no or empty; read as unknown."
        ledger.note("place_access_unread", line, field=key, value=said, message=message)
    return ""


def _parse_position(values: dict[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude; none where they cannot be read, or are 0 and 0: not filled in."""
    try:
        lat, lon = float(values["lat"]), float(values["lon"])
    except ValueError:
        return None
    is_on_earth = -90 <= lat <= 90 and -180 <= lon <= 180
    return (lat, lon) if is_on_earth and (lat, lon) != (0, 0) else None


def _parse_names(values: dict[str, str]) -> dict[str, str]:
    columns = ((_NAME.fullmatch(key), value) for key, value in values.items())
    names = {found[1]: value for found, value in columns if found and value}
    published = names.get("ko") or next(iter(names.values()), values["id"])
    return {"": published, **names}
