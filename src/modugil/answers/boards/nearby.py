"""Stops near a place, and those one may take for each other: of one name, or across the street."""

from collections import Counter

import numpy as np

from modugil.answers.boards.board import StopLink
from modugil.answers.finding.endpoints import Endpoint, EndpointFinder
from modugil.answers.wording import name_headsign
from modugil.core.geo import LatLon, metres_per_degree
from modugil.core.language import Language
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

SAME_NAME_M = 400.0
ACROSS_M = 70.0
MOST_TOWARDS = 2


def list_stops_near(
    finder: EndpointFinder, point: LatLon, *, language: Language, limit: int, within_m: float
) -> list[StopLink]:
    """The stops around a point at which something can be boarded, the nearest first."""
    timetable = finder.timetable
    if timetable is None:
        return []
    rows, away_m = _rows_near(timetable, point, within_m)
    return [
        _link(finder, row, away, language)
        for row, away in zip(rows[:limit], away_m[:limit], strict=True)
    ]


def list_other_stops(
    finder: EndpointFinder, endpoint: Endpoint, *, language: Language, limit: int = 6
) -> list[StopLink]:
    """The stops one may have meant instead of this one, the nearest first."""
    timetable = finder.timetable
    if timetable is None:
        return []
    stops = timetable.stops
    name = stops.names.get(endpoint.stops[0]) if endpoint.stops else ""
    found = []
    for row, away in zip(*_rows_near(timetable, endpoint.point, SAME_NAME_M), strict=True):
        near = away <= ACROSS_M or stops.names.get(row) == name
        if near and row not in endpoint.stops:
            found.append(_link(finder, row, away, language))
    return found[:limit]


def towards_of(timetable: Timetable, row: int, *, language: Language) -> list[str]:
    """Where most of the runs that leave this stop go."""
    patterns, trips = timetable.patterns, timetable.trips
    counts = Counter[int]()
    for at in range(int(patterns.at_stop_start[row]), int(patterns.at_stop_start[row + 1])):
        pattern = int(patterns.at_stop_pattern[at])
        low, high = patterns.trip_start[pattern : pattern + 2].tolist()
        start, end = patterns.stop_start[pattern : pattern + 2].tolist()
        if int(patterns.at_stop_position[at]) < end - start - 1:
            counts[int(trips.headsign[low])] += high - low
    signs = (
        name_headsign(trips.headsigns.get(sign, language=language), language=language)
        for sign, _ in counts.most_common()
        if sign >= 0
    )
    return list(dict.fromkeys(filter(None, signs)))[:MOST_TOWARDS]


def _rows_near(
    timetable: Timetable, point: LatLon, within_m: float
) -> tuple[list[int], list[float]]:
    """Rows of platforms that something serves, and the metres to each, the nearest first."""
    stops = timetable.stops
    per_lat, per_lon = metres_per_degree(point.lat)
    away = np.hypot((stops.lat - point.lat) * per_lat, (stops.lon - point.lon) * per_lon)
    served = np.diff(timetable.patterns.at_stop_start) > 0
    rows = np.flatnonzero((away <= within_m) & served & (stops.location_type == LocationType.STOP))
    rows = rows[np.argsort(away[rows], kind="stable")]
    return rows.tolist(), away[rows].tolist()


def _link(finder: EndpointFinder, row: int, away_m: float, language: Language) -> StopLink:
    assert finder.timetable is not None
    return StopLink(
        stop=finder.stop_at(row, language=language).place,
        towards=towards_of(finder.timetable, row, language=language),
        away_m=round(away_m),
    )
