"""A search's journeys in words: side by side with what each is best at, then leg by leg."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from modugil.answers.alerts.alerts import Alerts
from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.itinerary import JourneyAnswer, Leg, TripAnswer
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.telling.tell_boarding import tell_quicker_refused
from modugil.answers.telling.tell_live import say_times
from modugil.answers.telling.tell_ride import tell_ride
from modugil.answers.telling.tell_walk import tell_walk
from modugil.answers.telling.teller import Teller
from modugil.answers.trips.door_to_door import VERIFIED_M, Moment
from modugil.answers.trips.explain import explain_legs
from modugil.answers.trips.found import Found
from modugil.answers.trips.least_bad import find_least_bad_journeys
from modugil.answers.trips.question import TripQuestion
from modugil.answers.trips.refused_boarding import is_refused_by_numbers
from modugil.answers.trips.trace_ways import trace_ways
from modugil.core.time import format_local
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.routing.journey import Journey, RideLeg, WalkLeg, Way

MOST_SHOWN = 6
WORTH_TIMES, WORTH_S = 2, 2 * 3600
"""A journey that takes more than so many times the quickest and so much on top is not shown."""


def tell_trip(
    found: Found,
    question: TripQuestion,
    *,
    now: datetime,
    live: LiveSnapshot | None = None,
    alerts: Alerts | None = None,
) -> TripAnswer:
    """The answer in the question's language; `live` is the fleet as it is now."""
    teller = replace(build_teller(found, question), live=live, now=now, alerts=alerts)
    known: dict[_Ends, Way | None] = {}
    journeys = [
        _trace(found, question, journey, known=known) for journey in list_passing(found)
    ] or list_least_bad(found)
    told = [
        tell_journey(
            teller,
            journey,
            labels=_labels(teller, journey, journeys, arrive_by=question.arrive_by),
            number=number,
        )
        for number, journey in enumerate(journeys, 1)
    ]
    if question.explain:
        told = tell_quicker_refused(found, teller, journeys, told)
    zone, as_of = found.region.zone, found.conditions.as_of
    times, times_text = say_times(teller, told)
    return TripAnswer(
        region=found.region.manifest.id,
        language=question.language,
        asked_at=format_local(now, zone=zone),
        as_of=format_local(as_of, zone=zone) if as_of is not None else "",
        start=found.ends.start.place,
        end=found.ends.end.place,
        when=found.time(found.moment.time_s),
        arrive_by=question.arrive_by,
        needs=question.needs.preset,
        needs_text=teller.phrases.needs(question.needs),
        journeys=told,
        message=_message(teller, journeys),
        credits=list_credits(build_region_card(found.region.manifest, language=question.language)),
        times=times,
        times_text=times_text,
    )


def build_teller(found: Found, question: TripQuestion) -> Teller:
    """What the sentences of this question are made from, by the timetable alone."""
    region = found.region
    return Teller(
        timetable=region.timetable,
        streets=region.streets,
        zone=region.zone,
        base_day=found.moment.base_day,
        language=question.language,
        phrases=get_phrasebook(question.language),
        needs=question.needs,
        finder=found.finder,
        start=found.ends.start,
        end=found.ends.end,
        conditions=found.conditions,
    )


_Ends = tuple[int, int, tuple[int, ...], bool]
"""What the way of a leg depends on: its stops, its pathways, whether it is all verified."""


def _trace(
    found: Found, question: TripQuestion, journey: Journey, *, known: dict[_Ends, Way | None]
) -> Journey:
    """The journey with its ways; the way of a leg that others share is traced once."""
    legs: list[RideLeg | WalkLeg] = []
    for leg in journey.legs:
        if isinstance(leg, RideLeg):
            legs.append(leg)
            continue
        ends = (leg.from_stop, leg.to_stop, leg.pathways, leg.unverified_m < VERIFIED_M)
        if ends not in known:
            known[ends] = _trace_leg(found, question, replace(journey, legs=(leg,)))
        legs.append(replace(leg, way=known[ends]))
    return replace(journey, legs=tuple(legs))


def _trace_leg(found: Found, question: TripQuestion, journey: Journey) -> Way | None:
    """The way of the journey's only leg, with the quicker one that was refused."""
    timetable = found.region.timetable
    traced = trace_ways(journey, found.preparation, found.ends, timetable=timetable)
    if question.explain:
        traced = explain_legs(traced, found.preparation, found.ends, timetable=timetable)
    leg = traced.legs[0]
    return leg.way if isinstance(leg, WalkLeg) else None


def list_passing(found: Found) -> list[Journey]:
    """The journeys that are shown, as they are numbered from 1; their ways are not traced."""
    return choose(worthwhile(found.journeys, moment=found.moment), most=MOST_SHOWN)


