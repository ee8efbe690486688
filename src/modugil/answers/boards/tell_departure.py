"""One call in words: when, low-floor, how full, and what else one should know."""

from dataclasses import dataclass
from datetime import timedelta

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.board import Departure
from modugil.answers.boards.crowding import CrowdingWord, crowding_word
from modugil.answers.boards.look_at_call import CallNow, not_left
from modugil.answers.boards.sight import Sight, low_floor_of
from modugil.answers.boards.tell_getting_on import GettingOn, tell_getting_on
from modugil.answers.finding.endpoints import access_word
from modugil.answers.finding.lines import line_word, vehicle_word
from modugil.answers.itinerary import AccessWord
from modugil.core.access import Access
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.vehicle_state import VehicleState

OFF = ("cancelled", "skipped")
WAITS_FROM = timedelta(minutes=1)
"""A vehicle that waits at the stop for so long is told to leave when it does."""
FOLLOWED = ("live", "standing", "waiting")


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of the vehicle itself."""

    low_floor: AccessWord
    crowding: CrowdingWord
    stops_away: int | None
    bays: int | None


def call_access(sight: Sight, now: CallNow) -> Access:
    """Whether the vehicle of that call is low-floor."""
    told = now.change.wheelchair if now.change is not None else None
    return low_floor_of(sight, now.call.run.trip, vehicle=now.vehicle, told=told)


def tell_departure(sight: Sight, now: CallNow) -> Departure:
    """The call as a row of the board."""
    timetable, call = sight.timetable, now.call
    trips, trip = timetable.trips, call.run.trip
    route, sign = int(trips.route[trip]), int(trips.headsign[trip])
    headsign = trips.headsigns.get(sign, language=sight.language) if sign >= 0 else ""
    facts = _facts(sight, now)
    seconds = (now.expected - sight.now).total_seconds()
    range_of = now.prediction if now.state == "live" else None
    alerts = alerts_of_run(sight, now)
    return Departure(
        id=f"{trips.id[trip]}.{trip}.{call.day.isoformat()}.{call.position}",
        line=line_word(timetable, route, language=sight.language),
        headsign=headsign,
        towards=sight.phrases.toward(headsign),
        vehicle_kind=vehicle_word(int(timetable.lines.type[route])),
        color=timetable.lines.color[route],
        text_color=timetable.lines.text_color[route],
        route_id=timetable.lines.id[route],
        line_id=sight.finder.line_ids[route],
        trip_id=trips.id[trip],
        service_day=call.day.isoformat(),
        platform=timetable.stops.platform_code[call.stop],
        state=now.state,
        scheduled=sight.time(call.scheduled),
        expected=sight.time(now.expected),
        expected_departure=sight.time(now.prediction.departure if now.prediction else None),
        earliest=sight.time(range_of.low if range_of else None),
        latest=sight.time(range_of.high if range_of else None),
        minutes=max(0, int(seconds // 60)),
        delay_s=now.delay_s,
        stops_away=facts.stops_away,
        vehicle=now.vehicle.vehicle if now.vehicle is not None else "",
        low_floor=facts.low_floor,
        crowding=facts.crowding,
        wheelchair_bays_free=facts.bays,
        headway_s=int(trips.headway_s[trip]),
        is_last=call.is_last,
        as_of=sight.time(now.heard),
        age_s=sight.age_s(now.heard),
        when=_when(sight, now, seconds),
        text=_text(sight, now, facts, seconds),
        notes=[*_notes(sight, now, facts), *(one.header for one in alerts)],
        alerts=[one.id for one in alerts],
        getting_on=_getting_on(sight, now),
    )


def _getting_on(sight: Sight, now: CallNow) -> GettingOn | None:
    """The numbers of getting on, where one can get on at all."""
    if now.state in OFF:
        return None
    trip, stop, access = now.call.run.trip, now.call.stop, call_access(sight, now)
    return tell_getting_on(
        sight.timetable, trip=trip, stop=stop, access=access, language=sight.language
    )


def alerts_of_run(sight: Sight, now: CallNow) -> list[AlertCard]:
    """What staff tell of this very run."""
    if sight.alerts is None or not sight.held:
        return []
    return sight.tell_alerts(sight.alerts.only_of_run(sight.held, now.call.run))


def _facts(sight: Sight, now: CallNow) -> _Facts:
    vehicle = _on_this_run(now)
    ratio = vehicle.occupancy_ratio if vehicle is not None else None
    full = now.change is not None and now.change.full
    return _Facts(
        access_word(call_access(sight, now)),
        crowding_word(ratio, full=full),
        stops_away(now),
        vehicle.wheelchair_bays_free if vehicle is not None else None,
    )


def _on_this_run(now: CallNow) -> VehicleState | None:
    """The vehicle that is followed; how full it is on another trip says nothing of this one."""
    vehicle = now.vehicle if now.state in FOLLOWED else None
    return vehicle if vehicle is not None and vehicle.run == now.call.run else None


def stops_away(now: CallNow) -> int | None:
    """How many stops the vehicle has still to reach, this one among them; None where it is here."""
    vehicle = _on_this_run(now)
    if vehicle is None or now.state in ("standing", "waiting"):
        return None
    if vehicle.last_position is None:
        return now.call.position or None
    return now.call.position - vehicle.last_position


def _when(sight: Sight, now: CallNow, seconds: float) -> str:
    phrases = sight.phrases
    if now.state == "standing":
        return phrases.standing
    if now.state == "waiting":
        return phrases.not_left if now.call.position else phrases.waiting
    if now.state in OFF:
        return phrases.at_time.format(time=sight.clock(now.expected))
    return phrases.when(seconds, clock=sight.clock(now.expected), live=now.state == "live")


def _text(sight: Sight, now: CallNow, facts: _Facts, seconds: float) -> str:
    phrases = sight.phrases
    when = _when(sight, now, seconds)
    state = phrases.states[now.state]
    if now.heard is not None:
        state = state.format(time=sight.clock(now.heard))
    if now.state in OFF:
        return phrases.join(when, state)
    return phrases.join(
        when, phrases.low_floor[facts.low_floor], phrases.crowding[facts.crowding], state
    )


def _say_waiting(sight: Sight, now: CallNow) -> list[str]:
    """That the vehicle has not left its first stop, and how far away this stop is then."""
    if now.state == "waiting" and now.call.position:
        away_s = (now.expected - sight.now).total_seconds()
        return [sight.phrases.once_it_leaves.format(n=max(1, int(away_s // 60)))]
    if now.vehicle is not None and now.state == "live" and not_left(now.vehicle):
        return [sight.phrases.statuses[VehicleStatus.LAYOVER]]
    return []


def _notes(sight: Sight, now: CallNow, facts: _Facts) -> list[str]:
    phrases, said = sight.phrases, []
    if now.state in OFF:
        return []
    if now.delay_s is not None:
        said.append(phrases.lateness(now.delay_s))
    if facts.stops_away is not None:
        said.append(phrases.away(facts.stops_away))
    said.extend(_say_waiting(sight, now))
    if now.prediction is not None and now.prediction.departure - now.expected >= WAITS_FROM:
        said.append(phrases.leaves.format(time=sight.clock(now.prediction.departure)))
    if facts.bays is not None and facts.low_floor != "no":
        said.append(phrases.bays_free(facts.bays))
    headway_s = int(sight.timetable.trips.headway_s[now.call.run.trip])
    if headway_s > 0 and now.state not in FOLLOWED:
        said.append(phrases.headway.format(n=max(1, round(headway_s / 60))))
    if now.call.is_last and headway_s == 0:
        said.append(phrases.last_bus)
    if now.call.on_demand:
        said.append(phrases.on_demand)
    return said
