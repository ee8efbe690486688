"""Where people get on and off in one OSM file, and how high the kerb is there.

Examples: highway=bus_stop kerb:height=15 cm | public_transport=platform height=0.3 ref=40500
Spec:     OSM wiki, Key:kerb:height, Tag:public_transport=platform, Tag:highway=bus_stop.

A kind of kerb alone (kerb=raised, kerb=yes) tells no height, and none is taken from it. The height
of a bus stop is that of its post or roof, not of the kerb: only `kerb:height` counts there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any, TypeAlias

import osmium

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.inputs import BROKEN_FILE
from modugil.region.osm.kerbs import HIGHEST_M
from modugil.region.osm.tagged import Tagged

PLATFORM_TAGS = (
    ("public_transport", "platform"),
    ("highway", "platform"),
    ("railway", "platform"),
    ("highway", "bus_stop"),
)
HIGHEST_PLATFORM_M = 1.5
"""The same as a table of measures may say."""
Thing: TypeAlias = Any
"""A node or way as the library yields them: without types, and valid for one step."""
Point = tuple[float, float]
"""Degrees north and east."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One place to get on and off: a point, or the line or outline drawn of it.

    Unknown: `kerb_m` is NaN where no height is told.
    """

    points: tuple[Point, ...]
    kerb_m: float
    refs: frozenset[str]
    """How timetables may call it."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    nodes: tuple[int, ...]
    kerb_m: float
    refs: frozenset[str]


def read_platforms(path: Path, *, notices: Notices) -> list[Platform]:
    """Every stop and platform of the file; none at all where no height is told of any.

    Errors:  RegionUnreadable if the file is missing, broken or not OSM.
    """
    try:
        return _read(path, notices)
    except (*BROKEN_FILE, ValueError, osmium.InvalidLocationError) as cause:
        raise RegionUnreadable(
            f"{path} cannot be read as OpenStreetMap data ({cause}).",
            allowed="Give a whole .osm.pbf or .osm file.",
        ) from cause


def _read(path: Path, notices: Notices) -> list[Platform]:
    found: list[Platform] = []
    drawn: list[_Drawn] = []
    entities = osmium.osm.NODE | osmium.osm.WAY
    for thing in _each(path, entities, *PLATFORM_TAGS):
        tagged = Tagged(dict(thing.tags), row=thing.id, file=path.name, notices=notices)
        height_m, refs = _read_kerb_m(tagged), _read_refs(tagged)
        if thing.is_way():
            drawn.append(_Drawn(tuple(node.ref for node in thing.nodes), height_m, refs))
        elif thing.location.valid():
            found.append(Platform(((thing.lat, thing.lon),), height_m, refs))
    told = [one.kerb_m for one in found] + [one.kerb_m for one in drawn]
    if all(map(isnan, told)):
        return []
    return found + _placed(path, drawn)


def _each(path: Path, entities: Thing, *tags: tuple[str, str]) -> Iterator[Thing]:
    """The objects of these kinds; with `tags`, only those that have one of them."""
    processor = osmium.FileProcessor(str(path), entities)
    return iter(processor.with_filter(osmium.filter.TagFilter(*tags)) if tags else processor)


def _read_kerb_m(thing: Tagged) -> float:
    height_m = thing.length_m("kerb:height", most_m=HIGHEST_M)
    is_post = thing.get("highway") == "bus_stop"
    if not isnan(height_m) or "kerb:height" in thing.tags or is_post:
        return height_m
    return thing.length_m("height", most_m=HIGHEST_PLATFORM_M)


def _read_refs(thing: Tagged) -> frozenset[str]:
    is_rail = thing.get("railway") == "platform"  # there `ref` is the number of a track
    keys = ("gtfs:stop_id",) if is_rail else ("gtfs:stop_id", "ref")
    told = (part for key in keys for part in thing.tags.get(key, "").split(";"))
    return frozenset(filter(None, map(str.strip, told)))


def _placed(path: Path, drawn: Iterable[_Drawn]) -> list[Platform]:
    """The drawn ones with the places of their points; one without any is left out."""
    kept = [one for one in drawn if one.nodes]
    wanted = {node for one in kept for node in one.nodes}
    at: dict[int, Point] = {}
    if wanted:
        for node in _each(path, osmium.osm.NODE):
            if node.id in wanted and node.location.valid():
                at[node.id] = (node.lat, node.lon)
    placed = ((one, tuple(at[node] for node in one.nodes if node in at)) for one in kept)
    return [Platform(points, one.kerb_m, one.refs) for one, points in placed if points]
