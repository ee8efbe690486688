"""A day that was found, in words: its stops, the ways between them, and what it does not keep."""

from dataclasses import dataclass, replace
from datetime import datetime

from modugil.answers.alerts.alerts import Alerts
from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.itinerary import JourneyAnswer
from modugil.answers.outings.broken import list_broken
from modugil.answers.outings.day import Day
from modugil.answers.outings.days_found import longest_gap_s
from modugil.answers.outings.hops import DayHops
from modugil.answers.outings.outing_answer import OutingPart, OutingPlan, OutingStop
from modugil.answers.outings.sentences.outing_phrases import OutingPhrases
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.telling.tell_trip import tell_trip
from modugil.answers.trips.question import TripQuestion
from modugil.answers.wording import join_sentences
from modugil.core.time import format_local, instant_of_service_second
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.routing.journey import Journey
from modugil.routing.outings.problem import Hop, Stop

M_PER_KM = 1000.0
MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class DayTeller:
    """What is needed to put a day into words."""

    day: Day
    hops: DayHops
    phrases: OutingPhrases
    question: TripQuestion
    """Whose needs and language count."""
    now: datetime
    live: LiveSnapshot | None
    alerts: Alerts

    def endpoint(self, stop: Stop) -> Endpoint:
        """Where the stop is."""
        return self.day.spots[stop.spot].endpoint

    def clock(self, second: int) -> str:
        """The second of the base day as hours and minutes on the wall."""
        return self.time(second)[11:16]

    def time(self, second: int) -> str:
        """The second of the base day as ISO 8601."""
        zone = self.hops.zone
        instant = instant_of_service_second(second, day=self.day.base_day, zone=zone)
        return format_local(instant, zone=zone)

    def took(self, seconds: int) -> str:
        """So long, in words."""
        hours, minutes = divmod(round(seconds / 60), 60)
        values = {"h": str(hours), "m": str(minutes)}
        words = self.phrases
        if not hours:
            return fill(words.minutes, **values)
        return fill(words.hours_minutes if minutes else words.hours, **values)


@dataclass(frozen=True, slots=True)
class _Way:
    """One hop with what it is made of."""

    hop: Hop
    journey: Journey
    told: JourneyAnswer


def tell_day(teller: DayTeller, stops: tuple[Stop, ...]) -> OutingPlan:
    """The day in words."""
    ways = [_trace(teller, before, stop) for before, stop in zip(stops, stops[1:], strict=False)]
    at_km = [0.0]
    for way in ways:
        at_km.append(at_km[-1] + way.told.walk_m / M_PER_KM)
    limits, last = teller.day.limits, stops[-1]
    told = [_tell_stop(teller, stop, km=km) for stop, km in zip(stops, at_km, strict=True)]
    lowest_m = min(min(stop.left_m, stop.left_after_m) for stop in stops)
    unknown_m = sum(teller.hops.unknown_m(way.journey) for way in ways)
    level_km = sum(way.hop.level_m for way in ways) / M_PER_KM
    return OutingPlan(
        departure=teller.time(stops[0].end_s),
        arrival=teller.time(last.arrival_s),
        duration_s=last.arrival_s - stops[0].end_s,
        summary=_say_summary(teller, stops, km=at_km[-1]),
        stops=told,
        parts=[_tell_part(teller, stops[row : row + 2], way) for row, way in enumerate(ways)],
        wheels_km=round(at_km[-1], 2),
        level_km=round(level_km, 2) if limits.counts_metres else None,
        unknown_slope_km=round(unknown_m / M_PER_KM, 2) if limits.counts_metres else None,
        charging_min=charging_s(stops) // 60,
        lowest_left_km=round(lowest_m / M_PER_KM, 2) if limits.counts_metres else None,
        longest_toilet_min=longest_gap_s(stops) // 60 if limits.counts_toilets else None,
        broken=list_broken(
            teller.phrases,
            limits,
            stops,
            names=[teller.endpoint(stop).place.name for stop in stops],
            at_km=at_km,
            clock=teller.time,
        ),
    )


def charging_s(stops: tuple[Stop, ...]) -> int:
    """How long one charges on the day, stays left out."""
    return sum(stop.end_s - stop.begin_s for stop in stops if stop.what == "charge")


