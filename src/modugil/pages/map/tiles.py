"""The tiles of one region: drawn when first asked for, kept while they are wanted."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from modugil.pages.map.cut_lines import TileAddress
from modugil.pages.map.point_layers import build_place_layer, build_stop_layer
from modugil.pages.map.street_layer import build_street_layer
from modugil.pages.map.transit_layer import build_transit_layer
from modugil.pages.map.vector_tile import Feature, encode_tile
from modugil.places.places import Places
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable

MAX_ZOOM = 16
KEPT_TILES = 2048


class Layer(Protocol):
    """Something that can be drawn on any tile."""

    def draw(self, tile: TileAddress) -> Sequence[Feature]:
        """What of it lies on the tile."""
        ...


@dataclass(frozen=True, slots=True)
class DrawnTile:
    """One tile's bytes, compressed by gzip, and the tag that changes when they do."""

    gzipped: bytes
    etag: str


class RegionTiles:
    """All tiles of a region."""

    def __init__(self, layers: dict[str, Layer]) -> None:
        """Keep the layers, nothing drawn yet."""
        self._layers = layers
        self._kept: OrderedDict[TileAddress, DrawnTile] = OrderedDict()
        self._keeping = threading.Lock()

    def get_tile(self, tile: TileAddress) -> DrawnTile:
        """The tile, drawn now or kept from before; it may hold nothing."""
        with self._keeping:
            found = self._kept.get(tile)
            if found is not None:
                self._kept.move_to_end(tile)
                return found
        drawn = self._draw(tile)
        with self._keeping:
            self._kept[tile] = drawn
            if len(self._kept) > KEPT_TILES:
                self._kept.popitem(last=False)
        return drawn

    def _draw(self, tile: TileAddress) -> DrawnTile:
        data = encode_tile({name: layer.draw(tile) for name, layer in self._layers.items()})
        etag = hashlib.sha256(data).hexdigest()[:20]
        return DrawnTile(gzip.compress(data, compresslevel=5, mtime=0), f'"{etag}"')


def build_tiles(
    *, streets: Streets | None, timetable: Timetable | None, places: Places | None
) -> RegionTiles:
    """The tiles of whatever the region has."""
    layers: dict[str, Layer] = {}
    if streets is not None and streets.edge_count:
        layers["streets"] = build_street_layer(streets)
    if timetable is not None:
        layers["lines"] = build_transit_layer(timetable)
        layers["stops"] = build_stop_layer(timetable)
    if places is not None and len(places):
        layers["places"] = build_place_layer(places)
    return RegionTiles(layers)


def is_tile(tile: TileAddress) -> bool:
    """Whether there is such a square of the web map, at a zoom that is drawn."""
    return 0 <= tile.z <= MAX_ZOOM and 0 <= tile.x < 1 << tile.z and 0 <= tile.y < 1 << tile.z
