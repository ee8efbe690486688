"""Lines of buses, trams and trains as the map shows them, each in its own colour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.pages.map.cut_lines import (
    TileAddress,
    WorldLines,
    build_world_lines,
    cut_lines,
    group_lines,
    lines_touching,
    thin_out,
)
from modugil.pages.map.vector_tile import Feature, GeometryType, encode_lines
from modugil.region.timetable import Timetable

PLAIN_COLOR = "5b6b7a"
COARSE_TO_ZOOM = 12
COARSE_CELLS = 1 << 21
"""Of the world's side: about 19 m at the equator, eight units of a tile of zoom 12."""


@dataclass(frozen=True, slots=True, eq=False)
class TransitLayer:
    """Every distinct course of every line.

    Shapes:  `route` int64[n], one row per line of `lines`.
    """

    timetable: Timetable
    lines: WorldLines
    coarse: WorldLines
    """The same, thinned out for far tiles."""
    route: NDArray[np.int64]

    def draw(self, tile: TileAddress) -> list[Feature]:
        """One feature a line."""
        far = tile.z <= COARSE_TO_ZOOM
        courses = self.coarse if far else self.lines
        rows = np.flatnonzero(lines_touching(courses, tile))
        pieces = cut_lines(courses, rows, tile=tile, grain=8 if far else 1)
        lines, routes, groups = group_lines(pieces, self.route[pieces.source])
        drawn = encode_lines(lines, groups=groups)
        return [
            Feature(GeometryType.LINE, geometry, self._tags(route))
            for route, geometry in zip(routes.tolist(), drawn, strict=True)
        ]

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
    return TransitLayer(
        timetable, lines, thin_out(lines, cells=COARSE_CELLS), pairs[0].astype(np.int64)
    )


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
