"""One day of the timetable on one time axis, made for search."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from modugil.core.access import Access
from modugil.core.errors import TimeOutside
from modugil.region.timetable import BoardingMeasures, Timetable
from modugil.routing.transit.boarding import BoardingRule, StopCosts, build_costs
from modugil.routing.transit.boarding_numbers import (
    Asked,
    combine_access,
    judge_boarding,
    meet,
)
from modugil.routing.transit.lanes import I32, U8, Lanes, frozen, list_boardings, mirror_lanes
from modugil.routing.transit.least_times import least_hops
from modugil.routing.transit.workspace import WorkspacePool

MOST_COSTS = 12
"""So many rules, each with its limits, have their costs kept."""


@dataclass(frozen=True, slots=True, eq=False)
class LaneFacts:
    """What is known of lanes beyond their times.

    Shapes:  `pattern` a lane; `pickup`, `drop_off`, `wheelchair`, `vehicle` a position; `run_*` a
             run.
    """

    pattern: I32
    pickup: U8
    drop_off: U8
    wheelchair: U8
    """Access of the trips of the lanes that use the position."""
    vehicle: I32
    """Their kind of vehicle, a row of the measures; -1 where not known."""
    run_trip: I32
    run_day: I32
    """Index into the day's `offsets`."""


@dataclass(frozen=True, slots=True, eq=False)
class TransitDay:
    """Every run around one base day, as planned or with conditions applied; it never changes.

    `cache` keeps what is derived from it on demand: the mirrored lanes, costs by boarding rule.
    """

    base_day: date
    offsets: tuple[int, ...]
    """Service days it holds, in days from the base day."""
    shift_s: I32
    """What to add to the times of each of these service days."""
    lanes: Lanes
    facts: LaneFacts
    stop_wheelchair: U8
    measures: BoardingMeasures
    pool: WorkspacePool
    conditions_version: int = 0
    cache: dict[object, object] = field(default_factory=dict)

    @property
    def stop_count(self) -> int:
        """How many stops there are."""
        return len(self.stop_wheelchair)

    def mirrored(self) -> Lanes:
        """The lanes with time running backwards."""
        found = self.cache.get("mirror")
        if not isinstance(found, Lanes):
            found = mirror_lanes(
                self.lanes, stop_count=self.stop_count, pickup=frozen(self.facts.drop_off[::-1])
            )
            self.cache["mirror"] = found
        return found

    def hops_s(self, *, backwards: bool) -> I32:
        """Least seconds from each position of the lanes (or mirrored lanes) to the next."""
        found = self.cache.get(("hops", backwards))
        if not isinstance(found, np.ndarray):
            found = frozen(least_hops(self.mirrored() if backwards else self.lanes))
            self.cache["hops", backwards] = found
        return found

    def costs(self, rule: BoardingRule, limits: Asked = ()) -> StopCosts:
        """Unverified metres of boarding and alighting at every position, for that rule.

        `limits` are what numbers are held against; without them the flags alone decide.
        """
        asked = self.asked_limits(rule, limits)
        found = self.cache.get((rule, asked))
        if not isinstance(found, StopCosts):
            facts, flags = self.facts, self._access(())
            found = build_costs(
                rule,
                pickup=facts.pickup,
                drop_off=facts.drop_off,
                access=self._access(asked) if asked else flags,
                flags=flags,
            )
            self._keep_costs((rule, asked), found)
        return found

    def asked_limits(self, rule: BoardingRule, limits: Asked) -> Asked:
        """The limits, where they can matter: somebody measured, and step-free boarding is asked."""
        # a kerb alone, without any vehicle, decides nothing
        is_measured = len(self.measures.vehicle_floor_m) > 0
        return limits if is_measured and rule is not BoardingRule.ANY else ()

    def _access(self, limits: Asked) -> U8:
        facts, stop = self.facts, self.lanes.stop
        numbers = np.zeros(len(stop), np.uint8)
        if limits:
            numbers = judge_boarding(meet(self.measures, stop=stop, vehicle=facts.vehicle), limits)
        return combine_access(self.stop_wheelchair[stop], facts.wheelchair, numbers=numbers)

    def _keep_costs(self, key: tuple[BoardingRule, Asked], made: StopCosts) -> None:
        """Anybody may ask with limits of their own: the costs of the earliest ones are let go."""
        held = [one for one, value in list(self.cache.items()) if isinstance(value, StopCosts)]
        for one in held[: max(0, len(held) + 1 - MOST_COSTS)]:
            self.cache.pop(one, None)
        self.cache[key] = made

    def run_access(self, lane: int) -> Access:
        """The wheelchair access of the runs of that lane."""
        return Access(int(self.facts.wheelchair[self.lanes.stop_start[lane]]))


def check_service_day(timetable: Timetable, day: date) -> None:
    """Nothing happens if the timetable covers that date.

    Errors:  TimeOutside naming the first and the last day it covers.
    """
    services = timetable.services
    first = date.fromordinal(max(services.first_day, 1))
    last = first + timedelta(days=max(services.day_count - 1, 0))
    if services.day_count == 0 or not first <= day <= last:
        covered = f"It covers {first} to {last}." if services.day_count else "It has no days."
        raise TimeOutside(f"The timetable does not cover {day}.", allowed=covered)


def build_lanes(
    *,
    stop_start: I32,
    length: I32,
    runs: tuple[I32, I32, np.ndarray],
    stop: I32,
    times: tuple[I32, I32],
    stops_pickup: tuple[int, U8],
) -> Lanes:
    """Lanes with the index of where each can be boarded."""
    start, many, positions = frozen(stop_start), frozen(length), frozen(stop)
    stop_count, pickup = stops_pickup
    boardings = list_boardings(stop_count, start, many, positions, pickup)
    return Lanes(
        stop_start=start,
        length=many,
        run_start=frozen(runs[0]),
        run_count=frozen(runs[1]),
        time_start=frozen(runs[2]),
        stop=positions,
        arrival_s=frozen(times[0]),
        departure_s=frozen(times[1]),
        at_start=frozen(boardings[0]),
        at_lane=frozen(boardings[1]),
        at_position=frozen(boardings[2]),
        last_s=frozen(times[0][runs[2] + many.astype(np.int64) * runs[1] - 1]),
    )
