"""Trips, stops and vehicles of the timetable in the words of GTFS-Realtime, made once each."""

from functools import cached_property

import numpy as np

from modugil.api.gtfs_rt.wire import Block, nested, number, text
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.calls import tell_start
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.access import Access

SCHEDULED, UNSCHEDULED, CANCELED = 0, 2, 3
"""TripDescriptor.ScheduleRelationship."""
_NO_DIRECTION = 255
_WHEELCHAIR = {int(Access.YES): 2, int(Access.NO): 3}
"""VehicleDescriptor.WheelchairAccessible; where a vehicle does not tell, nothing is said."""
_KEPT = 200_000


class TripWords:
    """The descriptors of runs and vehicles as bytes."""

    def __init__(self, ids: PublishedIds) -> None:
        """Speak of that timetable."""
        self.ids = ids
        self.timetable = ids.timetable
        self._trips: dict[tuple[TripRun, int], bytes] = {}
        self._vehicles: dict[tuple[str, int], bytes] = {}

    @cached_property
    def places(self) -> Block:
        """stop_sequence and stop_id of every row of the patterns' stops."""
        patterns, ids = self.timetable.patterns, self.ids.stops
        words = [text(4, id) for id in ids]
        rows = [
            number(1, sequence) + words[stop]
            for sequence, stop in zip(
                patterns.sequence.tolist(), patterns.stop.tolist(), strict=True
            )
        ]
        length = np.array([len(row) for row in rows], np.int64)
        width = int(length.max(initial=1))
        data = np.frombuffer(b"".join(row.ljust(width, b"\0") for row in rows), np.uint8)
        return Block(data.reshape(len(rows), width), np.arange(width)[None, :] < length[:, None])

    def is_unscheduled(self, trip: int) -> bool:
        """Whether it runs every so many minutes without exact times."""
        return int(self.timetable.trips.headway_s[trip]) > 0

    def relationship(self, trip: int) -> int:
        """How a run that is driven stands to the timetable."""
        return UNSCHEDULED if self.is_unscheduled(trip) else SCHEDULED

    def entity_id(self, run: TripRun) -> str:
        """The same for a run from its first to its last feed."""
        return f"trip:{self.ids.name_run(run.trip)}:{run.day:%Y%m%d}"

    def trip(self, run: TripRun, relationship: int) -> bytes:
        """The TripDescriptor of the run."""
        key = run, relationship
        found = self._trips.get(key)
        if found is None:
            if len(self._trips) > _KEPT:
                self._trips.clear()
            found = self._trips[key] = self._build_trip(run, relationship)
        return found

    def vehicle(self, vehicle: str, wheelchair: int) -> bytes:
        """The VehicleDescriptor: `<operator>/<number>` is the id, the number what people see."""
        key = vehicle, wheelchair
        found = self._vehicles.get(key)
        if found is None:
            if len(self._vehicles) > _KEPT:
                self._vehicles.clear()
            told = _WHEELCHAIR.get(wheelchair)
            found = text(1, vehicle) + text(2, vehicle.rpartition("/")[2])
            found += number(4, told) if told is not None else b""
            self._vehicles[key] = found
        return found

    def _build_trip(self, run: TripRun, relationship: int) -> bytes:
        trips, route = self.timetable.trips, int(self.timetable.trips.route[run.trip])
        start = text(2, self.tell_start(run.trip)) if self.ids.repeats(run.trip) else b""
        direction = int(trips.direction[run.trip])
        return b"".join(
            (
                text(1, self.ids.trips[run.trip]),
                start,
                text(3, f"{run.day:%Y%m%d}"),
                number(4, relationship),
                text(5, self.ids.routes[route]),
                number(6, direction) if direction != _NO_DIRECTION else b"",
            )
        )

    def tell_start(self, trip: int) -> str:
        """start_time, of a trip that repeats."""
        return tell_start(self.timetable, trip)


def entity(id: str, field: int, payload: bytes) -> bytes:
    """One FeedEntity, as a field of the feed message."""
    return nested(2, text(1, id) + nested(field, payload))
