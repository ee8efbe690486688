"""Buses that follow each other on a line and direction now: bunched, apart, or as planned."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from modugil.live.operations.headways import MOST_PLANNED_S, Departures, judge_headway
from modugil.live.operations.intervals import NO_INTERVAL, TOGETHER_S, Intervals
from modugil.live.operations.look import Fleet
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.told.headways import Pair
from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.run_state import SILENT_AFTER

SILENT_MS = round(SILENT_AFTER.total_seconds() * 1000)


BEHIND, BEFORE = 4, 12
"""With so many neighbours in the order of their times a bus is compared: however many a line has,
each costs the same."""


class Bus(NamedTuple):
    """One bus on its trip, beyond its first stop."""

    row: int
    trip: int
    day: int
    last: int
    """Position of the last stop it reached."""
    stop: int
    delay_s: int
    day_start_s: int
    interval_s: int
    """What the timetable has between it and the one before at that stop, or NO_INTERVAL."""


class Before(NamedTuple):
    """The bus in front of another, at the stop that the latter reached last."""

    bus: Bus
    position: int
    planned_s: int
    headway_s: int


def list_buses(
    network: ServiceNetwork, fleet: Fleet, intervals: Intervals, *, now_ms: int
) -> dict[int, list[Bus]]:
    """The buses under way and heard of, by line and direction."""
    driving = (fleet.status == VehicleStatus.ON_TRIP) & (fleet.trip >= 0)
    driving &= (fleet.last_position >= 0) & (fleet.delay_s != NO_DELAY)
    driving &= now_ms - fleet.heard_ms <= SILENT_MS
    rows = np.flatnonzero(driving)
    trip, day, last = fleet.trip[rows], fleet.day[rows], fleet.last_position[rows]
    stops = network.stop_rows(trip, last)
    starts_s = network.schedule.day_starts_ms(day) // 1000
    interval_s = intervals.find(trip, day, last)
    columns = (rows, trip, day, last, stops, fleet.delay_s[rows], starts_s, interval_s)
    buses: dict[int, list[Bus]] = {}
    groups = network.group[trip].tolist()
    for group, *one in zip(groups, *(column.tolist() for column in columns), strict=True):
        buses.setdefault(group, []).append(Bus(*one))
    return buses


def find_pairs(
    network: ServiceNetwork,
    fleet: Fleet,
    buses: Mapping[int, Sequence[Bus]],
    *,
    departures: Departures,
) -> dict[int, list[Pair]]:
    """Each bus with the one in front of it, by line and direction, from the front to the back."""
    pairs: dict[int, list[Pair]] = {}
    for group, among in buses.items():
        ranked = sorted(among, key=partial(_begins_s, network))
        found = [
            (one, find_before(network, one, ranked[max(0, at - BEFORE) : at + BEHIND + 1]))
            for at, one in enumerate(ranked)
        ]
        told = [
            (_order(network, one), _tell(network, fleet, group, (one, before), departures))
            for one, before in found
            if before is not None
        ]
        if told:
            pairs[group] = [pair for _, pair in sorted(told, key=lambda both: both[0])]
    return pairs


def find_before(network: ServiceNetwork, bus: Bus, among: Sequence[Bus]) -> Before | None:
    """The bus of the same line and direction that is next in front; None for the first.

    In front is who has already reached the stop that this one reached last. How far, in time, is
    how far they were planned apart at that stop, and the difference of how late they are now: to a
    bus that stands beyond its time the next one comes nearer with every second.
    """
    best: Before | None = None
    here_s = bus.day_start_s + int(network.departure_s[network.time_row[bus.trip] + bus.last])
    for other in among:
        if other.row == bus.row or (other.trip, other.day) == (bus.trip, bus.day):
            continue
        position = _find_reached(network, other, bus)
        if position is None:
            continue
        there_s = int(network.departure_s[network.time_row[other.trip] + position])
        planned_s = here_s - other.day_start_s - there_s
        if not TOGETHER_S <= abs(planned_s) <= MOST_PLANNED_S:
            continue
        headway_s = max(0, planned_s + bus.delay_s - other.delay_s)
        if best is None or (headway_s, -position) < (best.headway_s, -best.position):
            interval_s = bus.interval_s if bus.interval_s > NO_INTERVAL else abs(planned_s)
            best = Before(other, position, interval_s, headway_s)
    return best


def _find_reached(network: ServiceNetwork, other: Bus, bus: Bus) -> int | None:
    """Where in the other's trip that stop is, if it has reached it; at one stop the earlier run."""
    if network.pattern[other.trip] == network.pattern[bus.trip]:
        places = [bus.last]
    else:
        places = network.find_positions(other.trip, bus.stop)
    reached = [position for position in places if position <= other.last]
    if not reached:
        return None
    if (
        reached[-1] == other.last
        and other.stop == bus.stop
        and _time_s(network, other) > _time_s(network, bus)
    ):
        return None
    return reached[-1]


def _begins_s(network: ServiceNetwork, bus: Bus) -> int:
    """When its run would have left the first stop, as late as it is now: who is in front first."""
    return bus.day_start_s + int(network.departure_s[network.time_row[bus.trip]]) + bus.delay_s


def _time_s(network: ServiceNetwork, bus: Bus) -> tuple[int, int]:
    """When it should have left the stop it reached last, and by name where that is the same."""
    planned_s = bus.day_start_s + int(network.departure_s[network.time_row[bus.trip] + bus.last])
    return planned_s, bus.trip


def _order(network: ServiceNetwork, bus: Bus) -> tuple[float, int]:
    """Who has come furthest of the way comes first."""
    return -bus.last / max(1, int(network.length[bus.trip]) - 1), bus.row


def _tell(
    network: ServiceNetwork,
    fleet: Fleet,
    group: int,
    both: tuple[Bus, Before],
    departures: Departures,
) -> Pair:
    bus, before = both
    leader = before.bus
    left_ms = departures.find(group, bus.stop, trip=bus.trip, day=bus.day)
    led_ms = departures.find(group, bus.stop, trip=leader.trip, day=leader.day)
    is_seen = left_ms is not None and led_ms is not None
    same_way = fleet.path[bus.row] == fleet.path[leader.row] >= 0
    apart_m = float(fleet.along_m[leader.row] - fleet.along_m[bus.row])
    stop_id, stop = network.name_stop(bus.stop)
    ids = network.timetable.trips.id
    return Pair(
        kind=judge_headway(before.headway_s, planned_s=before.planned_s),
        leader=fleet.vehicle[leader.row],
        follower=fleet.vehicle[bus.row],
        leader_trip_id=ids[leader.trip],
        follower_trip_id=ids[bus.trip],
        planned_s=before.planned_s,
        headway_s=before.headway_s,
        ratio=before.headway_s / before.planned_s,
        observed_s=((left_ms or 0) - (led_ms or 0)) // 1000 if is_seen else None,
        apart_m=max(0.0, apart_m) if same_way and apart_m == apart_m else None,
        stop_id=stop_id,
        stop=stop,
        lat=float(fleet.lat[bus.row]),
        lon=float(fleet.lon[bus.row]),
    )
