"""Where a run is, as every answer tells it: written once for each instant, so none contradicts."""

from dataclasses import dataclass

import msgspec
from msgspec import UNSET, Raw, UnsetType

from modugil.answers.arrivals.fleet_now import FleetNow
from modugil.answers.arrivals.run_now import RunNow
from modugil.api.onebusaway.references import References
from modugil.api.onebusaway.structs import Position, TripStatus
from modugil.api.onebusaway.told_region import ToldRegion
from modugil.conditions.conditions import TripChange
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.occupancy import find_occupancy
from modugil.live.snapshot.vehicle_state import VehicleState

_KEPT = "onebusaway"
_PHASES = {
    VehicleStatus.LAYOVER: "layover_before",
    VehicleStatus.ON_TRIP: "in_progress",
    VehicleStatus.DETOUR: "in_progress",
    VehicleStatus.DEADHEAD: "deadhead_before",
}
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status as JSON, and the rows of stops and the situations that it names."""

    json: Raw
    stops: tuple[int, ...]
    situations: tuple[str, ...]


def tell_status(region: ToldRegion, fleet: FleetNow, run: RunNow, refs: References) -> Raw:
    """The status of the run; what it names is added to the references."""
    found: StatusTold | None = run.kept.get(_KEPT)
    if found is None:
        found = run.kept[_KEPT] = _build(region, fleet, run)
    refs.stops.update(found.stops)
    refs.situations.update(found.situations)
    return found.json


def vehicle_agency(region: ToldRegion, state: VehicleState) -> int:
    """Whose vehicle it is: its operator's where that is an agency, else that of its line."""
    ids = region.ids
    agency = ids.find_agency(state.vehicle.partition("/")[0])
    if agency is None and state.run is not None:
        agency = ids.agency_of_route[ids.route_of_trip[state.run.trip]]
    return agency or 0


def vehicle_id(region: ToldRegion, state: VehicleState | None) -> str:
    """The id of the vehicle, "" for none."""
    if state is None:
        return ""
    return region.ids.vehicle(state.vehicle, vehicle_agency(region, state))


def phase_word(state: VehicleState | None) -> str:
    """What the vehicle is doing, "" where it runs no trip we know."""
    return _PHASES.get(state.status, "") if state is not None else ""


def occupancy_word(state: VehicleState | None, *, change: TripChange | None = None) -> str:
    """How full, as GTFS-Realtime words it; "" where nobody counts."""
    ratio = state.occupancy_ratio if state is not None else None
    word = find_occupancy(ratio, full=change is not None and change.full)
    return word.name if word is not None else ""


def fix_ms(state: VehicleState | None) -> int:
    """When its position was measured (UTC ms), 0 without one."""
    return round(state.fix_time.timestamp() * 1000) if state is not None else 0


def position_of(state: VehicleState) -> Position:
    """Where it was measured to be."""
    return Position(lat=round(state.at.lat, 7), lon=round(state.at.lon, 7))


def orientation_of(state: VehicleState | None) -> float | UnsetType:
    """Its direction, counted from east to the north, as OneBusAway does."""
    if state is None or state.heading_deg is None:
        return UNSET
    return round((90.0 - state.heading_deg) % 360.0, 1)


def _build(region: ToldRegion, fleet: FleetNow, run: RunNow) -> StatusTold:
    way, state, trip = run.plan.way, run.vehicle, run.run.trip
    known_m = run.along_m
    due_m = run.due_along_m()
    along_m = due_m if known_m is None else known_m
    closest, following = find_near(run, along_m)
    stops = (
        (way.stops[closest],) if following is None else (way.stops[closest], way.stops[following])
    )
    told = region.situations(fleet.instant.now).of_run(run.run, stops=way.stops)
    ids = region.ids
    status = TripStatus(
        active_trip_id=ids.trips[trip],
        block_trip_sequence=region.arrivals.blocks.place(trip, run.run.day).sequence,
        closest_stop=ids.stops[stops[0]],
        closest_stop_time_offset=_offset_s(run, closest),
        distance_along_trip=_round(along_m - way.along_m[0]),
        last_known_distance_along_trip=_round(known_m - way.along_m[0] if known_m else 0.0),
        last_location_update_time=fix_ms(state),
        last_update_time=fix_ms(state),
        next_stop=ids.stops[way.stops[following]] if following is not None else UNSET,
        next_stop_time_offset=_offset_s(run, following) if following is not None else UNSET,
        occupancy_status=occupancy_word(state, change=run.change),
        phase=phase_word(state),
        position=position_of(state) if state is not None else UNSET,
        last_known_location=position_of(state) if state is not None else UNSET,
        orientation=orientation_of(state),
        last_known_orientation=orientation_of(state),
        predicted=run.predicted,
        schedule_deviation=deviation_s(run),
        scheduled_distance_along_trip=_round(due_m - way.along_m[0]),
        service_date=run.start_ms,
        situation_ids=told,
        status=status_word(run),
        total_distance_along_trip=_round(way.length_m - way.along_m[0]),
        vehicle_id=vehicle_id(region, state),
    )
    return StatusTold(Raw(_encode(status)), stops, tuple(told))


def status_word(run: RunNow) -> str:
    """CANCELED, SCHEDULED where only the timetable tells, else default."""
    if run.word == "cancelled":
        return "CANCELED"
    return "default" if run.predicted else "SCHEDULED"


def deviation_s(run: RunNow) -> int:
    """How late the run is, 0 where nothing tells; `predicted` says which."""
    if run.word == "reported" and run.change is not None and run.change.delays_s:
        position = max(0, min(run.due_next(), run.plan.last))
        expected = run.expected_ms(position)
        return (expected[1] - run.scheduled_ms(position)[1]) // 1000 if expected else 0
    return run.delay_s or 0 if run.predicted else 0


def find_near(run: RunNow, along_m: float) -> tuple[int, int | None]:
    """The positions of the stop that is closest and of the one reached next; None past the last."""
    way, last = run.plan.way, run.plan.last
    if run.vehicle is not None and run.word == "live":
        next_at = run.last + 1
        if run.standing:
            return run.last, next_at if next_at <= last else None
    else:
        next_at = run.due_next()
    if next_at > last:
        return last, None
    if next_at == 0:
        return 0, 0
    before_m, after_m = way.along_m[next_at - 1], way.along_m[next_at]
    closest = next_at if after_m - along_m < along_m - before_m else next_at - 1
    return closest, next_at


def _offset_s(run: RunNow, position: int) -> int:
    """Seconds until it is there, negative since it was."""
    times = run.expected_ms(position) or run.scheduled_ms(position)
    return round((times[0] - run.now_ms) / 1000.0)


def _round(metres: float) -> float:
    return round(max(0.0, metres), 1)
