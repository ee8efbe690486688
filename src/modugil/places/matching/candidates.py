"""Records near to one another, found by a grid."""

from collections import defaultdict
from collections.abc import Iterator
from math import cos, radians

from modugil.core.geo import LatLon, distance_m

_CELL_DEG = 0.01
_M_OF_DEGREE = 111_195.0


class NearGrid:
    """Numbered points, found again by where they are."""

    def __init__(self) -> None:
        """Begin with none."""
        self._cells: dict[tuple[int, int], list[tuple[int, LatLon]]] = defaultdict(list)

    def add(self, number: int, point: LatLon) -> None:
        """Keep the point."""
        self._cells[_cell_of(point)].append((number, point))

    def list_near(self, point: LatLon, *, within_m: float) -> Iterator[tuple[int, float]]:
        """Every number within so many metres, and how far it is."""
        reach_lat = within_m / _M_OF_DEGREE
        reach_lon = reach_lat / max(0.01, cos(radians(point.lat)))
        south, west = _cell_of(LatLon(point.lat - reach_lat, point.lon - reach_lon))
        north, east = _cell_of(LatLon(point.lat + reach_lat, point.lon + reach_lon))
        for row in range(south, north + 1):
            for column in range(west, east + 1):
                for number, other in self._cells.get((row, column), ()):
                    apart_m = distance_m(point, other)
                    if apart_m <= within_m:
                        yield number, apart_m


def _cell_of(point: LatLon) -> tuple[int, int]:
    return int(point.lat // _CELL_DEG), int(point.lon // _CELL_DEG)
