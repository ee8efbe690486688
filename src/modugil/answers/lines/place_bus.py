"""Where on the diagram of a line a vehicle is."""

from dataclasses import dataclass

from modugil.answers.finding.lines import pattern_stops
from modugil.answers.lines.courses import Way
from modugil.answers.lines.line import BusPlace
from modugil.core.geo import LatLon, distance_m
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Spot:
    """At that stop of the main course, or so far on to the next; `row` -1 where it is not on it."""

    row: int
    place: BusPlace
    share: float = 0.0


def has_not_left(state: VehicleState) -> bool:
    """Whether it stands at, or is on the way to, the first stop of its run."""
    if state.last_position is None:
        return state.status in (VehicleStatus.LAYOVER, VehicleStatus.DEADHEAD)
    return state.last_position == 0 and state.at_stop and state.status is VehicleStatus.LAYOVER


def place_bus(timetable: Timetable, way: Way, state: VehicleState) -> Spot:
    """Where the vehicle is on the way's main course; it drives one of the way's trips."""
    assert state.run is not None
    stops = pattern_stops(timetable, state.run.trip)
    places = way.place_of[tuple(stops.tolist())]
    position = 0 if state.last_position is None else min(state.last_position, len(stops) - 1)
    row = places[position]
    if has_not_left(state) or state.last_position is None:
        return Spot(row, "waiting")
    if state.at_stop or row < 0:
        return Spot(row, "stop")
    if position + 1 >= len(stops):
        return Spot(row, "stop")
    here = _point(timetable, int(stops[position]))
    there = _point(timetable, int(stops[position + 1]))
    gone, left = distance_m(here, state.at), distance_m(state.at, there)
    share = gone / (gone + left) if gone + left > 0 else 0.0
    return Spot(row, "between", round(share, 2))


def _point(timetable: Timetable, stop: int) -> LatLon:
    return LatLon(float(timetable.stops.lat[stop]), float(timetable.stops.lon[stop]))
