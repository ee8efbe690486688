"""What one day out is planned with: its places, what is usable beside the way, and its limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import inf

import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.outings.question import OutingQuestion
from modugil.answers.outings.usable import CHARGERS, TOILETS, Rule, charger_spans, toilet_spans
from modugil.answers.planner import Planner
from modugil.core.geo import LatLon, distance_m, metres_per_degree
from modugil.places.catalogue import PlacesNow
from modugil.places.vocabulary import KINDS
from modugil.routing.outings.problem import Limits, Span, Spot

LONGEST = timedelta(hours=16)
"""Nobody is out for longer."""
DETOUR_M = 4000.0
"""A toilet or charger counts where going by way of it is no more than so many metres longer, by the
straight line."""
APART_M = 120.0
"""Of two toilets, or chargers, so near each other that are open alike one is enough."""
MOST_JUDGED = 80


@dataclass(frozen=True, slots=True)
class DaySpot:
    """One place of the day with what is usable there, in seconds of the base day."""

    endpoint: Endpoint
    spot: Spot
    kind: str = ""
    """toilets or chargers for what lies beside the way; "" for where one goes to."""


@dataclass(frozen=True, slots=True)
class Day:
    """The places, the one after the other; then what lies beside the way, and between which.

    Units:   seconds since the start of `base_day`.
    """

    spots: tuple[DaySpot, ...]
    order: tuple[int, ...]
    beside: tuple[tuple[int, ...], ...]
    base_day: date
    start_s: int
    limits: Limits

    @property
    def latest_s(self) -> int:
        """Nobody is out for longer."""
        return self.start_s + int(LONGEST.total_seconds())


@dataclass(frozen=True, slots=True)
class Around:
    """What is asked of the places beside the way."""

    rule: Rule
    start_s: int
    most: int
    """So many of each kind between two places at most."""
    kinds: tuple[str, ...]


def limits_of(question: OutingQuestion) -> Limits:
    """The limits in metres and seconds."""
    range_m = inf if question.range_km is None else question.range_km * 1000.0
    return Limits(
        range_m=range_m,
        now_m=question.now_km * 1000.0,
        reserve_m=question.kept_km * 1000.0,
        gap_s=inf if question.toilet_every_min is None else question.toilet_every_min * 60.0,
        visit_s=round(question.toilet_visit_min * 60.0),
    )


def tell_station(planner: Planner, endpoint: Endpoint, stay_s: int, *, around: Around) -> DaySpot:
    """A place one goes to: with its own toilet and charger, if it has one that is known."""
    toilet: tuple[Span, ...] = ()
    charging: tuple[Span, ...] = ()
    row = _row_of(planner, endpoint)
    if row is not None and planner.catalogue is not None:
        place = planner.catalogue.get_current().get_place(row)
        toilet = _shift(toilet_spans(place, around.rule), around.start_s)
        charging = _shift(charger_spans(place, around.rule), around.start_s)
    return DaySpot(endpoint, Spot(stay_s, charging, toilet))


def _row_of(planner: Planner, endpoint: Endpoint) -> int | None:
    catalogue, ref = planner.catalogue, endpoint.place.ref
    if catalogue is None or not ref.startswith("place:"):
        return None
    return catalogue.get_current().find_row(ref.removeprefix("place:"))


def _shift(spans: Sequence[tuple[int, int]], by_s: int) -> tuple[tuple[int, int], ...]:
    return tuple((first + by_s, last + by_s) for first, last in spans)


def find_beside(
    planner: Planner, start: LatLon, end: LatLon, *, around: Around, language: str
) -> list[DaySpot]:
    """What can be used between two places, those that lie best first."""
    if planner.catalogue is None:
        return []
    now = planner.catalogue.get_current()
    found: list[DaySpot] = []
    for kind in around.kinds:
        chosen: list[DaySpot] = []
        for row in _by_detour(now, kind, start, end):
            spot = _judge(planner, now, row, around=around, language=language)
            if spot is not None and not any(_is_alike(spot, other) for other in chosen):
                chosen.append(spot)
            if len(chosen) == around.most:
                break
        found += chosen
    return found


def _by_detour(now: PlacesNow, kind: str, start: LatLon, end: LatLon) -> Iterator[int]:
    places = now.places
    rows = np.flatnonzero(places.kind == KINDS.index(kind))
    lat, lon = places.lat[rows], places.lon[rows]
    per_lat, per_lon = metres_per_degree(start.lat)

    def away_m(point: LatLon) -> NDArray[np.float64]:
        away: NDArray[np.float64] = np.hypot(
            (lat - point.lat) * per_lat, (lon - point.lon) * per_lon
        )
        return away

    detour_m = away_m(start) + away_m(end) - distance_m(start, end)
    near = np.flatnonzero(detour_m <= DETOUR_M)
    for at in near[np.argsort(detour_m[near], kind="stable")][:MOST_JUDGED]:
        if int(rows[at]) not in now.closed:
            yield int(rows[at])


def _judge(
    planner: Planner, now: PlacesNow, row: int, *, around: Around, language: str
) -> DaySpot | None:
    place = now.get_place(row)
    spans = (
        toilet_spans(place, around.rule)
        if place.kind == TOILETS
        else charger_spans(place, around.rule)
    )
    if not spans:
        return None
    spans = _shift(spans, around.start_s)
    spot = Spot(toilet=spans) if place.kind == TOILETS else Spot(charging=spans)
    return DaySpot(planner.finder.place_at(row, language=language), spot, place.kind)


def _is_alike(one: DaySpot, other: DaySpot) -> bool:
    spans = (one.spot.toilet, one.spot.charging) == (other.spot.toilet, other.spot.charging)
    return spans and distance_m(one.endpoint.point, other.endpoint.point) < APART_M


def rule_begin(instant: datetime, planner: Planner) -> datetime:
    """The moment on the wall there, without a zone."""
    return instant.astimezone(planner.region.zone).replace(tzinfo=None, microsecond=0)


WANTED = {TOILETS: "counts_toilets", CHARGERS: "counts_metres"}
"""Which kind of place helps with which limit."""


def wanted_kinds(limits: Limits) -> tuple[str, ...]:
    """The kinds that can help these limits."""
    return tuple(kind for kind, counts in WANTED.items() if getattr(limits, counts))