def list_least_bad(found: Found) -> list[Journey]:
    """The journeys that are shown where none passes, as they are numbered from 1."""
    return find_least_bad_journeys(
        found.preparation,
        found.ends,
        timetable=found.region.timetable,
        day=found.day,
        moment=found.moment,
    )


def _message(teller: Teller, journeys: Sequence[Journey]) -> str:
    if not journeys:
        return teller.phrases.nothing_found
    return "" if any(map(passes, journeys)) else teller.phrases.nothing_passes


Measure = Callable[[Journey], tuple[float, ...]]
_MEASURES: Mapping[str, Measure] = {
    "earliest": lambda one: (one.arrival_s, one.boardings, one.unverified_m),
    "latest": lambda one: (-one.departure_s, one.boardings, one.unverified_m),
    "fewest-changes": lambda one: (one.boardings, one.arrival_s, one.unverified_m),
    "all-confirmed": lambda one: (one.unverified_m, one.arrival_s, one.boardings),
    "least-walking": lambda one: (walked_m(one), one.arrival_s),
}


def worthwhile(journeys: Sequence[Journey], *, moment: Moment) -> list[Journey]:
    """Those that do not take hours longer than the quickest for a little less of something else."""
    took = [_takes_s(journey, moment) for journey in journeys]
    longest_s = min(took, default=0) * WORTH_TIMES + WORTH_S
    return [one for one, takes_s in zip(journeys, took, strict=True) if takes_s <= longest_s]


def _takes_s(journey: Journey, moment: Moment) -> int:
    """Seconds from the asked time to the end, or from the start to the asked time."""
    if moment.window_s:
        return journey.arrival_s - journey.departure_s
    if moment.arrive_by:
        return moment.time_s - journey.departure_s
    return journey.arrival_s - moment.time_s


def choose(journeys: Sequence[Journey], *, most: int) -> list[Journey]:
    """The journeys worth showing: at most so many, the best of each kind always among them."""
    if len(journeys) <= most:
        return list(journeys)
    best = {id(min(journeys, key=measure)) for measure in _MEASURES.values()}
    others = [one for one in journeys if id(one) not in best]
    kept = best | {id(one) for one in others[: max(0, most - len(best))]}
    return [one for one in journeys if id(one) in kept]


def walked_m(journey: Journey) -> float:
    """Metres on foot or wheels."""
    return sum(leg.length_m for leg in journey.legs if not isinstance(leg, RideLeg))


def _labels(
    teller: Teller, journey: Journey, all_journeys: Sequence[Journey], *, arrive_by: bool
) -> list[str]:
    """What the journey is best at, where the others differ in it."""
    if not passes(journey):
        return [teller.phrases.labels["least-bad"]]
    said = [] if journey.unverified_m >= VERIFIED_M else ["all-confirmed"]
    for name in ("latest" if arrive_by else "earliest", "fewest-changes", "least-walking"):
        measure = _MEASURES[name]
        best = min(all_journeys, key=measure)
        differ = {measure(one)[0] for one in all_journeys} != {measure(best)[0]}
        if differ and journey is best:
            said.append(name)
    return [teller.phrases.labels[name] for name in said]


def passes(journey: Journey) -> bool:
    """Whether nothing on it breaks the needs."""
    return not is_refused_by_numbers(journey) and not any(
        leg.way.barriers
        for leg in journey.legs
        if not isinstance(leg, RideLeg) and leg.way is not None
    )


def _minutes(journey: Journey) -> int:
    """As many as lie between the times that are shown, which leave out the seconds."""
    return max(1, journey.arrival_s // 60 - journey.departure_s // 60)


def tell_journey(
    teller: Teller, journey: Journey, *, labels: list[str], number: int
) -> JourneyAnswer:
    """The traced journey in words."""
    legs: list[Leg] = [
        tell_ride(teller, leg) if isinstance(leg, RideLeg) else tell_walk(teller, leg)
        for leg in journey.legs
    ]
    phrases = teller.phrases
    lines = [
        phrases.line(leg.ride.line, vehicle=leg.ride.vehicle)
        for leg in legs
        if leg.ride is not None
    ]
    times = teller.clock_time(journey.departure_s), teller.clock_time(journey.arrival_s)
    return JourneyAnswer(
        id=str(number),
        departure=teller.time(journey.departure_s),
        arrival=teller.time(journey.arrival_s),
        duration_s=journey.arrival_s - journey.departure_s,
        boardings=journey.boardings,
        walk_m=round(walked_m(journey), 1),
        unverified_m=round(journey.unverified_m, 1),
        passes=passes(journey),
        labels=labels,
        summary=phrases.summary(
            times=times,
            minutes=_minutes(journey),
            lines=lines,
            unverified_m=journey.unverified_m,
        )
        if legs
        else phrases.already_there,
        legs=legs,
        warnings=list(dict.fromkeys(warning for leg in legs for warning in leg.warnings)),
    )
