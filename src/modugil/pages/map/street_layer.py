"""Streets as the map shows them: one class of line for each kind of way."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.thresholds import limit
from modugil.pages.map.cut_lines import (
    TileAddress,
    WorldLines,
    build_world_lines,
    cut_lines,
    group_lines,
    lines_touching,
)
from modugil.pages.map.vector_tile import Feature, GeometryType, encode_lines
from modugil.region.streets import Streets
from modugil.region.vocabulary import SidewalkSide, WayKind

_CLASS_OF_KIND = {
    WayKind.TRUNK: "major",
    WayKind.PRIMARY: "major",
    WayKind.SECONDARY: "major",
    WayKind.TERTIARY: "medium",
    WayKind.UNCLASSIFIED: "minor",
    WayKind.RESIDENTIAL: "minor",
    WayKind.LIVING_STREET: "minor",
    WayKind.SERVICE: "minor",
    WayKind.SIDEWALK: "sidewalk",
    WayKind.CROSSING: "crossing",
    WayKind.TRAFFIC_ISLAND: "crossing",
    WayKind.STEPS: "steps",
    WayKind.ESCALATOR: "steps",
}
"""Every other kind is "foot"; links of ours are not drawn."""
_CLASSES = ("foot", "minor", "medium", "major", "sidewalk", "crossing", "steps")
_MIN_ZOOM = {"major": 8, "medium": 11, "minor": 13, "foot": 13, "steps": 14}
_MIN_ZOOM_OTHER = 15
_ROADS = ("major", "medium", "minor")
NAMES_FROM_ZOOM = 15
STEEP_FROM_ZOOM = 14
FINE_FROM_ZOOM = 14


@dataclass(frozen=True, slots=True, eq=False)
class StreetLayer:
    """What is drawn of each edge, worked out once.

    Shapes:  m edges each. `min_zoom` 99 is never drawn. `side` 0, or 1 left and 2 right of a road.
    """

    streets: Streets
    lines: WorldLines
    kind: NDArray[np.uint8]
    side: NDArray[np.uint8]
    steep: NDArray[np.uint8]
    min_zoom: NDArray[np.uint8]

    def draw(self, tile: TileAddress) -> list[Feature]:
        """One feature for all edges of the tile that look alike."""
        shown = lines_touching(self.lines, tile) & (self.min_zoom <= tile.z)
        grain = 1 if tile.z >= FINE_FROM_ZOOM else 4
        pieces = cut_lines(self.lines, np.flatnonzero(shown), tile=tile, grain=grain)
        lines, looks, groups = group_lines(pieces, self._looks(pieces.source, tile))
        drawn = encode_lines(lines, groups=groups)
        return [
            Feature(GeometryType.LINE, geometry, self._tags(look))
            for look, geometry in zip(looks.tolist(), drawn, strict=True)
        ]

    def _looks(self, rows: NDArray[np.int64], tile: TileAddress) -> NDArray[np.int64]:
        """One number that holds an edge's name, class, side and steepness, as `_tags` reads it."""
        steep = self.steep[rows] * (tile.z >= STEEP_FROM_ZOOM)
        named = (tile.z >= NAMES_FROM_ZOOM) & (self.side[rows] == 0)
        name = np.where(named, self.streets.edge_name[rows].astype(np.int64) + 1, 0)
        looks = ((name * 8 + self.kind[rows]) * 4 + self.side[rows]) * 2 + steep
        return looks.astype(np.int64)

    def _tags(self, look: int) -> dict[str, str | int]:
        tags: dict[str, str | int] = {"class": _CLASSES[look // 8 % 8]}
        if look % 2:
            tags["steep"] = 1
        if look // 2 % 4:
            tags["side"] = "left" if look // 2 % 4 == SidewalkSide.LEFT else "right"
        if look // 64:
            tags["name"] = self.streets.names.get(look // 64 - 1)
        return tags


def build_street_layer(streets: Streets) -> StreetLayer:
    """The layer of a region's streets: a road is drawn once, its sidewalks beside it."""
    names = [_CLASS_OF_KIND.get(kind, "foot") for kind in WayKind]
    kind_of = np.array([_CLASSES.index(name) for name in names], np.uint8)
    kind = kind_of[streets.edge_kind]
    side = np.where(
        (streets.edge_side == SidewalkSide.LEFT) | (streets.edge_side == SidewalkSide.RIGHT),
        streets.edge_side,
        0,
    ).astype(np.uint8)
    is_road = np.isin(kind, [_CLASSES.index(name) for name in _ROADS])
    side[~is_road] = 0
    zoom_of = np.array([_MIN_ZOOM.get(name, _MIN_ZOOM_OTHER) for name in _CLASSES], np.uint8)
    min_zoom = zoom_of[kind]
    min_zoom[streets.edge_kind == WayKind.LINK] = 99
    slope = np.fmax(streets.edge_slope_up_ratio, streets.edge_slope_down_ratio)
    with np.errstate(invalid="ignore"):
        steep = (slope > np.float32(limit("kr.ramp.slope_ratio"))).astype(np.uint8)
    return StreetLayer(
        streets,
        build_world_lines(streets.shape_lat, streets.shape_lon, streets.shape_start),
        *_with_sidewalks_beside(streets, kind, side),
        steep=steep,
        min_zoom=min_zoom,
    )


def _with_sidewalks_beside(
    streets: Streets, kind: NDArray[np.uint8], side: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Of parallel edges with a side, one stands for the road itself if no other edge does."""
    sided = side > 0
    ends = np.stack([streets.edge_tail, streets.edge_head]).astype(np.int64)
    pair = ends.min(axis=0) * streets.node_count + ends.max(axis=0)
    has_road = np.isin(pair, pair[~sided])
    _, first = np.unique(np.where(sided & ~has_road, pair, -1), return_index=True)
    alone = np.zeros(len(side), bool)
    alone[first] = True
    alone &= sided & ~has_road
    kind, side = kind.copy(), side.copy()
    side[alone] = 0
    kind[sided & ~alone] = _CLASSES.index("sidewalk")
    return kind, side
