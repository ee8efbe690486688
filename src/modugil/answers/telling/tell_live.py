"""What the vehicle that drives a ride tells of it now: how late, how old that is, low-floor."""

from datetime import datetime

from modugil.answers.boards.crowding import crowding_word
from modugil.answers.boards.look_at_call import reported_delay_s, shown_at
from modugil.answers.boards.sentences import get_board_phrases
from modugil.answers.itinerary import JourneyAnswer, RideLive, TimesFrom
from modugil.answers.telling.teller import Teller
from modugil.answers.wording import join_sentences
from modugil.conditions.conditions import TripChange, TripRun
from modugil.core.access import Access
from modugil.core.time import format_local
from modugil.live.snapshot.run_state import SILENT_AFTER, RunState
from modugil.routing.journey import RideLeg

MINUTE = len("2026-11-23T09:03")


def tell_live(teller: Teller, leg: RideLeg) -> RideLive | None:
    """How the vehicle of that ride is doing, None where none is heard of that drives it."""
    found = _find(teller, leg)
    if found is None or teller.live is None:
        return None
    state, age_s = found
    vehicle = teller.live.find_vehicle(state.vehicle)
    change = _change(teller, leg)
    if vehicle is not None and vehicle.run != state.run:
        vehicle = None  # it is still on another trip: how full it is there says nothing of this one
    ratio = vehicle.occupancy_ratio if vehicle is not None else None
    phrases = get_board_phrases(teller.language)
    late_s = leg.departure_s - leg.scheduled_departure_s
    text = phrases.live.format(late=phrases.lateness(late_s), age=phrases.age_of(age_s))
    by = _be_there_by(teller, leg, state)
    if by and by[:MINUTE] < teller.time(leg.departure_s)[:MINUTE]:
        sooner = phrases.may_come.format(time=by[11:MINUTE])
        text = join_sentences((text, sooner), language=teller.language)
    return RideLive(
        vehicle=state.vehicle,
        as_of=format_local(state.as_of, zone=teller.zone),
        age_s=age_s,
        crowding=crowding_word(ratio, full=change is not None and change.full),
        wheelchair_bays_free=vehicle.wheelchair_bays_free if vehicle is not None else None,
        text=text,
        be_there_by=by,
    )


def _be_there_by(teller: Teller, leg: RideLeg, state: RunState) -> str:
    """When the stop's board expects the vehicle, "" where nothing is predicted there."""
    prediction = state.find_stop(leg.from_position)
    if prediction is None:
        return ""
    return format_local(shown_at(prediction), zone=teller.zone)


def times_from(teller: Teller, leg: RideLeg) -> TimesFrom:
    """What the times of that ride rest on."""
    if _find(teller, leg) is not None:
        return "live"
    change = _change(teller, leg)
    return "reported" if change is not None and change.delays_s else "timetable"


def say_times(teller: Teller, journeys: list[JourneyAnswer]) -> tuple[TimesFrom, str]:
    """What the times of all rides rest on at best, and the sentence that says so."""
    rides = [leg.ride for one in journeys for leg in one.legs if leg.ride is not None]
    if not rides:
        return "timetable", ""
    kinds = {ride.times for ride in rides}
    phrases = get_board_phrases(teller.language)
    if "live" not in kinds:
        times: TimesFrom = "reported" if "reported" in kinds else "timetable"
        return times, phrases.times[times]
    newest = min(ride.live.age_s for ride in rides if ride.live is not None)
    told = phrases.times["live" if kinds == {"live"} else "mixed"]
    return "live", told.format(age=phrases.age_of(newest))


def ride_access(teller: Teller, leg: RideLeg) -> Access:
    """Whether the vehicle of that ride is low-floor: its own word, what was told, the timetable."""
    assert teller.timetable is not None
    found, change = _find(teller, leg), _change(teller, leg)
    if found is not None and teller.live is not None:
        vehicle = teller.live.find_vehicle(found[0].vehicle)
        if vehicle is not None and vehicle.low_floor is not Access.UNKNOWN:
            return vehicle.low_floor
    if change is not None and change.wheelchair is not None:
        return Access(change.wheelchair)
    return Access(int(teller.timetable.trips.wheelchair[leg.trip]))


def delay_at(teller: Teller, leg: RideLeg, position: int) -> int:
    """Seconds by which the run is later there than planned."""
    return reported_delay_s(_change(teller, leg), position)


def _change(teller: Teller, leg: RideLeg) -> TripChange | None:
    return teller.conditions.trips.get(TripRun(leg.trip, leg.service_day))


def _find(teller: Teller, leg: RideLeg) -> tuple[RunState, int] | None:
    """The run as a vehicle drives it, and the age of its position; None for one fallen silent."""
    if teller.live is None or teller.now is None:
        return None
    state = teller.live.find_run(TripRun(leg.trip, leg.service_day))
    if state is None or teller.now - state.as_of > SILENT_AFTER or not state.stops_ahead:
        return None
    return state, _age_s(teller.now, state.as_of)


def _age_s(now: datetime, then: datetime) -> int:
    return max(0, int((now - then).total_seconds()))
