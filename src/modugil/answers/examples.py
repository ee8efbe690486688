"""Journeys to try in a region nobody has asked about yet: chosen from its own places and stops.

From the stop that most lines serve to sights far apart from each other; where there are hardly any
sights, to other stops; where there are only streets, along them. Only those that work are offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from modugil.answers.asking.asked_needs import DEFAULT_PRESET
from modugil.answers.itinerary import PlaceRef
from modugil.answers.planner import Planner
from modugil.answers.trips.question import TripQuestion
from modugil.core.errors import ModugilError
from modugil.core.geo import LatLon, metres_per_degree
from modugil.core.language import Language
from modugil.core.time import local_day
from modugil.region.vocabulary import LocationType
from modugil.routing.journey import Journey
from modugil.routing.presets import get_preset

MOST_EXAMPLES = 3
MOST_TRIED = 24
"""So many pairs are planned at most to find those that work."""
MOST_STOPS = 64
"""Stops are chosen among so many that most lines serve."""
FEWEST_SIGHTS = 3
HOUR = 10
STREETS_M = 700.0
"""How far apart, at most, the ends are where one can only go along streets."""
SIGHT = 0
"""Row of `places.KINDS`."""
_Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A journey worth a try; `at` as a question takes it, empty for now."""

    start: PlaceRef
    end: PlaceRef
    needs: str
    at: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of an example, and the needs for which it was found to work."""

    start: str
    end: str
    needs: str


def find_pairs(planner: Planner, *, now: datetime) -> tuple[Pair, ...]:
    """A few pairs that have an answer in the morning, with a ride where any run; not all for one.

    The same region gives the same pairs, as long as its timetable holds.
    """
    ends = _with_other_names(planner, list(_candidates(planner))[:MOST_TRIED])
    rides = planner.region.timetable is not None
    return _find_working(planner, ends, now=now, rides=rides) or _find_working(
        planner, ends, now=now, rides=False
    )


def _find_working(
    planner: Planner, ends: Sequence[tuple[str, str]], *, now: datetime, rides: bool
) -> tuple[Pair, ...]:
    """The first few that have a journey; with `rides`, one with a vehicle."""
    at = choose_time(planner, now=now)
    pairs: list[Pair] = []
    for start, end in ends:
        wanted = (DEFAULT_PRESET, "walking")
        for needs in wanted if len(pairs) % 2 == 0 else reversed(wanted):
            journeys = _search(planner, Pair(start, end, needs), at=at, now=now)
            if any(one.boardings or not rides for one in journeys):
                pairs.append(Pair(start, end, needs))
                break
        if len(pairs) == MOST_EXAMPLES:
            break
    return tuple(pairs)


def show_examples(
    planner: Planner, pairs: Sequence[Pair], *, now: datetime, language: Language
) -> tuple[Example, ...]:
    """The pairs with names in that language, on a day that the timetable covers."""
    at = choose_time(planner, now=now)

    def place(ref: str) -> PlaceRef:
        return planner.finder.get_endpoint(ref, language=language).place

    return tuple(Example(place(one.start), place(one.end), one.needs, at) for one in pairs)


def choose_time(planner: Planner, *, now: datetime) -> str:
    """In the morning of today, or of a day amid a timetable of other days; empty without one."""
    manifest = planner.region.manifest
    if not manifest.first_day:
        return ""
    first, last = date.fromisoformat(manifest.first_day), date.fromisoformat(manifest.last_day)
    day = local_day(now, zone=planner.region.zone)
    if not first <= day <= last:
        middle = first + (last - first) // 2
        day = min(middle + timedelta(days=(1 - middle.weekday()) % 7), last)
    return f"{day.isoformat()}T{HOUR:02}:00"


def _search(planner: Planner, pair: Pair, *, at: str, now: datetime) -> Sequence[Journey]:
    question = TripQuestion(
        start=pair.start, end=pair.end, at=at or None, needs=get_preset(pair.needs)
    )
    try:
        return planner.search(question, now=now).journeys
    except ModugilError:
        return ()


def _with_other_names(planner: Planner, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs whose ends are not called as the start or an end before is."""
    kept: dict[str, tuple[str, str]] = {}
    for start, end in pairs:
        first, name = (
            planner.finder.get_endpoint(ref, language="en").place.name for ref in (start, end)
        )
        if name != first:
            kept.setdefault(name, (start, end))
    return list(kept.values())


def _candidates(planner: Planner) -> Iterator[tuple[str, str]]:
    """Pairs of places from which to choose, the farthest apart first."""
    refs, points = _list_stops(planner)
    sights, sight_points = _list_sights(planner)
    if len(sights) >= FEWEST_SIGHTS:
        refs, points = refs[:1] + sights, np.concatenate([points[:1], sight_points])
    if len(refs) < 2:  # noqa: PLR2004 (a pair)
        refs, points = _list_corners(planner)
    order = _spread(points)
    for place in order[1:]:
        yield refs[order[0]], refs[place]


def _list_stops(planner: Planner) -> tuple[list[str], _Points]:
    """The stops that most patterns serve, the busiest first."""
    timetable = planner.region.timetable
    if timetable is None:
        return [], np.zeros((0, 2))
    stops, serving = timetable.stops, np.diff(timetable.patterns.at_stop_start)
    kinds = np.isin(stops.location_type, (LocationType.STOP,)) & (serving > 0)
    rows = np.flatnonzero(kinds)
    rows = rows[np.argsort(-serving[rows].astype(np.int64), kind="stable")][:MOST_STOPS]
    refs = [planner.finder.stop_at(int(row), language="en").place.ref for row in rows]
    return refs, np.stack([stops.lat[rows], stops.lon[rows]], axis=1)


def _list_sights(planner: Planner) -> tuple[list[str], _Points]:
    places = planner.places
    if places is None:
        return [], np.zeros((0, 2))
    rows = np.flatnonzero(places.kind == SIGHT)
    return [f"place:{places.id[int(row)]}" for row in rows], np.stack(
        [places.lat[rows], places.lon[rows]], axis=1
    )


def _list_corners(planner: Planner) -> tuple[list[str], _Points]:
    """Corners of streets around the middle one, as coordinates."""
    streets = planner.region.streets
    if streets is None or not len(streets.node_lat):
        return [], np.zeros((0, 2))
    points = np.stack([streets.node_lat, streets.node_lon], axis=1).astype(np.float64)
    middle = int(np.argmin(_away_m(points, np.median(points, axis=0))))
    near = np.flatnonzero(_away_m(points, points[middle]) <= STREETS_M)
    points = points[np.concatenate([[middle], near[near != middle]])]
    return [f"{lat:.6f},{lon:.6f}" for lat, lon in points], points


def _spread(points: _Points) -> list[int]:
    """The first point, then always the one that is farthest from all before it."""
    if not len(points):
        return []
    order, away = [0], _away_m(points, points[0])
    while len(order) <= MOST_TRIED and away.max() > 0:
        order.append(int(np.argmax(away)))
        away = np.minimum(away, _away_m(points, points[order[-1]]))
    return order


def _away_m(points: _Points, place: _Points) -> _Points:
    here = LatLon(float(place[0]), float(place[1]))
    per_lat, per_lon = metres_per_degree(here.lat)
    return np.hypot((points[:, 0] - here.lat) * per_lat, (points[:, 1] - here.lon) * per_lon)
