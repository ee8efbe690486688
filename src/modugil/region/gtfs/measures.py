"""What is measured of platforms and vehicles, and which stops and trips it is about.

Of a trip the narrowest row counts: its own before its line's, its line's before its agency's; of
two alike the one that names the feed, then the one that names the wheelchair flag.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import nan

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.trips import TripRows
from modugil.region.timetable import BoardingMeasures, Lines, Stops
from modugil.region.vocabulary import KerbOrigin

ANY_FLAG = -1
"""A row that says nothing of the wheelchair flag is about trips of every flag."""
NOT_MEASURED = -1

StopKey = tuple[str, str, str]
"""The column that names the stop, the feed ("" for any), the id or code."""
TripKey = tuple[str, str, str, int]
"""The column that names the trips, the feed ("" for any), the id, the wheelchair flag."""
VehicleKind = tuple[float | None, float | None, float | None, float | None]
"""Metres of floor, kneeling floor, ramp and door."""


@dataclass(slots=True)
class Measured:
    """Measures by what they are about. Rows that nothing asked for yet are `unmatched`."""

    kerb_m: dict[StopKey, float] = field(default_factory=dict)
    vehicle: dict[TripKey, int] = field(default_factory=dict)
    """A number of `kinds`."""
    kinds: dict[VehicleKind, int] = field(default_factory=dict)
    unmatched: dict[StopKey | TripKey, tuple[Table, int]] = field(default_factory=dict)

    def measures_of(self, feed_id: str, stops: Stops, *, pattern_vehicle: I32) -> BoardingMeasures:
        """The measures of one feed's stops and patterns; none at all where nothing is measured."""
        floor, kneeling, ramp, door = self._columns()
        kerb_m = np.full(len(stops.id) if self._tells_anything else 0, nan, np.float32)
        if self.kerb_m:
            for row, (id, code) in enumerate(zip(stops.id, stops.code, strict=True)):
                kerb_m[row] = self._kerb_of(feed_id, id, code)
        return BoardingMeasures(
            kerb_m=kerb_m,
            kerb_origin=np.full(len(kerb_m), KerbOrigin.MEASURES, np.uint8),
            pattern_vehicle=pattern_vehicle if self._tells_anything else pattern_vehicle[:0],
            vehicle_floor_m=floor,
            vehicle_kneeling_m=kneeling,
            vehicle_ramp_m=ramp,
            vehicle_door_m=door,
        )

    def vehicles_of(self, feed_id: str, trips: TripRows, *, lines: Lines) -> I32:
        """The kind of vehicle of each trip, NOT_MEASURED where none is told."""
        found = np.full(len(trips.kept), NOT_MEASURED, np.int32)
        if not self.vehicle:
            return found
        line_ids, agency_ids = list(lines.id), list(lines.agency_ids)
        of_line: dict[tuple[int, int], int] = {}
        rows = zip(trips.rows, trips.route.tolist(), trips.wheelchair.tolist(), strict=True)
        for row, (trip, route, flag) in enumerate(rows):
            if (route, flag) not in of_line:
                agency = int(lines.agency[route])
                wider = [("route_id", line_ids[route])]
                wider += [("agency_id", agency_ids[agency])] if agency >= 0 else []
                of_line[route, flag] = self._vehicle_of(wider, feed_id, flag)
            own = self._vehicle_of([("trip_id", trip)], feed_id, flag)
            found[row] = of_line[route, flag] if own == NOT_MEASURED else own
        return found

    def note_unmatched(self) -> None:
        """A fault of every row that is about no stop or trip."""
        for key, (table, row) in self.unmatched.items():
            table.fault("measure_unmatched", row, field=key[0])

    @property
    def _tells_anything(self) -> bool:
        return bool(self.kerb_m or self.vehicle)

    def _kerb_of(self, feed_id: str, id: str, code: str) -> float:
        named = [one for one in (("stop_id", id), ("stop_code", code)) if one[1]]
        keys = [(name, feed, value) for name, value in named for feed in (feed_id, "")]
        found = [key for key in keys if key in self.kerb_m]
        self._note_matched(found)
        return self.kerb_m[found[0]] if found else nan

    def _vehicle_of(self, named: Sequence[tuple[str, str]], feed_id: str, flag: int) -> int:
        found = [key for key in _keys(named, feed_id, flag) if key in self.vehicle]
        self._note_matched(found)
        return self.vehicle[found[0]] if found else NOT_MEASURED

    def _note_matched(self, found: Sequence[StopKey | TripKey]) -> None:
        """These rows are about something, even where a narrower one counts."""
        for key in found:
            self.unmatched.pop(key, None)

    def _columns(self) -> tuple[NDArray[np.float32], ...]:
        rows = [[nan if one is None else one for one in kind] for kind in self.kinds]
        table = np.array(rows, np.float32).reshape(-1, 4)
        return tuple(np.ascontiguousarray(table[:, column]) for column in range(4))


def _keys(named: Sequence[tuple[str, str]], feed_id: str, flag: int) -> Iterator[TripKey]:
    for name, value in named:
        for feed in (feed_id, ""):
            yield name, feed, value, flag
            yield name, feed, value, ANY_FLAG
