"""Measures of platforms and vehicles, from two tables of one folder; either may be absent.

platforms.csv, heights above the road:

    feed,stop_id,stop_code,kerb_height_m
    jeju,405000663,,0.15

vehicles.csv, of an agency's trips, of a line's (of one wheelchair flag, if told), or of one trip:

    route_id,wheelchair_accessible,floor_height_m,kneeling_height_m,ramp_length_m,door_width_m
    365,1,0.32,0.25,1.2,1.2

Instead of route_id, or beside it, there may be trip_id and agency_id; both tables may have a column
feed, empty for every feed. An empty ramp is not known, a ramp of 0 is none; a floor without a
kneeling height is one of a vehicle that does not kneel. Further columns, such as who measured it
and when, are for those who keep the tables.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from math import isnan, nan
from pathlib import Path

import numpy as np

from modugil.core.access import Access
from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.gtfs.fields import FieldKind, choice, parse_column, parse_real
from modugil.region.gtfs.measures import ANY_FLAG, Measured, VehicleKind
from modugil.region.gtfs.tables import Table, read_table

PLATFORMS, VEHICLES = "platforms.csv", "vehicles.csv"
STOP_COLUMNS = ("stop_id", "stop_code")
TRIP_COLUMNS = ("trip_id", "route_id", "agency_id")
"""What a row may be about, the narrowest first: the first that is filled in counts."""
KERB, KNEELING, FLAG = "kerb_height_m", "kneeling_height_m", "wheelchair_accessible"
MOST_M: Mapping[str, float] = {
    KERB: 1.5,
    "floor_height_m": 1.5,
    KNEELING: 1.5,
    "ramp_length_m": 5.0,
    "door_width_m": 3.0,
}
"""No platform of buses or trains and no floor is higher, no ramp longer, no door wider: who writes
centimetres is told so."""
_VEHICLE_MEASURES = tuple(name for name in MOST_M if name != KERB)
_FLAG = choice([int(one) for one in Access], blank=ANY_FLAG)


def read_measured(sources: Sequence[tuple[Path, str]], *, notices: Notices) -> Measured:
    """What the folders say, each with its id; where two speak of the same, the first is kept.

    Errors:  RegionUnreadable for a folder with neither table, or one that cannot be read.
    """
    measured = Measured()
    for folder, id in sources:
        platforms = _read(folder, PLATFORMS, id=id, columns=(*STOP_COLUMNS, KERB), notices=notices)
        columns = (*TRIP_COLUMNS, FLAG, *_VEHICLE_MEASURES)
        vehicles = _read(folder, VEHICLES, id=id, columns=columns, notices=notices)
        if platforms is None and vehicles is None:
            raise RegionUnreadable(
                f"The measures at {folder} cannot be used: there is no {PLATFORMS} and no "
                f"{VEHICLES} in that folder."
            )
        if platforms is not None:
            _add_platforms(measured, platforms)
        if vehicles is not None:
            _add_vehicles(measured, vehicles)
    return measured


def _read(
    folder: Path, name: str, *, id: str, columns: Sequence[str], notices: Notices
) -> Table | None:
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            return read_table(
                lines, file=f"{id}/{name}", columns=("feed", *columns), notices=notices
            )
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise RegionUnreadable(f"The measures {folder / name} cannot be read ({cause}).") from cause


def _measure(table: Table, name: str) -> list[float]:
    def parse(text: str) -> float:
        value = parse_real(text, low=0.0, high=MOST_M[name])
        if value == 0.0 and name == "door_width_m":
            raise ValueError(text)
        return value

    values = parse_column(table, name, FieldKind(parse, nan, np.float64, "invalid_measure"))
    return [float(value) for value in values]


def _add_platforms(measured: Measured, table: Table) -> None:
    heights = _measure(table, KERB)
    for row, (feed, *named) in enumerate(_named(table, STOP_COLUMNS)):
        about = next(filter(_is_told, zip(STOP_COLUMNS, named, strict=True)), None)
        if about is None:
            table.fault("measure_of_nothing", row, field="stop_id")
        elif isnan(heights[row]):
            table.fault("measure_missing", row, field=KERB)
        elif (key := (about[0], feed, about[1])) in measured.kerb_m:
            table.fault("measure_twice", row, field=about[0])
        else:
            measured.kerb_m[key] = heights[row]
            measured.unmatched[key] = (table, row)


def _add_vehicles(measured: Measured, table: Table) -> None:
    columns = [_measure(table, name) for name in _VEHICLE_MEASURES]
    flags, flag_texts = parse_column(table, FLAG, _FLAG), table.column(FLAG)
    for row, (feed, *named) in enumerate(_named(table, TRIP_COLUMNS)):
        about = next(filter(_is_told, zip(TRIP_COLUMNS, named, strict=True)), None)
        if flags[row] == ANY_FLAG and flag_texts[row]:
            continue  # a flag that cannot be read is not every flag
        kind = _kind(table, row, [column[row] for column in columns])
        if about is None:
            table.fault("measure_of_nothing", row, field="route_id")
        elif not any(one is not None for one in kind):
            table.fault("measure_missing", row, field="floor_height_m")
        elif (key := (about[0], feed, about[1], int(flags[row]))) in measured.vehicle:
            table.fault("measure_twice", row, field=about[0])
        else:
            measured.vehicle[key] = measured.kinds.setdefault(kind, len(measured.kinds))
            measured.unmatched[key] = (table, row)


def _kind(table: Table, row: int, values: Sequence[float]) -> VehicleKind:
    """What is known of the vehicle; of heights of which one cannot be, nothing."""
    floor, kneeling, ramp, door = (None if isnan(value) else value for value in values)
    if floor is not None and kneeling is not None and kneeling > floor:
        table.fault("kneeling_above_floor", row, field=KNEELING)
        floor = kneeling = None
    elif kneeling is None and table.column(KNEELING)[row]:
        floor = None
    return floor, kneeling, ramp, door


def _named(table: Table, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from zip(*(table.column(name) for name in ("feed", *columns)), strict=True)


def _is_told(named: tuple[str, str]) -> bool:
    return bool(named[1])
