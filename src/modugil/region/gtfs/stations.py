"""pathways.txt and transfers.txt: ways inside stations, and rules for changing.

    pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,length,traversal_time,stair_count
    P1,ENTRANCE_A,HALL,2,1,12.5,20,18

    from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id
    405000001,405000002,2,180,,

Source: GTFS Schedule reference, pathways.txt and transfers.txt.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.fields import (
    BLANK,
    COUNT,
    MEASURE,
    REAL,
    UNKNOWN,
    WHOLE,
    choice,
    parse_column,
    refer,
)
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.translations import Translations
from modugil.region.texts import LocalTexts, build_local_texts, build_texts
from modugil.region.timetable import Pathways, Transfers
from modugil.region.vocabulary import LocationType, PathwayMode

PATHWAY_COLUMNS = (
    "pathway_id", "from_stop_id", "to_stop_id", "pathway_mode", "is_bidirectional", "length",
    "traversal_time", "stair_count", "max_slope", "min_width", "signposted_as",
    "reversed_signposted_as",
)  # fmt: skip
TRANSFER_COLUMNS = (
    "from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time", "from_trip_id",
    "to_trip_id", "from_route_id", "to_route_id",
)  # fmt: skip
STOP_PAIR = ("from_stop_id", "to_stop_id")
TIMED, IN_SEAT = 2, (4, 5)


@dataclass(frozen=True, slots=True)
class RunRows:
    """Where the trips of a feed stand in Trips: the first row of each trip_id, and how many it has.

    Shapes:  `first_stop` and `last_stop` have one row for every row of Trips.
    """

    first: Mapping[str, int]
    count: Mapping[str, int]
    lost: Collection[str]
    """Ids that had to be left out."""
    first_stop: I32
    last_stop: I32


@dataclass(frozen=True, slots=True)
class FeedRows:
    """Where the ids of a feed stand: rows of stops, lines and trips."""

    stops: Mapping[str, int]
    lost_stops: Collection[str]
    lines: Mapping[str, int]
    runs: RunRows


@dataclass(frozen=True, slots=True)
class _Walks:
    """Directions of pathways that may be walked, sorted by where they leave.

    Shapes:  one row a direction; `row` is that of the table.
    """

    row: NDArray[np.int64]
    backward: NDArray[np.int64]
    leaves: I32
    arrives: I32
    mode: I32


def read_pathways(
    files: FeedFiles,
    *,
    rows: FeedRows,
    location_type: NDArray[np.uint8],
    translations: Translations,
) -> Pathways:
    """Each pathway once for every direction it may be walked.

    Errors:  RegionUnreadable if the file does not say which ways go both ways.
    """
    table = files.read("pathways.txt", PATHWAY_COLUMNS, required=PATHWAY_COLUMNS[:5])
    walks = _list_walks(table, rows, location_type)
    row, backward = walks.row, walks.backward
    turned = 1 - 2 * backward
    return Pathways(
        id=build_texts(table.column("pathway_id")[one] for one in row),
        from_stop=walks.leaves,
        to_stop=walks.arrives,
        mode=walks.mode.astype(np.uint8),
        backward=backward.astype(np.uint8),
        length_m=parse_column(table, "length", MEASURE)[row].astype(np.float32),
        traversal_s=parse_column(table, "traversal_time", MEASURE)[row].astype(np.float32),
        stair_count=(parse_column(table, "stair_count", WHOLE)[row] * turned).astype(np.int32),
        max_slope_ratio=(parse_column(table, "max_slope", REAL)[row] * turned).astype(np.float32),
        min_width_m=parse_column(table, "min_width", MEASURE)[row].astype(np.float32),
        signposted=_signs(table, row, backward, translations),
    )


def _list_walks(table: Table, rows: FeedRows, location_type: NDArray[np.uint8]) -> _Walks:
    start, end = _stop_pair(table, rows, needed=True)
    modes = choice([int(one) for one in PathwayMode], blank=0)
    mode = parse_column(table, "pathway_mode", modes, needed=True)
    kept = (start >= 0) & (end >= 0) & (mode > 0)
    for name, stop in zip(STOP_PAIR, (start, end), strict=True):
        station = np.flatnonzero(kept)[location_type[stop[kept]] == LocationType.STATION]
        table.fault("pathway_to_station", station, field=name)
    one_or_both = choice((0, 1), blank=0)
    both = parse_column(table, "is_bidirectional", one_or_both, needed=True) == 1
    exit_both = kept & both & (mode == PathwayMode.EXIT_GATE)
    table.fault("exit_gate_two_way", np.flatnonzero(exit_both), field="is_bidirectional")
    forward, back = np.flatnonzero(kept), np.flatnonzero(kept & both & ~exit_both)
    row = np.concatenate([forward, back])
    backward = np.repeat([0, 1], [len(forward), len(back)])
    leaves = np.where(backward, end[row], start[row]).astype(np.int32)
    arrives = np.where(backward, start[row], end[row]).astype(np.int32)
    order = np.lexsort((backward, row, leaves))
    row = row[order]
    return _Walks(row, backward[order], leaves[order], arrives[order], mode[row])


def _stop_pair(table: Table, rows: FeedRows, *, needed: bool = False) -> tuple[I32, I32]:
    start, end = (
        refer(table, name, rows.stops, fault="stop_unknown", lost=rows.lost_stops, needed=needed)
        for name in STOP_PAIR
    )
    return start, end


def _signs(
    table: Table, row: NDArray[np.int64], backward: NDArray[np.int64], translations: Translations
) -> LocalTexts:
    names = ("signposted_as", "reversed_signposted_as")
    columns = [table.column(name) for name in names]
    ids = table.column("pathway_id")
    return build_local_texts(
        translations.words(f"pathways.{names[way]}", columns[way][one], record=ids[one])
        for one, way in zip(row.tolist(), backward.tolist(), strict=True)
    )


def read_transfers(files: FeedFiles, *, rows: FeedRows) -> Transfers:
    """The transfers between known stops, trips and lines, sorted by from_stop."""
    table = files.read("transfers.txt", TRANSFER_COLUMNS)
    kind = parse_column(table, "transfer_type", choice(range(6), blank=0))
    seconds = parse_column(table, "min_transfer_time", COUNT)
    untimed = np.flatnonzero((kind == TIMED) & (seconds < 0))
    table.fault("transfer_without_time", untimed, field="min_transfer_time")
    trips = [_trip_rows(table, name, rows) for name in ("from_trip_id", "to_trip_id")]
    routes = [
        refer(table, name, rows.lines, fault="route_unknown")
        for name in ("from_route_id", "to_route_id")
    ]
    stops = _ends_of_transfers(table, rows, trips, in_seat=np.isin(kind, IN_SEAT))
    ends = (*stops, *trips, *routes)
    nowhere = (stops[0] == BLANK) | (stops[1] == BLANK)
    broken = np.any([column == UNKNOWN for column in ends], axis=0)
    table.fault("transfer_without_stops", np.flatnonzero(nowhere & ~broken), field="from_stop_id")
    kept = np.flatnonzero(~nowhere & ~broken)
    kept = kept[np.argsort(stops[0][kept], kind="stable")]
    start, end, from_trip, to_trip, from_route, to_route = (column[kept] for column in ends)
    return Transfers(
        start, end, kind[kept].astype(np.uint8), seconds[kept],
        from_trip, to_trip, from_route, to_route,
    )  # fmt: skip


def _ends_of_transfers(
    table: Table, rows: FeedRows, trips: list[I32], *, in_seat: NDArray[np.bool_]
) -> tuple[I32, I32]:
    """A transfer between trips may leave out the stops: they are the last and the first."""
    stops = _stop_pair(table, rows)
    for stop, trip, ends in zip(
        stops, trips, (rows.runs.last_stop, rows.runs.first_stop), strict=True
    ):
        open_end = in_seat & (stop == BLANK) & (trip >= 0)
        stop[open_end] = ends[trip[open_end]]
    return stops


def _trip_rows(table: Table, field: str, rows: FeedRows) -> I32:
    found = refer(table, field, rows.runs.first, fault="trip_unknown", lost=rows.runs.lost)
    column = table.column(field)
    many = [code for code, trip in enumerate(column.texts) if rows.runs.count.get(trip, 0) > 1]
    if many:
        table.fault(
            "transfer_of_repeated_trip", np.flatnonzero(np.isin(column.codes, many)), field=field
        )
    return found
