"""stop_times.txt: each visit of a trip at a stop.

    trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type,timepoint
    365-0700,07:00:00,07:00:00,405000001,1,0,1,1

Source: GTFS Schedule reference, stop_times.txt.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.agencies import note_continuous
from modugil.region.gtfs.fields import (
    BLANK,
    COUNT,
    MEASURE,
    NO_TIME,
    TIME,
    choice,
    parse_column,
    refer,
)
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.trips import TripRows
from modugil.region.vocabulary import LocationType

COLUMNS = (
    "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "stop_headsign",
    "pickup_type", "drop_off_type", "timepoint", "shape_dist_traveled", "continuous_pickup",
    "continuous_drop_off", "location_id", "location_group_id",
)  # fmt: skip
_ARRANGED = (2, 3)
_NOT_TOLD = 2
_NO_TIME_TOLD = 2


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """Visits sorted by trip and then by stop_sequence.

    Shapes:  n rows each; `row` is the row of the file.
    Units:   seconds of the service date, NO_TIME where not told.
    """

    row: I32
    trip: I32
    stop: I32
    sequence: I32
    arrival_s: I32
    departure_s: I32
    pickup: I32
    drop_off: I32
    on_demand: I32
    timepoint: I32
    distance: NDArray[np.float64]
    """shape_dist_traveled in the feed's own unit, NaN where not told."""

    def __len__(self) -> int:
        """How many visits there are."""
        return len(self.row)

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> "Visits":
        """Only these visits, in this order."""
        return Visits(*(getattr(self, field.name)[which] for field in fields(self)))

    def begins_trip(self) -> NDArray[np.bool_]:
        """Which visits are the first of their trip."""
        return np.concatenate([[True], self.trip[1:] != self.trip[:-1]])[: len(self)]


def read_visits(
    files: FeedFiles, *, trips: TripRows, stops: Mapping[str, int], lost_stops: Collection[str]
) -> tuple[Visits, Table]:
    """The visits of known trips at known stops, and the table they come from."""
    table = files.read("stop_times.txt", COLUMNS, required=("trip_id", "stop_id", "stop_sequence"))
    note_continuous(table)
    trip = refer(table, "trip_id", trips.rows, fault="trip_unknown", lost=trips.lost, needed=True)
    stop = refer(table, "stop_id", stops, fault="stop_unknown", lost=lost_stops)
    _note_zones(table, stop == BLANK)
    sequence = parse_column(table, "stop_sequence", COUNT)
    table.fault("sequence_missing", np.flatnonzero(sequence < 0), field="stop_sequence")
    pickup = parse_column(table, "pickup_type", choice(range(4), blank=0))
    drop_off = parse_column(table, "drop_off_type", choice(range(4), blank=0))
    visits = Visits(
        row=np.arange(len(table), dtype=np.int32),
        trip=trip,
        stop=stop,
        sequence=sequence,
        arrival_s=parse_column(table, "arrival_time", TIME),
        departure_s=parse_column(table, "departure_time", TIME),
        pickup=(pickup != 1).astype(np.int32),
        drop_off=(drop_off != 1).astype(np.int32),
        on_demand=np.isin(pickup, _ARRANGED) + 2 * np.isin(drop_off, _ARRANGED).astype(np.int32),
        timepoint=parse_column(table, "timepoint", choice((0, 1), blank=_NOT_TOLD)),
        distance=parse_column(table, "shape_dist_traveled", MEASURE),
    )
    usable = visits.take((trip >= 0) & (stop >= 0) & (sequence >= 0))
    return _complete(_sorted(usable, table)), table


def _note_zones(table: Table, no_stop: NDArray[np.bool_]) -> None:
    zone = ~table.column("location_id").is_blank() | ~table.column("location_group_id").is_blank()
    table.fault("zone_ignored", np.flatnonzero(no_stop & zone)[:1], field="stop_id")
    table.fault("stop_unknown", np.flatnonzero(no_stop & ~zone), field="stop_id")


def _sorted(visits: Visits, table: Table) -> Visits:
    """By trip and stop_sequence; of two with the same one the first row stays."""
    key = (visits.trip.astype(np.int64) << 32) | visits.sequence
    if np.any(key[1:] <= key[:-1]):
        order = np.argsort(key, kind="stable")
        visits, key = visits.take(order), key[order]
    again = np.concatenate([[False], key[1:] == key[:-1]])[: len(visits)]
    table.fault("sequence_twice", np.sort(visits.row[again]), field="stop_sequence")
    return visits.take(~again) if again.any() else visits


def _complete(visits: Visits) -> Visits:
    """Where only one of arrival and departure is told it is both; an exact time is a time point."""
    arrival, departure = visits.arrival_s, visits.departure_s
    arrival[arrival == NO_TIME] = departure[arrival == NO_TIME]
    departure[departure == NO_TIME] = arrival[departure == NO_TIME]
    not_told = visits.timepoint == _NOT_TOLD
    visits.timepoint[not_told] = arrival[not_told] != NO_TIME
    visits.timepoint[arrival == NO_TIME] = _NO_TIME_TOLD
    return visits


def note_wrong_places(visits: Visits, table: Table, *, location_type: NDArray[np.uint8]) -> None:
    """A fault for each visit at something that is not a platform."""
    wrong = location_type[visits.stop] != LocationType.STOP
    table.fault("stop_not_a_platform", visits.row[wrong], field="stop_id")


def first_stop_headsigns(visits: Visits, table: Table) -> dict[int, tuple[str, int]]:
    """By trip, its first stop_headsign that is not empty, with the stop_sequence it stands at."""
    column = table.column("stop_headsign")
    told = np.flatnonzero(~column.is_blank()[visits.row])
    found: dict[int, tuple[str, int]] = {}
    for index in told.tolist():
        place = (column[visits.row[index]], int(visits.sequence[index]))
        found.setdefault(int(visits.trip[index]), place)
    return found
