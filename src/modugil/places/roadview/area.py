"""An area of any form, as GeoJSON writes it: does a point lie in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.core.geo import LatLon

Ring = tuple[tuple[float, float], ...]
"""Corners as longitude, latitude; the last is the first again."""


@dataclass(frozen=True, slots=True)
class Area:
    """Polygons, each an outer ring and the holes in it; none crosses the 180th meridian."""

    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def boxes(self) -> tuple[tuple[float, float, float, float], ...]:
        """West, south, east, north of each."""
        told = []
        for outer, *_ in self.polygons:
            lons, lats = zip(*outer, strict=True)
            told.append((min(lons), min(lats), max(lons), max(lats)))
        return tuple(told)

    def __contains__(self, point: LatLon) -> bool:
        """Whether it lies in one of them, and in none of its holes."""
        return any(
            _lies_in(point, outer) and not any(_lies_in(point, hole) for hole in holes)
            for outer, *holes in self.polygons
        )


def build_area(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> Area:
    """The area of these coordinates of a MultiPolygon.

    Errors:  ValueError, TypeError or IndexError for what are none.
    """
    told = []
    for polygon in polygons:
        rings = []
        for ring in polygon:
            corners = tuple((float(one[0]), float(one[1])) for one in ring)
            if len(corners) < 4 or corners[0] != corners[-1]:
                raise ValueError("a ring ends where it began")
            if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in corners):
                raise ValueError("a corner is not on the earth")
            rings.append(corners)
        if not rings:
            raise ValueError("a polygon has a ring")
        told.append(tuple(rings))
    if not told:
        raise ValueError("an area has a polygon")
    return Area(tuple(told))


def _lies_in(point: LatLon, ring: Ring) -> bool:
    """By how often a line from it to the east crosses the ring."""
    inside = False
    for (lon, lat), (next_lon, next_lat) in zip(ring, ring[1:], strict=False):
        if (lat > point.lat) != (next_lat > point.lat):
            crossing = lon + (point.lat - lat) / (next_lat - lat) * (next_lon - lon)
            inside ^= point.lon < crossing
    return inside
