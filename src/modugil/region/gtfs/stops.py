"""stops.txt and levels.txt: platforms, stations, entrances, nodes and boarding areas.

    stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding,level_id
    405000001,제주버스터미널,33.499,126.514,0,405000000,1,L1

An empty wheelchair_boarding of a platform, an entrance or a boarding area is its parent's; that of
a node inside a station stays unknown, for the foot of a stair is not as usable as the station.
Source: GTFS Schedule reference, stops.txt.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.fields import (
    ACCESS,
    BLANK,
    LATITUDE,
    LONGITUDE,
    REAL,
    choice,
    parse_column,
    refer,
    unique_rows,
)
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.translations import Translations
from modugil.region.texts import LocalTexts, build_local_texts, build_texts
from modugil.region.timetable import Stops
from modugil.region.vocabulary import LocationType

COLUMNS = (
    "stop_id", "stop_code", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station",
    "wheelchair_boarding", "platform_code", "level_id",
)  # fmt: skip
LINKS = 4
"""How many street edges a stop is tied to."""
_PARENT_TYPE = {
    LocationType.STOP: LocationType.STATION,
    LocationType.ENTRANCE: LocationType.STATION,
    LocationType.GENERIC_NODE: LocationType.STATION,
    LocationType.BOARDING_AREA: LocationType.STOP,
}
_INHERITS = (LocationType.STOP, LocationType.ENTRANCE, LocationType.BOARDING_AREA)
_PLACED = (LocationType.STOP, LocationType.STATION, LocationType.ENTRANCE)


@dataclass(slots=True)
class _Rows:
    """What is known of each row of stops.txt while it is being read."""

    kind: I32
    parent: I32
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    wheelchair: I32


def read_stops(
    files: FeedFiles, *, translations: Translations
) -> tuple[Stops, dict[str, int], set[str]]:
    """The stops, the row of each stop_id, and the ids that were there but had to be left out."""
    table = files.read("stops.txt", COLUMNS, required=("stop_id", "stop_lat", "stop_lon"))
    unique = unique_rows(table, "stop_id")
    ids = list(table.column("stop_id"))
    rows = _read_rows(table, {ids[row]: row for row in unique})
    _check_parents(table, rows, unique)
    kept = _place(table, rows, unique)
    new_row = np.full(len(table) + 1, BLANK, np.int32)
    new_row[kept] = np.arange(len(kept))
    _inherit_wheelchair(rows)
    levels = _read_levels(files, table)
    known = {ids[row]: new for new, row in enumerate(kept.tolist())}
    stops = Stops(
        id=build_texts(known),
        feed=np.zeros(len(kept), np.uint8),
        code=build_texts(table.column("stop_code")[row] for row in kept),
        names=_names(table, kept, translations),
        lat=rows.lat[kept],
        lon=rows.lon[kept],
        location_type=rows.kind[kept].astype(np.uint8),
        parent=new_row[rows.parent[kept]],
        wheelchair=rows.wheelchair[kept].astype(np.uint8),
        platform_code=build_texts(table.column("platform_code")[row] for row in kept),
        level=levels[kept],
        link_edge=np.full((len(kept), LINKS), -1, np.int32),
        link_ratio=np.zeros((len(kept), LINKS), np.float32),
        link_distance_m=np.full((len(kept), LINKS), np.inf, np.float32),
    )
    return stops, known, set(ids) - set(known)


def _read_rows(table: Table, known: Mapping[str, int]) -> _Rows:
    return _Rows(
        kind=parse_column(
            table, "location_type", choice([int(one) for one in LocationType], blank=0)
        ),
        parent=refer(table, "parent_station", known, fault="parent_unknown"),
        lat=parse_column(table, "stop_lat", LATITUDE),
        lon=parse_column(table, "stop_lon", LONGITUDE),
        wheelchair=parse_column(table, "wheelchair_boarding", ACCESS),
    )


def _check_parents(table: Table, rows: _Rows, unique: I32) -> None:
    """Rows keep only a parent of the type that GTFS allows for them."""
    rows.parent[rows.parent < 0] = BLANK
    given = np.zeros(len(table), np.bool_)
    given[unique] = rows.parent[unique] >= 0
    wanted = np.array([_PARENT_TYPE.get(kind, -1) for kind in LocationType], np.int32)[rows.kind]
    wrong = given & (rows.kind[rows.parent] != wanted) if len(table) else given
    table.fault("parent_wrong_type", np.flatnonzero(wrong), field="parent_station")
    rows.parent[wrong] = BLANK
    needs = np.isin(
        rows.kind, (LocationType.ENTRANCE, LocationType.GENERIC_NODE, LocationType.BOARDING_AREA)
    )
    orphan = needs & table.column("parent_station").is_blank()
    table.fault("parent_missing", np.flatnonzero(orphan), field="parent_station")


def _place(table: Table, rows: _Rows, unique: I32) -> I32:
    """The rows that have a position, their own or their parent's."""
    lost = ~np.isfinite(rows.lat + rows.lon) | ((rows.lat == 0) & (rows.lon == 0))
    own = lost.copy()
    for _ in range(2):  # a boarding area's platform may itself lie where its station does
        take = np.flatnonzero(lost & (rows.parent >= 0))
        take = take[~lost[rows.parent[take]]]
        rows.lat[take], rows.lon[take] = rows.lat[rows.parent[take]], rows.lon[rows.parent[take]]
        lost[take] = False
    faulty = np.zeros(len(table), np.bool_)
    faulty[unique] = True
    table.fault(
        "position_from_parent",
        np.flatnonzero(faulty & own & ~lost & np.isin(rows.kind, _PLACED)),
        field="stop_lat",
    )
    table.fault("position_missing", np.flatnonzero(faulty & lost), field="stop_lat")
    kept: I32 = unique[~lost[unique]]
    return kept


def _inherit_wheelchair(rows: _Rows) -> None:
    for kind in _INHERITS:
        empty = np.flatnonzero((rows.kind == kind) & (rows.wheelchair == 0) & (rows.parent >= 0))
        rows.wheelchair[empty] = rows.wheelchair[rows.parent[empty]]


def _names(table: Table, kept: I32, translations: Translations) -> LocalTexts:
    ids, names = table.column("stop_id"), table.column("stop_name")
    return build_local_texts(
        translations.words("stops.stop_name", names[row], record=ids[row]) for row in kept.tolist()
    )


def _read_levels(files: FeedFiles, stops: Table) -> NDArray[np.float32]:
    columns = ("level_id", "level_index")
    table = files.read("levels.txt", columns, required=columns)
    ids = table.column("level_id")
    known = {ids[row]: int(row) for row in unique_rows(table, "level_id")}
    index = np.append(parse_column(table, "level_index", REAL), np.nan)
    rows = refer(stops, "level_id", known, fault="level_unknown")
    return index[np.where(rows < 0, len(table), rows)].astype(np.float32)
