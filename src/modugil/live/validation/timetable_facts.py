"""What the rules ask of the timetable, by published ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from google.transit import gtfs_realtime_pb2 as pb
from numpy.typing import NDArray

from modugil.conditions.staff.calls import Calls, get_calls
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.geo import metres_per_degree
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

F64 = NDArray[np.float64]
NO_DIRECTION = 255


@dataclass(frozen=True, slots=True)
class Box:
    """A box of degrees."""

    south: float
    west: float
    north: float
    east: float


class TimetableFacts:
    """One timetable, asked by id."""

    def __init__(self, ids: PublishedIds) -> None:
        """Speak of that timetable."""
        self.ids = ids

    @property
    def timetable(self) -> Timetable:
        """All of it."""
        return self.ids.timetable

    def find_trips(self, trip: pb.TripDescriptor) -> Sequence[int]:
        """The rows of its trip_id; with a start_time those that begin then, if any does."""
        rows = self.ids.find_trips(trip.trip_id) if trip.trip_id else []
        if trip.start_time and len(rows) > 1:
            second = parse_time(trip.start_time)
            begins = [row for row in rows if self.get_start_s(row) == second]
            return begins or rows
        return rows

    def find_trip(self, trip: pb.TripDescriptor) -> int | None:
        """The first of them."""
        return next(iter(self.find_trips(trip)), None)

    def get_calls(self, trip: int) -> Calls:
        """The stops and times of that row."""
        return get_calls(self.timetable, trip)

    def get_start_s(self, trip: int) -> int:
        """When that row departs first, in seconds of the service date."""
        return int(self.get_calls(trip).departure_s[0])

    def tells_times(self, trip: int) -> NDArray[np.bool_]:
        """At which of its stops the feed itself tells a time."""
        pattern = int(self.timetable.trips.pattern[trip])
        start, end = self.timetable.patterns.stop_start[pattern : pattern + 2].tolist()
        told: NDArray[np.bool_] = self.timetable.patterns.timepoint[start:end] != 2
        return told

    def is_loose(self, trip: int) -> bool:
        """Whether it runs by frequencies.txt with exact_times=0."""
        return int(self.timetable.trips.headway_s[trip]) > 0

    def repeats_exactly(self, trip: int) -> bool:
        """Whether it runs by frequencies.txt with exact_times=1."""
        return not self.is_loose(trip) and self.ids.repeats(trip)

    def route_of(self, trip: int) -> str:
        """The route_id of that row."""
        return self.ids.routes[int(self.timetable.trips.route[trip])]

    def is_platform(self, stop: int) -> bool:
        """Whether a vehicle may stop there: location_type 0."""
        return int(self.timetable.stops.location_type[stop]) == LocationType.STOP

    @cached_property
    def area(self) -> Box:
        """The box around all shapes, around all stops where there are none."""
        shapes, stops = self.timetable.shapes, self.timetable.stops
        lat, lon = (shapes.lat, shapes.lon) if len(shapes.lat) else (stops.lat, stops.lon)
        return Box(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))

    def distance_to_shape_m(self, trip: int, lat: float, lon: float) -> float | None:
        """Metres from a point to the trip's shape; None where it has none."""
        shape = int(self.timetable.trips.shape[trip])
        if shape < 0:
            return None
        points = slice(*self.timetable.shapes.start[shape : shape + 2].tolist())
        per_lat, per_lon = metres_per_degree(lat)
        north = (self.timetable.shapes.lat[points] - lat) * per_lat
        east = (self.timetable.shapes.lon[points] - lon) * per_lon
        return _nearest_m(np.stack([east, north], axis=1))


def _nearest_m(points: F64) -> float:
    """From the origin to a line through these points."""
    if len(points) < 2:
        return float(np.hypot(*points[0]))
    start, along = points[:-1], np.diff(points, axis=0)
    square = np.maximum((along**2).sum(axis=1), 1e-9)
    ratio = np.clip(-(start * along).sum(axis=1) / square, 0.0, 1.0)
    return float(np.sqrt((((start + along * ratio[:, None]) ** 2).sum(axis=1)).min()))


def parse_time(text: str) -> int | None:
    """HH:MM:SS as seconds of the service date, which may pass 24 hours; None where it is none."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if not 1 <= len(parts[0]) <= 3 or any(len(part) != 2 for part in parts[1:]):
        return None
    hour, minute, second = map(int, parts)
    return hour * 3600 + minute * 60 + second if minute < 60 and second < 60 else None
