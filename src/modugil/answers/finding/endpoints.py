"""What a person writes as a start or an end, and the place it means.

`33.5070,126.4929` is a coordinate; `stop:ID` a stop by its feed's own id (ids may hold colons, so
the whole rest is tried first), `stop:FEED:ID` where feeds clash; `place:ID` a sight or toilet.
"""

from dataclasses import dataclass, replace
from math import isfinite

import msgspec

from modugil.answers.finding.lines import list_line_ids
from modugil.answers.itinerary import AccessWord, PlaceKind, PlaceRef
from modugil.core.access import Access
from modugil.core.errors import BadInput, PlaceNotFound
from modugil.core.geo import LatLon
from modugil.places.catalogue import Catalogue
from modugil.places.places import Places
from modugil.region.manifest import Bounds
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

MARGIN_DEG = 0.02
"""How far outside the region's bounds a coordinate may lie: about two kilometres."""
PLACE_KINDS: tuple[PlaceKind, ...] = (
    "sight",
    "toilet",
    "wifi",
    "charger",
    "centre",
    "course",
    "listed_stop",
)
"""In the order of `places.KINDS`."""


def access_word(access: int) -> AccessWord:
    """The word for an Access value."""
    words: dict[int, AccessWord] = {Access.YES: "yes", Access.NO: "no"}
    return words.get(int(access), "unknown")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a journey: what to call it, where it is, and the stops that are exactly there."""

    place: PlaceRef
    point: LatLon
    stops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EndpointFinder:
    """Finds the place that a text means in one region."""

    bounds: Bounds
    timetable: Timetable | None
    places: Places | None
    stop_rows: dict[str, list[int]]
    """Rows of each stop id; more than one where feeds clash."""
    place_rows: dict[str, int]
    line_ids: tuple[str, ...] = ()
    """Of each row of lines the id by which it can be asked for: FEED:ID where feeds clash."""
    catalogue: Catalogue | None = None
    """Where staff correct the places; None where nobody does."""

    def get_endpoint(self, text: str, *, language: str) -> Endpoint:
        """The place that the text means.

        Errors:  BadInput if it is not written in one of the three ways, PlaceNotFound if there is
                 no such place in the region.
        """
        text = text.strip()
        if text.startswith("stop:"):
            return self._stop(text[5:], language)
        if text.startswith("place:"):
            return self._place(text[6:], language)
        return self._coordinate(text)

    def _stop(self, rest: str, language: str) -> Endpoint:
        timetable = self.timetable
        rows = self.stop_rows.get(rest, [])
        if timetable is None:
            raise PlaceNotFound("This region has no timetable and so no stops.")
        if len(rows) > 1:
            feeds = ", ".join(f"stop:{timetable.feed_ids[timetable.stops.feed[r]]}:" for r in rows)
            raise PlaceNotFound(
                f"The stop id {rest!r} exists in several feeds.", allowed=f"Begin it with {feeds}."
            )
        if not rows:
            rows = self._rows_of_feed(timetable, rest)
        if not rows:
            raise PlaceNotFound(
                f"There is no stop {rest!r} in this region.",
                allowed="Give the feed's own stop id, as in stops.txt.",
            )
        return self.stop_at(rows[0], language=language)

    def stop_at(self, row: int, *, language: str) -> Endpoint:
        """The endpoint of one row of stops, by a name that can be asked for again."""
        assert self.timetable is not None
        shared = len(self.stop_rows[self.timetable.stops.id[row]]) > 1
        return stop_endpoint(self.timetable, row, language=language, shared=shared)

    def lines_at(self, endpoint: Endpoint, *, language: str, most: int = 6) -> list[str]:
        """The names of the lines that stop there, the shortest first; at most so many."""
        timetable = self.timetable
        if timetable is None:
            return []
        patterns, routes = timetable.patterns, set[int]()
        for row in endpoint.stops:
            first, last = patterns.at_stop_start[row], patterns.at_stop_start[row + 1]
            serving = patterns.at_stop_pattern[first:last]
            routes.update(timetable.trips.route[patterns.trip_start[serving]].tolist())
        names = {timetable.lines.short_names.get(route, language=language) for route in routes}
        return sorted(filter(None, names), key=lambda name: (len(name), name))[:most]

    def _rows_of_feed(self, timetable: Timetable, rest: str) -> list[int]:
        feed, _, own = rest.partition(":")
        return [
            row
            for row in self.stop_rows.get(own, [])
            if timetable.feed_ids[timetable.stops.feed[row]] == feed
        ]

    def _place(self, id: str, language: str) -> Endpoint:
        row = self.place_rows.get(id)
        if row is None or self.places is None:
            raise PlaceNotFound(f"There is no place {id!r} in this region.")
        return self.place_at(row, language=language)

    def place_at(self, row: int, *, language: str) -> Endpoint:
        """The endpoint of one row of places, as staff say it is now."""
        assert self.places is not None
        compiled = place_endpoint(self.places, row, language=language)
        if self.catalogue is None:
            return compiled
        wheelchair = access_word(self.catalogue.get_current().get_wheelchair(row))
        place = msgspec.structs.replace(compiled.place, wheelchair=wheelchair)
        return replace(compiled, place=place)

    def _coordinate(self, text: str) -> Endpoint:
        lat_text, comma, lon_text = text.partition(",")
        try:
            point = LatLon(float(lat_text), float(lon_text))
        except ValueError:
            comma = ""
            point = LatLon(0.0, 0.0)
        if not comma or not (isfinite(point.lat) and isfinite(point.lon)):
            raise BadInput(
                f"{text!r} is not a place.",
                allowed="Write lat,lon such as 33.5070,126.4929, or stop:ID, or place:ID.",
            )
        self._check_bounds(point)
        name = f"{point.lat:.5f}, {point.lon:.5f}"
        ref = f"{point.lat:.6f},{point.lon:.6f}"
        place = PlaceRef(ref=ref, kind="coordinate", name=name, lat=point.lat, lon=point.lon)
        return Endpoint(place, point)

    def _check_bounds(self, point: LatLon) -> None:
        b = self.bounds
        inside_lat = b.south - MARGIN_DEG <= point.lat <= b.north + MARGIN_DEG
        inside_lon = b.west - MARGIN_DEG <= point.lon <= b.east + MARGIN_DEG
        if not (inside_lat and inside_lon):
            raise PlaceNotFound(
                f"{point.lat:g},{point.lon:g} lies outside this region.",
                allowed=f"Latitude may be from {b.south:.4f} to {b.north:.4f}, "
                f"longitude from {b.west:.4f} to {b.east:.4f}.",
            )


def build_endpoint_finder(
    bounds: Bounds,
    *,
    timetable: Timetable | None,
    places: Places | None,
    catalogue: Catalogue | None = None,
) -> EndpointFinder:
    """A finder over all stops and places; `catalogue` holds these places as they are now."""
    stop_rows: dict[str, list[int]] = {}
    if timetable is not None:
        for row, id in enumerate(timetable.stops.id):
            stop_rows.setdefault(id, []).append(row)
    place_rows = {id: row for row, id in enumerate(places.id)} if places is not None else {}
    line_ids = list_line_ids(timetable) if timetable is not None else ()
    return EndpointFinder(bounds, timetable, places, stop_rows, place_rows, line_ids, catalogue)


def stop_endpoint(
    timetable: Timetable, row: int, *, language: str, shared: bool = False
) -> Endpoint:
    """The endpoint of one row of stops; a station stands for all platforms in it."""
    stops = timetable.stops
    station = int(stops.location_type[row]) == LocationType.STATION
    rows = tuple(int(r) for r in (stops.parent == row).nonzero()[0]) if station else (row,)
    served = tuple(r for r in rows if int(stops.location_type[r]) == LocationType.STOP)
    feed = f"{timetable.feed_ids[stops.feed[row]]}:" if shared else ""
    place = PlaceRef(
        ref=f"stop:{feed}{stops.id[row]}",
        kind="station" if station else "stop",
        name=stops.names.get(row, language=language) or stops.id[row],
        lat=float(stops.lat[row]),
        lon=float(stops.lon[row]),
        wheelchair=access_word(stops.wheelchair[row]),
        detail=stops.platform_code[row] or stops.code[row],
    )
    return Endpoint(place, LatLon(place.lat, place.lon), served or (row,))


def place_endpoint(places: Places, row: int, *, language: str) -> Endpoint:
    """The endpoint of one sight, toilet, Wi-Fi point or charger."""
    place = PlaceRef(
        ref=f"place:{places.id[row]}",
        kind=PLACE_KINDS[int(places.kind[row])],
        name=places.names.get(row, language=language),
        lat=float(places.lat[row]),
        lon=float(places.lon[row]),
        wheelchair=access_word(places.wheelchair[row]),
    )
    return Endpoint(place, LatLon(place.lat, place.lon))
