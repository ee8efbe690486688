"""A small fleet on the buses of the two towns, at nine o'clock, and a planner that follows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tests.answers.world import NOW, World

from modugil.answers.planner import Planner
from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.core.time import service_day_start
from modugil.live.fix import FixQuality
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.run_state import RunState, StopPrediction, Support
from modugil.live.snapshot.vehicle_state import VehicleState

TODAY = date(2026, 11, 23)


@dataclass
class HandsOut:
    """Hands out whichever snapshot a test put there."""

    snapshot: FixedSnapshot = field(default_factory=lambda: FixedSnapshot(NOW))

    def get_current(self) -> FixedSnapshot:
        return self.snapshot


def scheduled(world: World, run: TripRun) -> list[datetime]:
    """When the run leaves each of its stops by the timetable."""
    return scheduled_of(world.planner, run)


def scheduled_of(planner: Planner, run: TripRun) -> list[datetime]:
    timetable = planner.region.timetable
    assert timetable is not None
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[run.trip])
    length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
    rank = run.trip - int(patterns.trip_start[pattern])
    first = int(patterns.time_start[pattern]) + rank * length
    start = service_day_start(run.day, zone=planner.region.zone)
    seconds = patterns.departure_s[first : first + length].tolist()
    return [start + timedelta(seconds=one) for one in seconds]


def run_of(world: World, trip: str, day: date = TODAY) -> TripRun:
    return TripRun(world.trip(trip), day)


def vehicle(name: str, run: TripRun | None, **told: object) -> VehicleState:
    given: dict = {
        "vehicle": name,
        "at": LatLon(33.5, 126.5),
        "fix_time": NOW - timedelta(seconds=12),
        "received": NOW - timedelta(seconds=11),
        "quality": FixQuality.RTK_FIXED,
        "status": VehicleStatus.ON_TRIP,
        "run": run,
        "low_floor": Access.YES,
        "occupancy_ratio": 0.2,
        "heading_deg": 90.0,
        "speed_mps": 8.0,
    }
    return VehicleState(**(given | told))


def drive(
    world: World,
    trip: str,
    *,
    late_s: int | Sequence[int] = 0,
    last: int | None = None,
    as_of: datetime | None = None,
    **told: object,
) -> tuple[VehicleState, RunState, TripChange]:
    """A bus on that run: so late at every stop (or at each), having left the stop `last`."""
    run = run_of(world, trip)
    times = scheduled(world, run)
    lates = [late_s] * len(times) if isinstance(late_s, int) else list(late_s)
    state = vehicle(f"J/{trip}", run, last_position=last, delay_s=lates[0], **told)
    if as_of is not None:
        state = replace(state, fix_time=as_of)
    ahead = tuple(
        StopPrediction(
            position,
            time + timedelta(seconds=lates[position]),
            time + timedelta(seconds=lates[position]),
            time + timedelta(seconds=lates[position] - 60),
            time + timedelta(seconds=lates[position] + 90),
            Support.DRIVEN_NOW,
        )
        for position, time in enumerate(times)
        if position > (-1 if last is None else last)
    )
    run_state = RunState(run, state.vehicle, state.fix_time, lates[0], ahead)
    wheelchair = None if state.low_floor is Access.UNKNOWN else int(state.low_floor)
    change = TripChange(delays_s=tuple(enumerate(lates)), wheelchair=wheelchair)
    return state, run_state, change


def follow(
    world: World,
    *driven: tuple[VehicleState, RunState, TripChange],
    now: datetime = NOW,
    called: dict[TripRun, int] | None = None,
) -> HandsOut:
    """The planner of the world follows these buses, and its conditions tell of them."""
    known = dict(called or {})
    for state, run, _ in driven:
        if state.last_position is not None:
            known.setdefault(run.run, state.last_position)
    live = HandsOut(
        FixedSnapshot(
            now,
            version=1,
            vehicles=tuple(state for state, _, _ in driven),
            runs={run.run: run for _, run, _ in driven},
            called=known,
        )
    )
    world.planner.live = live
    trips = {run.run: change for _, run, change in driven}
    world.conditions.publish("live", Conditions(trips=trips), now=now)
    return live


def at_clock(text: str) -> datetime:
    """A time of the day on the wall there."""
    hours, minutes = map(int, text.split(":"))
    return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours - 9, minutes=minutes)
