"""What lies beside a way: landmarks to know a spot by, and toilets one may use."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.finding.find_among import PlaceFinder
from modugil.answers.finding.place_question import FoundPlace, NeedWord, PlaceQuestion
from modugil.answers.guidance.build_streets import PacketStreets
from modugil.answers.guidance.distances import measure_to_lines, measure_to_points
from modugil.answers.guidance.packet import NEAR_M, Landmark, PacketToilet, Point
from modugil.answers.guidance.sentences import GUIDANCE_PHRASES
from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.answers.wording import join_phrases
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.places.vocabulary import KINDS
from modugil.region.vocabulary import LocationType
from modugil.routing.needs import Boarding, Needs, TagRule

LANDMARK_M = 40.0
"""So far from the way, or from a crossing of streets, a landmark is of use."""
MOST_LANDMARKS = 80
MOST_TOILETS = 60
_LANDMARKS = ("sights", "toilets", "chargers", "centres")
_STOPS = (LocationType.STOP, LocationType.STATION, LocationType.ENTRANCE)
_OPEN: dict[str, AccessWord] = {"open": "yes", "closed": "no"}


class _Candidates(NamedTuple):
    """Stops and places that may be a landmark; the rows of stops are those of the timetable."""

    is_stop: NDArray[np.bool_]
    row: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]


class Surroundings:
    """Finds what lies beside a way in one region."""

    def __init__(self, finder: EndpointFinder, among: PlaceFinder) -> None:
        """Stand ready; `among` finds places with their needs and hours."""
        self._finder = finder
        self._among = among

    def list_landmarks(
        self, lines: Sequence[Sequence[LatLon]], streets: PacketStreets, *, language: Language
    ) -> list[Landmark]:
        """Stops and places beside the way, then such at crossings around it, the nearest first."""
        if not any(lines):
            return []
        near = self._list_candidates(lines)
        away_m = measure_to_lines(near.lat, near.lon, lines)
        crossing_m = measure_to_points(near.lat, near.lon, _list_crossings(streets))
        fits = (away_m <= LANDMARK_M) | ((crossing_m <= LANDMARK_M) & (away_m <= NEAR_M))
        order = np.flatnonzero(fits)[np.argsort(away_m[fits], kind="stable")]
        found: dict[tuple[str, Point], Landmark] = {}
        for at in order.tolist():
            place = self._name(bool(near.is_stop[at]), int(near.row[at]), language)
            if not place.name:
                continue
            where = (round(place.lon, 6), round(place.lat, 6))
            found[place.name, where] = Landmark(at=where, name=place.name, kind=place.kind)
            if len(found) == MOST_LANDMARKS:
                break
        return list(found.values())

    def _name(self, is_stop: bool, row: int, language: Language) -> PlaceRef:
        finder = self._finder
        found = finder.stop_at if is_stop else finder.place_at
        return found(row, language=language).place

    def _list_candidates(self, lines: Sequence[Sequence[LatLon]]) -> _Candidates:
        timetable, places = self._finder.timetable, self._finder.places
        stops, sights = np.zeros(0, np.int64), np.zeros(0, np.int64)
        lat, lon = np.zeros(0), np.zeros(0)
        if timetable is not None:
            stops = np.flatnonzero(np.isin(timetable.stops.location_type, _STOPS))
            lat, lon = timetable.stops.lat[stops], timetable.stops.lon[stops]
        if places is not None:
            kinds = [KINDS.index(kind) for kind in _LANDMARKS]
            sights = np.flatnonzero(np.isin(places.kind, kinds))
            sights = sights[~np.isin(sights, list(self._list_closed()))]
            lat = np.concatenate((lat, places.lat[sights]))
            lon = np.concatenate((lon, places.lon[sights]))
        rows = np.concatenate((stops, sights))
        is_stop = np.arange(len(rows)) < len(stops)
        near = _in_box(lat, lon, lines)
        return _Candidates(is_stop[near], rows[near], lat[near], lon[near])

    def _list_closed(self) -> frozenset[int]:
        catalogue = self._finder.catalogue
        return catalogue.get_current().closed if catalogue is not None else frozenset()

    def list_toilets(
        self,
        lines: Sequence[Sequence[LatLon]],
        needs: Needs,
        *,
        language: Language,
        at: Sequence[datetime],
    ) -> list[PacketToilet]:
        """The toilets within 300 m of the way, in the order in which one comes by them.

        `at` is for each line when one sets out along it; at a toilet near two lines, the first.
        """
        asked: frozenset[NeedWord] = frozenset({"wheelchair"} if _asks_step_free(needs) else ())
        found: dict[str, PacketToilet] = {}
        for line, then in zip(lines, at, strict=True):
            if not line:
                continue
            fitting = {one.id: one for one in self._find(line, asked, language, then)}
            for one in self._find(line, frozenset(), language, then):
                toilet = _tell_toilet(one, fitting.get(one.id), bool(asked), language)
                found.setdefault(one.id, toilet)
        return list(found.values())[:MOST_TOILETS]

    def _find(
        self,
        line: Sequence[LatLon],
        needs: frozenset[NeedWord],
        language: Language,
        at: datetime,
    ) -> list[FoundPlace]:
        question = PlaceQuestion(
            kinds=("toilets",),
            needs=needs,
            along=tuple(line),
            corridor_m=NEAR_M,
            limit=MOST_TOILETS,
            language=language,
        )
        return self._among.find(question, now=at).places


def _asks_step_free(needs: Needs) -> bool:
    return needs.wheelchair_tag is TagRule.HEED or needs.boarding is Boarding.STEP_FREE


def _tell_toilet(
    one: FoundPlace, fitting: FoundPlace | None, asked: bool, language: Language
) -> PacketToilet:
    """`fitting` is the same as it was found with the need; None where it refuses the person."""
    phrases = GUIDANCE_PHRASES[language]
    opened: AccessWord = _OPEN.get(one.open, "unknown")
    fits: AccessWord = "yes"
    if asked:
        fits = "no" if fitting is None else fitting.needs.get("wheelchair", "unknown")
    words = {fits, opened}
    usable: AccessWord = "no" if "no" in words else "unknown" if "unknown" in words else "yes"
    why = [phrases.fits[fits] if asked else "", phrases.opened[opened], one.hours_text]
    return PacketToilet(
        at=(round(one.place.lon, 6), round(one.place.lat, 6)),
        place=one.place,
        usable=usable,
        why=join_phrases(why, language=language),
    )


def _list_crossings(streets: PacketStreets) -> list[Point]:
    """The nodes from which one may go on in more than one way."""
    ends = [end for edge in streets.edges for end in (edge.a, edge.b)]
    count = np.bincount(np.array(ends, np.int64), minlength=len(streets.nodes))
    return [streets.nodes[row].at for row in np.flatnonzero(count > 2).tolist()]


def _in_box(
    lat: NDArray[np.float64], lon: NDArray[np.float64], lines: Sequence[Sequence[LatLon]]
) -> NDArray[np.bool_]:
    """Whether within 300 m, roughly, of the box around all the lines."""
    points = [point for line in lines for point in line]
    margin_deg = NEAR_M / 111_000.0
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    wide_deg = margin_deg / max(0.1, float(np.cos(np.radians(south))))
    inside: NDArray[np.bool_] = (
        (lat >= south - margin_deg)
        & (lat <= north + margin_deg)
        & (lon >= west - wide_deg)
        & (lon <= east + wide_deg)
    )
    return inside