def _trace(teller: DayTeller, before: Stop, stop: Stop) -> _Way:
    assert stop.hop is not None
    leaves_s = before.end_s if stop.hop.loose else stop.hop.departure_s
    journey = teller.hops.get_journey(before.spot, stop.spot, stop.hop, departure_s=leaves_s)
    found = teller.hops.tell(before.spot, stop.spot, journey)
    question = replace(
        teller.question,
        start=teller.endpoint(before).place.ref,
        end=teller.endpoint(stop).place.ref,
    )
    answer = tell_trip(found, question, now=teller.now, live=teller.live, alerts=teller.alerts)
    return _Way(stop.hop, journey, answer.journeys[0])


def _tell_part(teller: DayTeller, ends: tuple[Stop, ...], way: _Way) -> OutingPart:
    counts = teller.day.limits.counts_metres
    return OutingPart(
        start=teller.endpoint(ends[0]).place,
        end=teller.endpoint(ends[1]).place,
        journey=way.told,
        wheels_km=round(way.told.walk_m / M_PER_KM, 2),
        level_km=round(way.hop.level_m / M_PER_KM, 2) if counts else None,
    )


def _tell_stop(teller: DayTeller, stop: Stop, *, km: float) -> OutingStop:
    limits = teller.day.limits
    metres, toilets = limits.counts_metres, limits.counts_toilets
    uses = toilets and stop.what in ("start", "stay", "toilet") and _used_toilet(teller, stop)
    return OutingStop(
        what=stop.what,
        place=teller.endpoint(stop).place,
        arrival=teller.time(stop.arrival_s),
        begin=teller.time(stop.begin_s),
        departure=teller.time(stop.end_s),
        text=_say_stop(teller, stop, uses_toilet=uses),
        at_km=round(km, 2),
        left_km=round(stop.left_m / M_PER_KM, 2) if metres else None,
        left_after_km=round(stop.left_after_m / M_PER_KM, 2) if metres else None,
        toilet_min=stop.since_s // 60 if toilets else None,
        toilet_after_min=stop.since_after_s // 60 if toilets else None,
        uses_toilet=uses,
    )


def _used_toilet(teller: DayTeller, stop: Stop) -> bool:
    spot = teller.day.spots[stop.spot].spot
    if stop.what == "toilet":
        return True
    if stop.what == "start":
        return any(first <= stop.begin_s <= last for first, last in spot.toilet)
    return bool(spot.toilet) and stop.since_after_s < stop.since_s + stop.end_s - stop.arrival_s


def _say_stop(teller: DayTeller, stop: Stop, *, uses_toilet: bool) -> str:
    phrases = teller.phrases
    passes_by = stop.what == "stay" and stop.end_s - stop.begin_s < MINUTE_S
    said = [
        fill(
            phrases.pass_by if passes_by else getattr(phrases, stop.what),
            place=teller.endpoint(stop).place.name,
            took=teller.took(stop.end_s - stop.begin_s),
        )
    ]
    if stop.what in ("toilet", "charge") and stop.begin_s - stop.arrival_s >= MINUTE_S:
        said.append(fill(phrases.waits, time=teller.clock(stop.begin_s)))
    if uses_toilet and stop.what in ("start", "stay"):
        said.append(phrases.has_toilet)
    if stop.what == "stay" and stop.left_after_m > stop.left_m:
        said.append(phrases.fills)
    return join_sentences(said, language=teller.question.language)


def _say_summary(teller: DayTeller, stops: tuple[Stop, ...], *, km: float) -> str:
    phrases, limits = teller.phrases, teller.day.limits
    begin_s, end_s = stops[0].end_s, stops[-1].arrival_s
    said = [
        fill(
            phrases.summary,
            start=teller.clock(begin_s),
            end=teller.clock(end_s),
            took=teller.took((end_s // MINUTE_S - begin_s // MINUTE_S) * MINUTE_S),
            km=f"{km:.1f}",
        )
    ]
    if charging_s(stops):
        said.append(fill(phrases.summary_charge, took=teller.took(charging_s(stops))))
    if limits.counts_toilets:
        said.append(fill(phrases.summary_toilet, n=str(longest_gap_s(stops) // 60)))
    return join_sentences(said, language=teller.question.language)
