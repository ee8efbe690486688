"""Kerbs of the street map, given to the stops that stand at them.

A platform of the map is a stop's where the map names the stop by its id or code, or else where each
is the other's nearest within a few metres: across the street there is another kerb. What a table of
measures says of a stop counts before the map; where they contradict each other, and where the map
contradicts itself, there is a Notice.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import metres_per_degree
from modugil.core.notices import Notice, Notices, Severity
from modugil.region.osm.read_platforms import Platform
from modugil.region.timetable import BoardingMeasures, Stops, Timetable
from modugil.region.vocabulary import KerbOrigin, LocationType

NAMED_REACH_M, REACH_M = 50.0, 10.0
"""How far from a stop its platform may be drawn, where the map names the stop and where not."""
BESIDE_M = 4.0
"""A platform and its post are drawn so far apart: nearer things are one place."""
SAME_PLACE_M = 1.0
"""Stops of two feeds that differ by less stand at one platform."""
ALIKE_M = 0.02
"""Heights of one kerb that differ by more contradict each other."""
F64 = NDArray[np.float64]
_BOARDED = (LocationType.STOP, LocationType.BOARDING_AREA)
_MESSAGES = {
    "kerb_heights_differ": "The street map tells several heights of this kerb: none is used.",
    "kerb_height_contradicted": "The street map tells another height of this kerb: the measure "
    "counts.",
}


def add_street_kerbs(
    timetable: Timetable, platforms: Sequence[Platform], *, notices: Notices
) -> Timetable:
    """The same timetable with the kerbs of the map where no table of measures tells one."""
    found = _find_kerbs(timetable, platforms, notices)
    if not found:
        return timetable
    measures = _with_room(timetable)
    kerb_m, origin = measures.kerb_m.copy(), measures.kerb_origin.copy()
    for stop, height_m in found.items():
        if isnan(kerb_m[stop]):
            kerb_m[stop], origin[stop] = height_m, KerbOrigin.STREET_MAP
        elif abs(float(kerb_m[stop]) - height_m) > ALIKE_M + 1e-6:
            _note(timetable, stop, "kerb_height_contradicted", f"{height_m:g}", notices)
    return replace(timetable, measures=replace(measures, kerb_m=kerb_m, kerb_origin=origin))


def _with_room(timetable: Timetable) -> BoardingMeasures:
    """The measures with a row for each stop and pattern, also where there were none at all."""
    measures = timetable.measures
    if len(measures.kerb_m):
        return measures
    return replace(
        measures,
        kerb_m=np.full(timetable.stop_count, np.nan, np.float32),
        kerb_origin=np.zeros(timetable.stop_count, np.uint8),
        pattern_vehicle=np.full(timetable.pattern_count, -1, np.int32),
    )


def _find_kerbs(
    timetable: Timetable, platforms: Sequence[Platform], notices: Notices
) -> dict[int, float]:
    """The height of the kerb at each stop of which the map tells one."""
    neighbours = _Neighbours(timetable.stops)
    named: dict[int, list[float]] = {}
    beside: dict[int, list[float]] = {}
    for platform, near in zip(platforms, neighbours.of_each(platforms), strict=True):
        if isnan(platform.kerb_m):
            continue
        by_name = neighbours.named(platform)
        told, rows = (named, by_name) if by_name else (beside, near)
        for row in rows:
            told.setdefault(row, []).append(platform.kerb_m)
    found: dict[int, float] = {}
    for stop, heights in (beside | named).items():
        if max(heights) - min(heights) > ALIKE_M + 1e-6:
            said = ", ".join(f"{one:g}" for one in sorted(heights))
            _note(timetable, stop, "kerb_heights_differ", said, notices)
        else:
            found[stop] = min(heights)
    return found


class _Neighbours:
    """The stops of a timetable where one boards, ordered so that near ones are found."""

    def __init__(self, stops: Stops) -> None:
        """Hold them from south to north."""
        rows = np.flatnonzero(np.isin(stops.location_type, _BOARDED))
        self._rows = rows[np.argsort(stops.lat[rows], kind="stable")]
        self._lat, self._lon = stops.lat[self._rows], stops.lon[self._rows]
        self._places: dict[str, list[int]] = {}
        for place, row in enumerate(self._rows.tolist()):
            for name in {stops.id[row], stops.code[row]} - {""}:
                self._places.setdefault(name, []).append(place)

    def named(self, platform: Platform) -> list[int]:
        """The stops that the map names at this platform."""
        told = {place for ref in platform.refs for place in self._places.get(ref, ())}
        places = np.array(sorted(told), np.int64)
        near = self._gaps_m(platform, places) <= NAMED_REACH_M
        return [int(row) for row in self._rows[places[near]]]

    def of_each(self, platforms: Sequence[Platform]) -> list[list[int]]:
        """Of each platform the stops to which none is nearer, and which are the nearest to it."""
        around = [self._around(one) for one in platforms]
        least_m = np.full(len(self._rows), np.inf)
        for places, gap_m in around:
            least_m[places] = np.minimum(least_m[places], gap_m)
        found = []
        for places, gap_m in around:
            reach_m = min(REACH_M, float(gap_m.min(initial=np.inf)) + SAME_PLACE_M)
            at_it = (gap_m <= reach_m) & (gap_m <= least_m[places] + BESIDE_M)
            found.append([int(row) for row in self._rows[places[at_it]]])
        return found

    def _around(self, platform: Platform) -> tuple[NDArray[np.int64], F64]:
        """Which stops lie within reach, and how far away."""
        lat = [point[0] for point in platform.points]
        reach = REACH_M / metres_per_degree(lat[0])[0]
        first, last = np.searchsorted(self._lat, [min(lat) - reach, max(lat) + reach])
        places = np.arange(first, last, dtype=np.int64)
        gap_m = self._gaps_m(platform, places)
        return places[gap_m <= REACH_M], gap_m[gap_m <= REACH_M]

    def _gaps_m(self, platform: Platform, places: NDArray[np.int64]) -> F64:
        """Metres from each of these stops to the nearest point of the platform's line."""
        per_lat, per_lon = metres_per_degree(platform.points[0][0])
        north = np.array([lat for lat, _ in platform.points]) * per_lat
        east = np.array([lon for _, lon in platform.points]) * per_lon
        here = self._lat[places] * per_lat, self._lon[places] * per_lon
        gap_m = np.hypot(here[0] - north[0], here[1] - east[0])
        for one in range(len(north) - 1):
            along = north[one + 1] - north[one], east[one + 1] - east[one]
            square = along[0] ** 2 + along[1] ** 2
            off = here[0] - north[one], here[1] - east[one]
            part = (off[0] * along[0] + off[1] * along[1]) / square if square else off[0] * 0
            part = np.clip(part, 0.0, 1.0)
            gap_m = np.minimum(gap_m, np.hypot(off[0] - part * along[0], off[1] - part * along[1]))
        return np.asarray(gap_m, np.float64)


def _note(timetable: Timetable, stop: int, code: str, value: str, notices: Notices) -> None:
    feed = timetable.feed_ids[timetable.stops.feed[stop]]
    message = f"{_MESSAGES[code]} The stop is {timetable.stops.id[stop]}."
    notices.add(Notice(code, Severity.WARNING, f"{feed}/stops.txt", 0, "stop_id", value, message))
