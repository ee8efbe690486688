"""One bus in words: its line, where it goes, its next stop, how late, low-floor, how full."""

import msgspec

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.crowding import CrowdingWord, crowding_word
from modugil.answers.boards.sight import Sight, low_floor_of
from modugil.answers.finding.endpoints import access_word
from modugil.answers.finding.lines import line_word, pattern_stops
from modugil.answers.finding.way_names import way_of
from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.live.snapshot.vehicle_state import VehicleState


class VehicleCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One vehicle; None, "" and "unknown" where nothing is known."""

    vehicle: str
    """`<operator>/<vehicle>`."""
    lat: float
    lon: float
    heading_deg: float | None
    speed_mps: float | None
    as_of: str
    """When the position was measured."""
    age_s: int
    stale: bool
    """Too old to be shown as where the vehicle is."""
    quality: str
    status: str
    """unassigned, layover, on_trip, detour or deadhead."""
    line: str
    headsign: str
    towards: str
    """The headsign in words."""
    color: str
    text_color: str
    route_id: str
    trip_id: str
    service_day: str
    next_stop: PlaceRef | None
    at_stop: bool
    """Whether it stands at `next_stop`."""
    delay_s: int | None
    low_floor: AccessWord
    ramp: AccessWord
    doors_open: AccessWord
    wheelchair_bays_free: int | None
    crowding: CrowdingWord
    occupancy_ratio: float | None
    where: str
    """In words: "다음 제주시청", "stands at City Hall"."""
    how: str
    """In words: "3분 늦음, 저상, 여유"."""
    age: str
    """In words: "12초 전 위치 기준"."""
    text: str
    """All of it as one phrase, to be read aloud."""
    alerts: list[AlertCard] = []
    """What staff tell of its run, its line or its next stop."""


class LineFacts(msgspec.Struct, frozen=True):
    """What a vehicle shows outside."""

    line: str = ""
    headsign: str = ""
    color: str = ""
    text_color: str = ""
    route_id: str = ""
    way: str = ""
    """The way of its trip, as the stream of moving vehicles names it."""


def find_line_facts(sight: Sight, run: TripRun | None) -> LineFacts:
    """What the vehicle on that run shows outside; nothing without a run."""
    if run is None:
        return LineFacts()
    timetable = sight.timetable
    route, sign = int(timetable.trips.route[run.trip]), int(timetable.trips.headsign[run.trip])
    headsigns = timetable.trips.headsigns
    return LineFacts(
        line_word(timetable, route, language=sight.language),
        headsigns.get(sign, language=sight.language) if sign >= 0 else "",
        timetable.lines.color[route],
        timetable.lines.text_color[route],
        timetable.lines.id[route],
        way_of(timetable, run.trip),
    )


def vehicle_access(sight: Sight, state: VehicleState) -> Access:
    """Whether the vehicle is low-floor: its own word, else what is told of its run."""
    run = state.run
    if run is None or state.low_floor is not Access.UNKNOWN:
        return state.low_floor
    change = sight.conditions.trips.get(run)
    told = change.wheelchair if change is not None else None
    return low_floor_of(sight, run.trip, vehicle=state, told=told)


def vehicle_crowding(sight: Sight, state: VehicleState) -> CrowdingWord:
    """How full the vehicle is."""
    change = sight.conditions.trips.get(state.run) if state.run is not None else None
    return crowding_word(state.occupancy_ratio, full=change is not None and change.full)


def tell_vehicle(sight: Sight, state: VehicleState) -> VehicleCard:
    """The vehicle as it is at this instant."""
    facts, run = find_line_facts(sight, state.run), state.run
    low_floor, crowding = access_word(vehicle_access(sight, state)), vehicle_crowding(sight, state)
    next_stop = _next_stop(sight, state)
    age_s = sight.age_s(state.fix_time) or 0
    where, how = _say_where(sight, state, next_stop), _say_how(sight, state, low_floor, crowding)
    phrases = sight.phrases
    towards = phrases.toward(facts.headsign)
    return VehicleCard(
        vehicle=state.vehicle,
        lat=round(state.at.lat, 7),
        lon=round(state.at.lon, 7),
        heading_deg=state.heading_deg,
        speed_mps=state.speed_mps,
        as_of=sight.time(state.fix_time),
        age_s=age_s,
        stale=state.is_stale(sight.now),
        quality=state.quality.name.lower(),
        status=state.status.name.lower(),
        line=facts.line,
        headsign=facts.headsign,
        towards=towards,
        color=facts.color,
        text_color=facts.text_color,
        route_id=facts.route_id,
        trip_id=sight.timetable.trips.id[run.trip] if run is not None else "",
        service_day=run.day.isoformat() if run is not None else "",
        next_stop=next_stop,
        at_stop=state.at_stop,
        delay_s=state.delay_s,
        low_floor=low_floor,
        ramp=access_word(state.ramp),
        doors_open=access_word(state.doors_open),
        wheelchair_bays_free=state.wheelchair_bays_free,
        crowding=crowding,
        occupancy_ratio=state.occupancy_ratio,
        where=where,
        how=how,
        age=phrases.age_of(age_s),
        text=phrases.join(facts.line, towards, where, how, phrases.age_of(age_s)),
        alerts=_alerts(sight, state),
    )


def _alerts(sight: Sight, state: VehicleState) -> list[AlertCard]:
    """What staff tell of its run, its line, or the stop at which it is or comes next."""
    if sight.alerts is None or not sight.held or state.run is None:
        return []
    row = _next_row(sight, state)
    near = {row, int(sight.timetable.stops.parent[row])} if row is not None else set[int]()
    return sight.tell_alerts(sight.alerts.of_run(sight.held, state.run, stops=near))


def _next_stop(sight: Sight, state: VehicleState) -> PlaceRef | None:
    """The stop at which it stands, else the one it comes to; None without a run or past its end."""
    row = _next_row(sight, state)
    return None if row is None else sight.finder.stop_at(row, language=sight.language).place


def _next_row(sight: Sight, state: VehicleState) -> int | None:
    if state.run is None:
        return None
    stops = pattern_stops(sight.timetable, state.run.trip)
    last = -1 if state.last_position is None else state.last_position
    position = last if state.at_stop and last >= 0 else last + 1
    return int(stops[position]) if 0 <= position < len(stops) else None


def _say_where(sight: Sight, state: VehicleState, next_stop: PlaceRef | None) -> str:
    phrases = sight.phrases
    status = phrases.statuses[state.status]
    if next_stop is None:
        return status
    said = phrases.stands_at if state.at_stop else phrases.next_is
    return phrases.join(status, said.format(name=next_stop.name))


def _say_how(
    sight: Sight, state: VehicleState, low_floor: AccessWord, crowding: CrowdingWord
) -> str:
    phrases = sight.phrases
    return phrases.join(
        phrases.lateness(state.delay_s) if state.delay_s is not None else "",
        phrases.low_floor[low_floor],
        phrases.crowding[crowding],
        phrases.bays_free(state.wheelchair_bays_free)
        if state.wheelchair_bays_free is not None and low_floor != "no"
        else "",
    )
