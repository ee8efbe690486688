"""Random pairs of places on the streets of an OSM file, all on one connected network."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import osmium
from footpaths import Place, distance_m

NOT_WALKABLE = {
    "motorway", "motorway_link", "trunk", "trunk_link", "construction", "proposed", "raceway",
    "abandoned", "steps", "elevator", "corridor",
}  # fmt: skip
CLOSED = {"no", "private", "customers"}
Pair = tuple[tuple[float, float], tuple[float, float]]


def connected_points(pbf: Path) -> list[Place]:
    """The nodes of the largest network of walkable streets, ordered by OSM id.

    Steps are left out, so that a wheelchair is asked for the same pairs as a walker.
    """
    leader: dict[int, int] = {}
    places: dict[int, Place] = {}
    for way in osmium.FileProcessor(str(pbf), osmium.osm.NODE | osmium.osm.WAY).with_locations():
        if not isinstance(way, osmium.osm.Way) or not _is_walkable(way.tags):
            continue
        nodes = [node for node in way.nodes if node.location.valid()]
        for node in nodes:
            places[node.ref] = Place("", node.location.lat, node.location.lon)
        for here, there in zip(nodes, nodes[1:], strict=False):
            leader[_find(leader, here.ref)] = _find(leader, there.ref)
    sizes = Counter(_find(leader, node) for node in places)
    largest = sizes.most_common(1)[0][0]
    return [places[node] for node in sorted(places) if _find(leader, node) == largest]


def random_pairs(
    points: list[Place], *, count: int, seed: int, shortest_m: float, longest_m: float
) -> list[Pair]:
    """`count` pairs of points whose straight line is between the two lengths, always the same."""
    chance = random.Random(seed)
    pairs: list[Pair] = []
    while len(pairs) < count:
        start, end = chance.choice(points), chance.choice(points)
        if shortest_m <= distance_m(start, end) <= longest_m:
            pairs.append(((start.lat_deg, start.lon_deg), (end.lat_deg, end.lon_deg)))
    return pairs


def _is_walkable(tags: osmium.osm.TagList) -> bool:
    highway = tags.get("highway")
    if highway is None or highway in NOT_WALKABLE or tags.get("area") == "yes":
        return False
    return tags.get("foot", tags.get("access", "yes")) not in CLOSED


def _find(leader: dict[int, int], node: int) -> int:
    while leader.setdefault(node, node) != node:
        leader[node] = leader[leader[node]]
        node = leader[node]
    return node
