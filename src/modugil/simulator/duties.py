"""Which vehicle drives which runs: blocks where the feed tells them, else chained at termini."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from modugil.core.access import Access
from modugil.core.geo import LatLon, distance_m
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

LEAST_LAYOVER_S = 240
DEADHEAD_MPS = 7.0
FARTHEST_DEADHEAD_M = 12_000.0
LONGEST_WAIT_S = 5_400
"""A vehicle that would wait longer for its next run goes home, and another takes that run."""


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One trip of a service day, with the times and places of its ends.

    Units:   seconds of the service day.
    """

    trip: int
    start_s: int
    end_s: int
    first: LatLon
    last: LatLon
    wheelchair: int


@dataclass(frozen=True, slots=True)
class Duty:
    """The runs that one vehicle drives, one after the other."""

    runs: tuple[PlannedRun, ...]
    low_floor: int
    """Access.YES or Access.NO."""


def list_runs(timetable: Timetable, *, day: date) -> list[PlannedRun]:
    """Every run of that service date, the earliest first."""
    active = active_services(timetable.services, day=day)
    trips = np.flatnonzero(active[timetable.trips.service])
    runs = [_plan_run(timetable, int(trip)) for trip in trips]
    return sorted(runs, key=lambda run: (run.start_s, run.trip))


def _plan_run(timetable: Timetable, trip: int) -> PlannedRun:
    patterns, stops = timetable.patterns, timetable.stops
    pattern = int(timetable.trips.pattern[trip])
    begin, end = (int(one) for one in patterns.stop_start[pattern : pattern + 2])
    time = find_times(timetable, trip)
    first, last = int(patterns.stop[begin]), int(patterns.stop[end - 1])
    return PlannedRun(
        trip,
        int(patterns.departure_s[time]),
        int(patterns.arrival_s[time + end - begin - 1]),
        LatLon(float(stops.lat[first]), float(stops.lon[first])),
        LatLon(float(stops.lat[last]), float(stops.lon[last])),
        int(timetable.trips.wheelchair[trip]),
    )


def find_times(timetable: Timetable, trip: int) -> int:
    """Where the times of that trip begin in the patterns' columns of times."""
    patterns = timetable.patterns
    pattern = int(timetable.trips.pattern[trip])
    length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
    return int(patterns.time_start[pattern]) + (trip - int(patterns.trip_start[pattern])) * length


def build_duties(timetable: Timetable, runs: Sequence[PlannedRun]) -> list[Duty]:
    """Every run in exactly one duty; the vehicle fits the wheelchair flag of all runs of its duty.

    A run of a block follows the block. Any other is taken by the vehicle that has waited least
    among those that can be at its first stop in time; by a new vehicle if none can.
    """
    chains: list[list[PlannedRun]] = []
    blocks: dict[int, list[PlannedRun]] = defaultdict(list)
    for run in runs:
        block = int(timetable.trips.block[run.trip])
        if block >= 0:
            blocks[block].append(run)
    for chain in blocks.values():
        chains.extend(_split_overlaps(chain))
    loose = [run for run in runs if int(timetable.trips.block[run.trip]) < 0]
    chains.extend(_chain_at_termini(loose))
    chains.sort(key=lambda chain: (chain[0].start_s, chain[0].trip))
    return [Duty(tuple(chain), _floor_of(chain, row)) for row, chain in enumerate(chains)]


def _split_overlaps(chain: Sequence[PlannedRun]) -> list[list[PlannedRun]]:
    """The runs of one block; those that overlap (a fault of the feed) get vehicles of their own."""
    vehicles: list[list[PlannedRun]] = []
    for run in chain:
        fitting = (one for one in vehicles if one[-1].end_s <= run.start_s)
        found = next(fitting, None)
        if found is None:
            vehicles.append([run])
        else:
            found.append(run)
    return vehicles


def _chain_at_termini(runs: Sequence[PlannedRun]) -> list[list[PlannedRun]]:
    chains: list[list[PlannedRun]] = []
    idle: dict[int, list[list[PlannedRun]]] = defaultdict(list)
    for run in runs:
        waiting = idle[run.wheelchair]
        waiting[:] = [one for one in waiting if run.start_s - one[-1].end_s <= LONGEST_WAIT_S]
        fitting = [one for one in waiting if _can_follow(one[-1], run)]
        if fitting:
            best = min(fitting, key=lambda one: (_deadhead_m(one[-1], run), -one[-1].end_s))
            best.append(run)
            continue
        chains.append([run])
        waiting.append(chains[-1])
    return chains


def _deadhead_m(before: PlannedRun, after: PlannedRun) -> float:
    return round(distance_m(before.last, after.first), -2)


def _can_follow(before: PlannedRun, after: PlannedRun) -> bool:
    away_m = distance_m(before.last, after.first)
    if away_m > FARTHEST_DEADHEAD_M:
        return False
    needed_s = LEAST_LAYOVER_S + 1.3 * away_m / DEADHEAD_MPS
    return before.end_s + needed_s <= after.start_s


def _floor_of(chain: Sequence[PlannedRun], row: int) -> int:
    """What the flags of the runs ask for; where none tells, two vehicles of three are low-floor."""
    flags = {run.wheelchair for run in chain}
    if Access.YES in flags:
        return Access.YES
    return Access.NO if Access.NO in flags or row % 3 == 2 else Access.YES
