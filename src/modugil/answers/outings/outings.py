"""Days out in one region: each beside the day without its limits."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.outings.assumptions import list_assumptions
from modugil.answers.outings.day import (
    LONGEST,
    Around,
    Day,
    DaySpot,
    find_beside,
    limits_of,
    rule_begin,
    tell_station,
    wanted_kinds,
)
from modugil.answers.outings.days_found import DaysFound, longest_gap_s
from modugil.answers.outings.find_day import find_days
from modugil.answers.outings.hops import DayHops
from modugil.answers.outings.outing_answer import OutingAnswer, OutingLimits
from modugil.answers.outings.question import OutingQuestion
from modugil.answers.outings.sentences import PHRASES
from modugil.answers.outings.tell_day import M_PER_KM, DayTeller, tell_day
from modugil.answers.outings.usable import Rule, need_words
from modugil.answers.planner import Planner
from modugil.answers.sights.sentences.fill import fill
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.trips.found import Found
from modugil.answers.trips.question import TripQuestion
from modugil.core.time import format_local, parse_instant
from modugil.routing.outings.effort import Effort, measure_effort
from modugil.routing.outings.problem import Limits

MOST_BESIDE, MOST_BESIDE_RIDES = 12, 5
"""So many toilets, and chargers, between two places; fewer where each way may also be a ride."""


class Outings:
    """Plans days out; safe to ask from several threads at once."""

    def __init__(self, planner: Planner) -> None:
        """Stand ready; nothing is measured before someone asks."""
        self._planner = planner

    @cached_property
    def _effort(self) -> Effort | None:
        streets = self._planner.region.streets
        return measure_effort(streets) if streets is not None else None

    def plan(self, question: OutingQuestion, *, now: datetime) -> OutingAnswer:
        """The day that keeps the limits, and the day without them, in words.

        Errors:  BadInput and its kinds for a place, time or need that cannot be; CouldNotLook if
                 there are too many ways to combine stops.
        """
        planner = self._planner
        refs = (question.start, *(via.ref for via in question.via), question.end)
        endpoints = [planner.finder.get_endpoint(ref, language=question.language) for ref in refs]
        trip = TripQuestion(
            start=question.start,
            end=refs[1],
            at=question.at,
            needs=question.needs,
            language=question.language,
            explain=False,
        )
        found = self._search(trip, now=now)
        instant = parse_instant(question.at, zone=planner.region.zone) if question.at else now
        day = self._build_day(question, endpoints, found, instant=instant)
        counts = day.limits.counts_metres
        hops = DayHops(
            found, day, self._effort if counts else None, rides=not question.on_wheels_only
        )
        teller = DayTeller(
            day=day,
            hops=hops,
            phrases=PHRASES[question.language],
            question=trip,
            now=now,
            live=planner.live.get_current() if planner.live is not None else None,
            alerts=planner.alerts,
        )
        return _tell(teller, question, find_days(day, hops), found=found)

    def _search(self, trip: TripQuestion, *, now: datetime) -> Found:
        """What was prepared for a search, for streets as they are at any time of the day."""
        planner = self._planner
        found = planner.search(trip, now=now)
        zone = planner.region.zone
        instant = parse_instant(trip.at, zone=zone) if trip.at else now
        span = (instant, instant + LONGEST)
        preparation = planner.prepare(trip.needs, conditions=found.conditions, span=span)
        return replace(found, preparation=preparation)

    def _build_day(
        self,
        question: OutingQuestion,
        endpoints: list[Endpoint],
        found: Found,
        *,
        instant: datetime,
    ) -> Day:
        planner, limits = self._planner, limits_of(question)
        begin = rule_begin(instant, planner)
        rides = planner.region.timetable is not None and not question.on_wheels_only
        around = Around(
            Rule(
                need_words(question.needs),
                begin,
                begin + LONGEST,
                question.accepts_unknown,
            ),
            found.moment.time_s,
            MOST_BESIDE_RIDES if rides else MOST_BESIDE,
            wanted_kinds(limits),
        )
        stays = [0.0, *(via.stay_min for via in question.via), 0.0]
        stations = [
            tell_station(planner, one, round(stay * 60), around=around)
            for one, stay in zip(endpoints, stays, strict=True)
        ]
        return _add_beside(planner, stations, found, limits, around=around, question=question)


def _add_beside(
    planner: Planner,
    stations: list[DaySpot],
    found: Found,
    limits: Limits,
    *,
    around: Around,
    question: OutingQuestion,
) -> Day:
    """The day with what lies beside the way between each two of its places, each place once."""
    spots, beside = list(stations), list[tuple[int, ...]]()
    rows: dict[str, int] = {}
    for one, two in zip(stations, stations[1:], strict=False):
        near = find_beside(
            planner,
            one.endpoint.point,
            two.endpoint.point,
            around=around,
            language=question.language,
        )
        for spot in near:
            if spot.endpoint.place.ref not in rows:
                rows[spot.endpoint.place.ref] = len(spots)
                spots.append(spot)
        beside.append(tuple(rows[spot.endpoint.place.ref] for spot in near))
    order = tuple(range(len(stations)))
    moment = found.moment
    return Day(tuple(spots), order, tuple(beside), moment.base_day, moment.time_s, limits)


def _tell(
    teller: DayTeller, question: OutingQuestion, days: DaysFound, *, found: Found
) -> OutingAnswer:
    without = tell_day(teller, days.without) if days.without else None
    same = bool(without and days.kept and not without.broken)
    plan = without if same or days.best is days.without else tell_day(teller, days.best)
    if not days.best:
        plan = None
    zone, needs = found.region.zone, question.needs
    card = build_region_card(found.region.manifest, language=question.language)
    return OutingAnswer(
        region=found.region.manifest.id,
        language=question.language,
        asked_at=format_local(teller.now, zone=zone),
        when=teller.time(teller.day.start_s),
        needs=needs.preset,
        needs_text=get_phrasebook(question.language).needs(needs),
        places=[teller.day.spots[row].endpoint.place for row in teller.day.order],
        limits=_tell_limits(question),
        fits=bool(days.kept),
        short=days.short,
        short_km=round(days.short_m / M_PER_KM, 1) if days.short == "battery" else None,
        farthest=_find_farthest(teller.day, days),
        all_tried=days.is_whole,
        message=_say_message(teller, days, same=same),
        plan=plan,
        without=without,
        same=same,
        assumptions=list_assumptions(
            teller,
            question,
            plan,
            most=MOST_BESIDE_RIDES if teller.hops.has_rides else MOST_BESIDE,
        ),
        credits=list_credits(card),
    )


def _tell_limits(question: OutingQuestion) -> OutingLimits:
    has_battery = question.range_km is not None
    return OutingLimits(
        range_km=question.range_km,
        range_now_km=question.now_km if has_battery else None,
        reserve_km=question.kept_km if has_battery else None,
        toilet_every_min=question.toilet_every_min,
        toilet_visit_min=question.toilet_visit_min,
        accepts_unknown=question.accepts_unknown,
        on_wheels_only=question.on_wheels_only,
    )


def _say_message(teller: DayTeller, days: DaysFound, *, same: bool) -> str:
    said = [_say_found(teller, days, same=same)]
    farthest = _find_farthest(teller.day, days)
    if farthest:
        said.append(fill(teller.phrases.farthest, place=farthest))
    if not days.is_whole:
        sure = days.kept or days.is_proven
        said.append(teller.phrases.untried if sure else teller.phrases.untried_limits)
    return teller.phrases.between.join(said)


def _say_found(teller: DayTeller, days: DaysFound, *, same: bool) -> str:
    phrases = teller.phrases
    if days.kept:
        return phrases.same if same else phrases.fits
    if days.short == "toilet":
        return fill(phrases.short_toilet, n=str(longest_gap_s(days.best) // 60))
    if days.short == "battery":
        return fill(phrases.short_battery, km=f"{days.short_m / M_PER_KM:.1f}")
    if days.short == "both":
        return phrases.short_both if days.toilet and days.battery else phrases.short_unsure
    start, end = _find_unconnected(teller)
    return fill(phrases.short_ways, start=start, end=end)


def _find_farthest(day: Day, days: DaysFound) -> str | None:
    """The name of the last place that one comes to within the limits, None where nobody knows."""
    reached = days.reached
    if days.kept or not 1 < reached < len(day.order):
        return None
    return day.spots[day.order[reached - 1]].endpoint.place.name


def _find_unconnected(teller: DayTeller) -> tuple[str, str]:
    """The names of the first two places between which nothing leads, or of start and end."""
    day = teller.day
    names = [day.spots[row].endpoint.place.name for row in day.order]
    for one, two in zip(day.order, day.order[1:], strict=False):
        if not teller.hops(one, two, day.start_s):
            return names[one], names[two]
    return names[0], names[-1]
