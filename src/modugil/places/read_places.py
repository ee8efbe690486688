"""Places from CSV files: one row a place.

Example: `id,name_ko,name_en,lat,lon,wheelchair`, then
`s-1,성산일출봉,Sunrise Peak,33.46,126.94,no`.
The columns `id`, `lat`, `lon` and one `name_*` of a language are needed; `wheelchair` is yes, no or
empty; every other column is a fact and kept by its name.
"""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from modugil.core.access import Access
from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notice, Notices, Severity
from modugil.places.places import KINDS, Places
from modugil.region.texts import build_local_texts, build_texts

NOT_TOLD = ("", "unknown")
_NAME = re.compile(r"name_([a-z]{2,8}(?:-[a-z0-9]{1,8})?)", re.ASCII)
"""A column of names; its language becomes the name of a file."""
_USED = ("id", "lat", "lon", "wheelchair")
_ACCESS = {"yes": Access.YES, "no": Access.NO, "": Access.UNKNOWN, "unknown": Access.UNKNOWN}


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """One CSV of one kind (a row of `KINDS`); `source` is its row among the manifest's sources."""

    kind: str
    path: Path
    source: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    id: str
    kind: int
    names: dict[str, str]
    lat: float
    lon: float
    wheelchair: Access
    source: int
    facts: dict[str, str]


def read_places(files: Sequence[PlaceFile], *, notices: Notices) -> Places:
    """All places of the files; a row that cannot be used becomes a notice.

    Errors:  RegionUnreadable if a file cannot be read or lacks a column it needs.
    """
    ordered = sorted(files, key=lambda file: KINDS.index(file.kind))
    rows: list[_Row] = []
    seen: set[str] = set()
    for file in ordered:
        for row in _read_file(file, notices=notices):
            if row.id in seen:
                message = "Another place has the same id; the first one counts."
                pair = ("id", row.id)
                _note(notices, file, row.line, pair, code="place_id_twice", message=message)
                continue
            seen.add(row.id)
            rows.append(row)
    return _build(rows)


def _read_file(file: PlaceFile, *, notices: Notices) -> Iterator[_Row]:
    try:
        with file.path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            _require_columns(file.path, set(reader.fieldnames or ()))
            for raw in reader:
                row = _parse_row(file, reader.line_num, raw, notices=notices)
                if row is not None:
                    yield row
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise RegionUnreadable(
            f"The file {file.path.name} cannot be read ({cause}).", allowed="Give a CSV in UTF-8."
        ) from cause


def _require_columns(path: Path, columns: set[str]) -> None:
    missing = sorted({"id", "lat", "lon"} - columns)
    if not any(_NAME.fullmatch(column) for column in columns):
        missing.append("name_ko or another name_*")
    if missing:
        raise RegionUnreadable(f"The file {path.name} lacks the column {', '.join(missing)}.")


def _parse_row(file: PlaceFile, line: int, raw: dict[str, str], *, notices: Notices) -> _Row | None:
    values = {key: (value or "").strip() for key, value in raw.items() if key}
    where = _parse_position(values)
    if where is None or not values["id"]:
        field = "lat" if where is None else "id"
        message = "The place has no usable position or id and is left out."
        pair = (field, values[field])
        _note(notices, file, line, pair, code="place_unusable", message=message)
        return None
    said = values.get("wheelchair", "").lower()
    if said not in _ACCESS:
        message = "It may be yes, no or empty; read as unknown."
        pair = ("wheelchair", said)
        _note(notices, file, line, pair, code="place_access_unread", message=message)
    return _Row(
        line=line,
        id=values["id"],
        kind=KINDS.index(file.kind),
        names=_parse_names(values),
        lat=where[0],
        lon=where[1],
        wheelchair=_ACCESS.get(said, Access.UNKNOWN),
        source=file.source,
        facts={
            key: value
            for key, value in values.items()
            if key not in _USED and not _NAME.fullmatch(key) and value.lower() not in NOT_TOLD
        },
    )


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


def _note(
    notices: Notices,
    file: PlaceFile,
    row: int,
    field_and_value: tuple[str, str],
    *,
    code: str,
    message: str,
) -> None:
    field, value = field_and_value
    severity = Severity.WARNING if code == "place_access_unread" else Severity.ERROR
    notices.add(Notice(code, severity, file.path.name, row, field, value, message))


def _build(rows: Sequence[_Row]) -> Places:
    return Places(
        id=build_texts(row.id for row in rows),
        kind=np.array([row.kind for row in rows], np.uint8),
        names=build_local_texts(row.names for row in rows),
        lat=np.array([row.lat for row in rows], np.float64),
        lon=np.array([row.lon for row in rows], np.float64),
        wheelchair=np.array([row.wheelchair for row in rows], np.uint8),
        source=np.array([row.source for row in rows], np.uint8),
        facts=build_texts(
            json.dumps(row.facts, ensure_ascii=False, sort_keys=True) for row in rows
        ),
    )
