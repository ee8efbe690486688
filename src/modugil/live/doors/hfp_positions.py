"""What the public feed tells of the vehicles of a snapshot, in the words of the timetable."""

import msgspec

from modugil.live.formats.hfp_feed import LAST_STOP_PASSED, HfpPosition
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.timetable import Timetable

_DAY_S = 86_400
_NO_DIRECTION = 255


def list_positions(snapshot: LiveSnapshot, timetable: Timetable) -> list[HfpPosition]:
    """Every vehicle that is not stale, with its run where it drives one."""
    return [
        build_position(state, timetable)
        for state in snapshot.list_vehicles()
        if not state.is_stale(snapshot.as_of)
    ]


def build_position(state: VehicleState, timetable: Timetable) -> HfpPosition:
    """What the feed tells of that vehicle."""
    told = HfpPosition(
        vehicle=state.vehicle,
        time_ms=round(state.fix_time.timestamp() * 1000.0),
        lat=state.at.lat,
        lon=state.at.lon,
        speed_mps=state.speed_mps,
        heading_deg=state.heading_deg,
        quality=int(state.quality),
        doors_open=int(state.doors_open),
        occupancy_ratio=state.occupancy_ratio,
        delay_s=state.delay_s,
    )
    if state.run is None:
        return told
    last = -1 if state.last_position is None else state.last_position
    run = _RunWords(timetable, state.run.trip)
    words = run.tell(last, at_stop=state.at_stop)
    return msgspec.structs.replace(told, day=state.run.day.isoformat(), **words)


class _RunWords:
    """One trip of the timetable in the words of HFP."""

    def __init__(self, timetable: Timetable, trip: int) -> None:
        self._timetable = timetable
        self._trip = trip
        patterns = timetable.patterns
        self._pattern = pattern = int(timetable.trips.pattern[trip])
        self._first = int(patterns.stop_start[pattern])
        self._length = int(patterns.stop_start[pattern + 1]) - self._first

    def tell(self, last: int, *, at_stop: bool) -> dict[str, str | int]:
        trips, lines = self._timetable.trips, self._timetable.lines
        route, headsign = int(trips.route[self._trip]), int(trips.headsign[self._trip])
        direction = int(trips.direction[self._trip])
        return {
            "route_id": lines.id[route],
            "line_name": lines.short_names.get(route),
            "direction": -1 if direction == _NO_DIRECTION else direction,
            "headsign": trips.headsigns.get(headsign) if headsign >= 0 else "",
            "start": self._find_start(),
            "next_stop": self._find_stop(last + 1) or LAST_STOP_PASSED,
            "stop": self._find_stop(last) if at_stop else "",
        }

    def _find_start(self) -> str:
        patterns = self._timetable.patterns
        column = self._trip - int(patterns.trip_start[self._pattern])
        row = int(patterns.time_start[self._pattern]) + column * self._length
        start_s = int(patterns.departure_s[row]) % _DAY_S
        return f"{start_s // 3600:02d}:{start_s // 60 % 60:02d}"

    def _find_stop(self, position: int) -> str:
        if not 0 <= position < self._length:
            return ""
        row = int(self._timetable.patterns.stop[self._first + position])
        return self._timetable.stops.id[row]
