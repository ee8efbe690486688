"""Lines of buses, trams and trains as the map shows them, each in its own colour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.pages.map.cut_lines import (
    TileAddress,
    WorldLines,
    build_world_lines,
    cut_lines,
    lines_touching,
)
from modugil.pages.map.vector_tile import Feature, GeometryType, line_commands
from modugil.region.timetable import Timetable

PLAIN_COLOR = "5b6b7a"


@dataclass(frozen=True, slots=True, eq=False)
class TransitLayer:
    """Every distinct course of every line.

    Shapes:  `route` int32[n], one row per line of `lines`.
    """

    timetable: Timetable
    lines: WorldLines
    route: NDArray[np.int32]

    def draw(self, tile: TileAddress) -> list[Feature]:
        """One feature a line."""
        rows = np.flatnonzero(lines_touching(self.lines, tile))
        features = []
        for route in np.unique(self.route[rows]):
            mine = rows[self.route[rows] == route]
            lines = cut_lines(self.lines, mine, tile=tile, grain=4 if tile.z < 14 else 1)
            if len(lines.x):
                tags = self._tags(int(route))
                features.append(Feature(GeometryType.LINE, line_commands(lines), tags))
        return features

    def _tags(self, route: int) -> dict[str, str | int]:
        lines = self.timetable.lines
        color = lines.color[route].lower() or PLAIN_COLOR
        return {"line": lines.short_names.get(route), "color": f"#{color}"}


def build_transit_layer(timetable: Timetable) -> TransitLayer:
    """The courses of all lines: their shapes, or straight from stop to stop without one."""
    pairs = np.unique(
        np.stack([timetable.trips.route, timetable.trips.shape, _pattern_if_no_shape(timetable)]),
        axis=1,
    )
    lats, lons = [], []
    for _, shape, pattern in pairs.T:
        lat, lon = (
            _shape_points(timetable, int(shape))
            if shape >= 0
            else _stop_points(timetable, int(pattern))
        )
        lats.append(lat)
        lons.append(lon)
    start = np.concatenate([[0], np.cumsum([len(lat) for lat in lats])]).astype(np.int64)
    empty = np.zeros(0)
    lines = build_world_lines(
        np.concatenate(lats) if lats else empty, np.concatenate(lons) if lons else empty, start
    )
    return TransitLayer(timetable, lines, pairs[0])


def _pattern_if_no_shape(timetable: Timetable) -> NDArray[np.int32]:
    trips = timetable.trips
    found: NDArray[np.int32] = np.where(trips.shape >= 0, -1, trips.pattern).astype(np.int32)
    return found


def _shape_points(
    timetable: Timetable, shape: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    shapes = timetable.shapes
    part = slice(int(shapes.start[shape]), int(shapes.start[shape + 1]))
    return shapes.lat[part], shapes.lon[part]


def _stop_points(
    timetable: Timetable, pattern: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    patterns = timetable.patterns
    stops = patterns.stop[patterns.stop_start[pattern] : patterns.stop_start[pattern + 1]]
    return timetable.stops.lat[stops], timetable.stops.lon[stops]
