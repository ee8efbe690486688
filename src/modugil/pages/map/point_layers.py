"""Stops and places as points that can be chosen on the map."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.pages.map.cut_lines import MARGIN, TileAddress, to_world
from modugil.pages.map.vector_tile import EXTENT, Feature, GeometryType, encode_points
from modugil.places.places import KINDS, Places
from modugil.region.texts import LocalTexts
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

MAP_LANGUAGES = ("en",)
_MIN_ZOOM_OF_KIND = {
    "sights": 9,
    "toilets": 15,
    "wifi": 16,
    "chargers": 14,
    "centres": 12,
    "courses": 16,
    "stops": 14,
}
STOPS_FROM_ZOOM = 13
STATIONS_FROM_ZOOM = 11


@dataclass(frozen=True, slots=True, eq=False)
class PointLayer:
    """Points with what the map needs to know of them.

    Shapes:  p points each; `refs` are what a plan takes as its start or end.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    min_zoom: NDArray[np.uint8]
    refs: tuple[str, ...]
    kinds: tuple[str, ...]
    names: LocalTexts
    name_rows: NDArray[np.int64]
    wheelchair: NDArray[np.uint8]

    def draw(self, tile: TileAddress) -> list[Feature]:
        """One feature a point."""
        scale = 2.0**tile.z
        x = np.rint((self.x * scale - tile.x) * EXTENT)
        y = np.rint((self.y * scale - tile.y) * EXTENT)
        near = (x >= -MARGIN) & (x <= EXTENT + MARGIN) & (y >= -MARGIN) & (y <= EXTENT + MARGIN)
        rows = np.flatnonzero(near & (self.min_zoom <= tile.z))
        drawn = encode_points(x[rows].astype(np.int64), y[rows].astype(np.int64))
        return [
            Feature(GeometryType.POINT, geometry, self._tags(row))
            for row, geometry in zip(rows.tolist(), drawn, strict=True)
        ]

    def _tags(self, row: int) -> dict[str, str | int]:
        name_row = int(self.name_rows[row])
        name = self.names.get(name_row)
        tags: dict[str, str | int] = {
            "ref": self.refs[row],
            "kind": self.kinds[row],
            "name": name,
            "wheelchair": Access(int(self.wheelchair[row])).name.lower(),
        }
        for language in MAP_LANGUAGES:
            translated = self.names.get(name_row, language=language)
            if translated != name:
                tags[f"name_{language}"] = translated
        return tags


def build_stop_layer(timetable: Timetable) -> PointLayer:
    """Stops and stations; platforms inside a station are left to the station's point."""
    stops = timetable.stops
    is_stop = stops.location_type == LocationType.STOP
    is_station = stops.location_type == LocationType.STATION
    rows = np.flatnonzero(is_stop | is_station)
    x, y = to_world(stops.lat[rows], stops.lon[rows])
    several = len(timetable.feed_ids) > 1
    prefixes = [f"stop:{feed}:" if several else "stop:" for feed in timetable.feed_ids]
    min_zoom = np.where(is_station[rows], STATIONS_FROM_ZOOM, STOPS_FROM_ZOOM).astype(np.uint8)
    min_zoom[is_stop[rows] & (stops.parent[rows] >= 0)] = 16
    return PointLayer(
        x,
        y,
        min_zoom,
        tuple(prefixes[stops.feed[row]] + stops.id[row] for row in rows.tolist()),
        tuple("station" if is_station[row] else "stop" for row in rows.tolist()),
        stops.names,
        rows,
        stops.wheelchair[rows],
    )


def build_place_layer(places: Places) -> PointLayer:
    """Sights, toilets, Wi-Fi points and chargers."""
    x, y = to_world(places.lat, places.lon)
    kinds = [KINDS[kind] for kind in places.kind.tolist()]
    return PointLayer(
        x,
        y,
        np.array([_MIN_ZOOM_OF_KIND[kind] for kind in kinds], np.uint8),
        tuple(f"place:{id}" for id in places.id),
        tuple(kind.removesuffix("s") for kind in kinds),
        places.names,
        np.arange(len(places)),
        places.wheelchair,
    )
