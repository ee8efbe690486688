"""The timetable of a region as arrays: stops, lines, trips, patterns, service days, pathways.

All feeds of a region are in one timetable; `feed_ids` names them in order. A *pattern* is a set of
trips with the same stops, the same boarding rules, the same wheelchair flag and the same measured
kind of vehicle, none of which overtakes another: within a pattern trips are sorted, and every
column of times is ascending.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modugil.region.texts import LocalTexts, Texts

U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """Everything in stops.txt of all feeds: platforms, stations, entrances, nodes, boarding areas.

    Shapes:  s rows each; `link_*` is [s, k], the nearest street edges of each row, nearest first.
    Unknown: `wheelchair` is Access, a child's empty field taken from its parent as GTFS says;
             `link_edge` is -1 where there is no further edge.
    """

    id: Texts
    feed: U8
    code: Texts
    names: LocalTexts
    lat: F64
    lon: F64
    location_type: U8
    parent: I32
    """Row of the station (of a boarding area: of its platform), or -1."""
    wheelchair: U8
    platform_code: Texts
    level: F32
    """levels.txt level_index; NaN where there is none."""
    link_edge: I32
    link_ratio: F32
    """Where along the edge (0 tail, 1 head) the nearest point lies."""
    link_distance_m: F32
    """Straight metres from the stop to that point."""


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Everything in routes.txt of all feeds (a route of GTFS: a line people know by its number)."""

    id: Texts
    feed: U8
    short_names: LocalTexts
    long_names: LocalTexts
    type: U16
    """GTFS route_type, extended ones included."""
    color: Texts
    text_color: Texts
    agency: I32
    agency_names: LocalTexts
    """One row an agency."""
    agency_ids: Texts
    """Empty where the feed has one agency and gives it no id."""
    agency_urls: Texts
    agency_phones: Texts
    agency_languages: Texts
    agency_feed: U8


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """Every trip; a trip of frequencies.txt is one row per departure.

    Shapes:  t rows each. Trips of one pattern are neighbours, earliest first.
    """

    id: Texts
    feed: U8
    route: I32
    service: I32
    headsigns: LocalTexts
    """One row per distinct headsign."""
    headsign: I32
    """Row of `headsigns`, or -1."""
    direction: U8
    """direction_id, 255 where not told."""
    wheelchair: U8
    """Access."""
    block: I32
    """Row of `block_ids`: trips of one vehicle share it; -1 where not told."""
    block_ids: Texts
    shape: I32
    """Row of the shapes, or -1."""
    pattern: I32
    headway_s: I32
    """0: runs to its times; above 0: every so many seconds, one example given (exact_times=0)."""


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Stop sequences and the times of their trips.

    Shapes:  p patterns. `stop_start` int32[p + 1] into the stop arrays; `trip_start` int32[p + 1]
             into the rows of Trips; `time_start` int64[p] into `arrival_s`/`departure_s`: there
             one row per trip of the pattern and one column per stop: the time of trip j (from 0) at
             position i is `time_start + j * length + i`.
    Units:   seconds since noon minus 12 h of the service date; may pass 86,400.
    """

    stop_start: I32
    stop: I32
    """Row of Stops."""
    pickup: U8
    """1 where one may board (pickup_type other than 1), 0 where not."""
    drop_off: U8
    on_demand: U8
    """Bit 1: boarding must be arranged (pickup_type 2 or 3); bit 2: alighting likewise."""
    sequence: I32
    """stop_sequence as published."""
    timepoint: U8
    """1 exact, 0 about, of the pattern's first trip; 2 where the feed tells no time at all."""
    trip_start: I32
    time_start: I64
    arrival_s: I32
    departure_s: I32
    wheelchair: U8
    """Access of all its trips."""
    at_stop_start: I32
    """[s + 1] into at_stop_*: which patterns serve each stop, and at which position."""
    at_stop_pattern: I32
    at_stop_position: I32


@dataclass(frozen=True, slots=True, eq=False)
class Services:
    """On which days each service runs.

    Shapes:  `active` uint8[v, ceil(d / 8)]; bit (day % 8) of byte day // 8 is set where service v
             runs on `first_day` + day.
    """

    id: Texts
    feed: U8
    active: NDArray[np.uint8]
    first_day: int
    """Proleptic ordinal (date.toordinal) of day 0."""
    day_count: int


@dataclass(frozen=True, slots=True, eq=False)
class Transfers:
    """transfers.txt between stops, as read: rows sorted by from_stop.

    Units:   `min_time_s` -1 where not told. `type` as GTFS 0 to 5. Trip- and route-specific rows
             keep their row numbers (-1 where not told), of a repeating trip the first. A station
             stands for all its platforms.
    """

    from_stop: I32
    to_stop: I32
    type: U8
    min_time_s: I32
    from_trip: I32
    to_trip: I32
    from_route: I32
    to_route: I32


@dataclass(frozen=True, slots=True, eq=False)
class Pathways:
    """pathways.txt: one row per direction that may be walked, sorted by from_stop.

    Unknown: NaN for a measure that is not told; `stair_count` 0 where not told, negative down;
             `backward` 1 for the reverse of a two-way row.
    """

    id: Texts
    from_stop: I32
    to_stop: I32
    mode: U8
    backward: U8
    length_m: F32
    traversal_s: F32
    stair_count: I32
    max_slope_ratio: F32
    min_width_m: F32
    signposted: LocalTexts
    """What the signs say in the direction walked."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """shapes.txt: `start` int64[h + 1] into the points."""

    id: Texts
    start: I64
    lat: F64
    lon: F64


@dataclass(frozen=True, slots=True, eq=False)
class BoardingMeasures:
    """How high platforms are and how vehicles are built, as far as somebody measured them.

    Shapes:  `kerb_m`, `kerb_origin` [s] by row of Stops, `pattern_vehicle` [p] a row of
             `vehicle_*`, which have one row a kind of vehicle; all empty where nothing is measured.
    Units:   metres; kerb and floor above the ground the vehicle stands on.
    Unknown: NaN, and -1 for a pattern's vehicle. A ramp of 0 m: it is known that there is none.
    """

    kerb_m: F32
    kerb_origin: U8
    """KerbOrigin."""
    pattern_vehicle: I32
    vehicle_floor_m: F32
    vehicle_kneeling_m: F32
    """The floor's height when the vehicle kneels."""
    vehicle_ramp_m: F32
    vehicle_door_m: F32


def no_measures() -> BoardingMeasures:
    """Nothing is measured."""
    none = np.zeros(0, np.float32)
    rows = np.zeros(0, np.int32)
    return BoardingMeasures(none, np.zeros(0, np.uint8), rows, none, none, none, none)


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """All feeds of a region."""

    feed_ids: tuple[str, ...]
    feed_sources: tuple[int, ...]
    """Rows of the manifest's sources."""
    time_zone: str
    """Of the agencies: the one in which the times are written."""
    stops: Stops
    lines: Lines
    trips: Trips
    patterns: Patterns
    services: Services
    transfers: Transfers
    pathways: Pathways
    shapes: Shapes
    feed_versions: tuple[str, ...] = ()
    """feed_info.txt feed_version by feed, "" where not told."""
    measures: BoardingMeasures = field(default_factory=no_measures)

    @property
    def stop_count(self) -> int:
        """How many rows stops.txt had in all feeds."""
        return len(self.stops.lat)

    @property
    def pattern_count(self) -> int:
        """How many patterns there are."""
        return len(self.patterns.time_start)
