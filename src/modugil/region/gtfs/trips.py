"""trips.txt, and frequencies.txt that repeats some of them.

    route_id,service_id,trip_id,trip_headsign,direction_id,block_id,shape_id,wheelchair_accessible
    405136521,WEEKDAY,365-0700,한라대학교,0,B12,365-out,1

    trip_id,start_time,end_time,headway_secs,exact_times
    365-0700,07:00:00,09:00:00,600,0

Source: GTFS Schedule reference, trips.txt and frequencies.txt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modugil.region.gtfs.fields import (
    ACCESS,
    BLANK,
    COUNT,
    NO_TIME,
    TIME,
    choice,
    parse_column,
    refer,
    unique_rows,
)
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table

COLUMNS = (
    "route_id", "service_id", "trip_id", "trip_headsign", "direction_id", "block_id", "shape_id",
    "wheelchair_accessible",
)  # fmt: skip
FREQUENCY_COLUMNS = ("trip_id", "start_time", "end_time", "headway_secs", "exact_times")
NO_DIRECTION = 255


@dataclass(frozen=True, slots=True)
class TripRows:
    """The usable rows of trips.txt in their order; `kept[i]` is the table's row of trip i.

    Shapes:  `rows` leads from a trip_id to i; `lost` holds the ids that had to be left out;
             `block` is a row of `block_ids`, -1 where empty.
    """

    table: Table
    kept: I32
    rows: Mapping[str, int]
    lost: set[str]
    route: I32
    service: I32
    direction: I32
    wheelchair: I32
    block: I32
    block_ids: Sequence[str]
    shape: I32
    """Code of the column shape_id."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Departures: a scheduled trip is one, a trip of frequencies.txt as many as it repeats.

    Shapes:  r rows each; `shift_s` is added to the times of the trip's stop times.
    """

    trip: I32
    shift_s: I32
    headway_s: I32


def read_trips(
    files: FeedFiles, *, lines: Mapping[str, int], services: Mapping[str, int]
) -> TripRows:
    """The trips whose line and service are known."""
    table = files.read("trips.txt", COLUMNS, required=("route_id", "service_id", "trip_id"))
    route = refer(table, "route_id", lines, fault="route_unknown", needed=True)
    service = refer(table, "service_id", services, fault="service_unknown", needed=True)
    unique = unique_rows(table, "trip_id")
    kept = unique[(route[unique] >= 0) & (service[unique] >= 0)]
    ids = table.column("trip_id")
    rows = {ids[row]: index for index, row in enumerate(kept.tolist())}
    blocks = table.column("block_id")
    direction = parse_column(table, "direction_id", choice((0, 1), blank=NO_DIRECTION))
    wheelchair = parse_column(table, "wheelchair_accessible", ACCESS)
    block, block_codes = _number(blocks.codes[kept], blank=blocks.is_blank()[kept])
    return TripRows(
        table=table,
        kept=kept,
        rows=rows,
        lost=set(ids.texts) - set(rows),
        route=route[kept],
        service=service[kept],
        direction=direction[kept],
        wheelchair=wheelchair[kept],
        block=block,
        block_ids=[blocks.texts[code] for code in block_codes],
        shape=table.column("shape_id").codes[kept],
    )


def _number(
    codes: I32, *, blank: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[I32, list[int]]:
    """The codes counted from 0 in the order they appear, -1 where blank; and those codes."""
    numbers = np.full(len(codes), BLANK, np.int32)
    seen: dict[int, int] = {}
    told = np.flatnonzero(~blank)
    numbers[told] = [seen.setdefault(code, len(seen)) for code in codes[told].tolist()]
    return numbers, list(seen)


def read_runs(files: FeedFiles, *, trips: TripRows, first_departure_s: I32) -> Runs:
    """Every departure; `first_departure_s` is that of each trip, NO_TIME where it has no times."""
    table = files.read("frequencies.txt", FREQUENCY_COLUMNS, required=FREQUENCY_COLUMNS[:4])
    trip = refer(table, "trip_id", trips.rows, fault="trip_unknown", lost=trips.lost, needed=True)
    start = parse_column(table, "start_time", TIME)
    end = parse_column(table, "end_time", TIME)
    headway = parse_column(table, "headway_secs", COUNT)
    exact = parse_column(table, "exact_times", choice((0, 1), blank=0))
    repeated = np.zeros(len(first_departure_s), np.bool_)
    repeated[trip[trip >= 0]] = True
    single = np.flatnonzero((first_departure_s != NO_TIME) & ~repeated)
    parts = [(single, np.zeros(len(single), np.int32), np.zeros(len(single), np.int32))]
    for row in np.flatnonzero(trip >= 0).tolist():
        if headway[row] <= 0:
            table.fault("invalid_headway", row, field="headway_secs")
        elif start[row] == NO_TIME or end[row] <= start[row]:
            table.fault("frequency_empty", row, field="end_time")
        elif first_departure_s[trip[row]] != NO_TIME:
            shifts = np.arange(start[row], end[row], headway[row]) - first_departure_s[trip[row]]
            told = 0 if exact[row] else int(headway[row])
            parts.append((np.full(len(shifts), trip[row]), shifts, np.full(len(shifts), told)))
    joined = [np.concatenate(one).astype(np.int32) for one in zip(*parts, strict=True)]
    order = np.lexsort((joined[1], joined[0]))
    return Runs(*(one[order] for one in joined))
