"""One run as it is right now: followed, silent, reported late, cancelled or only planned."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from modugil.answers.arrivals.plans import TripPlan
from modugil.answers.boards.look_at_call import reported_delay_s
from modugil.conditions.conditions import TripChange, TripRun
from modugil.live.snapshot.vehicle_state import VehicleState

RunWord = Literal["live", "silent", "reported", "timetable", "cancelled"]
Times = tuple[int, int]
"""Arrival and departure (UTC ms)."""


class KnowsTimes(Protocol):
    """What is expected at the stops ahead."""

    def __len__(self) -> int:
        """Of how many stops anything is expected."""
        ...

    def get(self, position: int, /) -> Times | None:
        """When it is expected there, None where nothing is."""
        ...


@dataclass(slots=True)
class RunNow:
    """One run at one instant; of every interface that tells of it the same.

    Units:   `delay_s` late positive, None where nothing tells.
    """

    run: TripRun
    plan: TripPlan
    start_ms: int
    """When the service day begins (UTC ms)."""
    now_ms: int
    word: RunWord
    vehicle: VehicleState | None = None
    """The vehicle that drives it, also where it fell silent."""
    delay_s: int | None = None
    expected: KnowsTimes = field(default_factory=dict[int, Times])
    """By position, of the stops ahead."""
    change: TripChange | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    """What interfaces made of it, by their own names; it dies with this instant."""

    @property
    def last(self) -> int:
        """The last position that it reached or left; -1 before the first or without a vehicle."""
        at = self.vehicle.last_position if self.vehicle is not None else None
        return -1 if at is None else at

    @property
    def standing(self) -> bool:
        """Whether it stands at `last`."""
        return self.vehicle is not None and self.vehicle.at_stop and self.last >= 0

    @property
    def predicted(self) -> bool:
        """Whether anything but the timetable tells when it comes: all interfaces say the same."""
        if self.word == "live":
            return bool(self.expected) or (self.standing and self.last == self.plan.last)
        return self.word == "reported"

    def scheduled_ms(self, position: int) -> Times:
        """Arrival and departure by the timetable."""
        start_ms, plan = self.start_ms, self.plan
        return (
            start_ms + plan.arrival_s[position] * 1000,
            start_ms + plan.departure_s[position] * 1000,
        )

    def expected_ms(self, position: int) -> Times | None:
        """Arrival and departure as expected, of a stop behind as its delay tells; None unknown."""
        if not self.predicted:
            return None
        found = self.expected.get(position)
        if found is not None:
            return found
        arrival_ms, departure_ms = self.scheduled_ms(position)
        if self.word == "reported":
            late_ms = reported_delay_s(self.change, position) * 1000
            return arrival_ms + late_ms, departure_ms + late_ms
        return self._by_delay_ms(position, arrival_ms, departure_ms)

    def _by_delay_ms(self, position: int, arrival_ms: int, departure_ms: int) -> Times | None:
        """By its delay: where it stands, and of those it has left, not later than it was seen."""
        assert self.vehicle is not None
        seen_ms = round(self.vehicle.fix_time.timestamp() * 1000)
        late_ms = (self.delay_s or 0) * 1000
        if self.standing and position == self.last:
            return min(arrival_ms + late_ms, seen_ms), self._leaves_ms(departure_ms)
        if self.delay_s is None:
            return None
        if position > self.last:
            return max(arrival_ms + late_ms, seen_ms), max(departure_ms + late_ms, seen_ms)
        left_ms = min(departure_ms + late_ms, seen_ms)
        return min(arrival_ms + late_ms, left_ms), left_ms

    def _leaves_ms(self, departure_ms: int) -> int:
        """When who stands leaves: now, or at its time where it waits for that; but gets on."""
        waits = self.plan.way.waits[self.last]
        leaves_ms = max(departure_ms, self.now_ms) if waits else self.now_ms
        after = self.expected.get(self.last + 1)
        return leaves_ms if after is None else max(self.now_ms, min(leaves_ms, after[0]))

    def stops_away(self, position: int) -> int:
        """Stops between the vehicle and this one: 0 it is the next or here, below 0 it is behind.

        Without a vehicle, from where the timetable has it now.
        """
        if self.vehicle is not None and self.word == "live":
            return position - self.last if self.standing else position - self.last - 1
        return position - self.due_next()

    def due_next(self) -> int:
        """The stop that it leaves next by the timetable; one past the last when it is over."""
        return bisect_left(self.plan.departure_s, (self.now_ms - self.start_ms) / 1000.0)

    def due_along_m(self) -> float:
        """How far along its way the timetable has it now."""
        plan, second = self.plan, (self.now_ms - self.start_ms) / 1000.0
        after = bisect_right(plan.arrival_s, second)
        if after == 0 or after > plan.last:
            return plan.way.along_m[0 if after == 0 else -1]
        left_s, reached_s = plan.departure_s[after - 1], plan.arrival_s[after]
        share = min(1.0, max(0.0, (second - left_s) / max(1, reached_s - left_s)))
        low_m, high_m = plan.way.along_m[after - 1], plan.way.along_m[after]
        return low_m + share * (high_m - low_m)

    @property
    def along_m(self) -> float | None:
        """How far along its way its vehicle is, None where no vehicle is followed."""
        if self.vehicle is None or self.vehicle.along_m is None:
            return None
        return self.vehicle.along_m
