"""Small packets drawn with letters: each is where streets meet, each pair of them a street.

draw('''
a...b
....c''', "ab bc", way="abc", cell_m=20)
"""

import math
from typing import Any

from modugil.core.geo import LatLon, metres_per_degree

ORIGIN = LatLon(33.5, 126.52)
Packet = dict[str, Any]
Point = list[float]


def point_of(x_m: float, y_m: float) -> Point:
    """The place so many metres east and north of the origin."""
    per_lat, per_lon = metres_per_degree(ORIGIN.lat)
    return [ORIGIN.lon + x_m / per_lon, ORIGIN.lat + y_m / per_lat]


def read_nodes(drawing: str, cell_m: float) -> dict[str, tuple[float, float]]:
    """Letters of a drawing by where they stand, in metres."""
    return {
        mark: (column * cell_m, -row * cell_m)
        for row, line in enumerate(drawing.strip("\n").splitlines())
        for column, mark in enumerate(line)
        if mark.isalpha()
    }


def draw(
    drawing: str,
    streets: str,
    *,
    way: str,
    cell_m: float = 20.0,
    facts: dict[str, Packet] | None = None,
    nodes: dict[str, Packet] | None = None,
) -> Packet:
    """A packet of that drawing whose one leg leads along `way`; facts by street and by letter."""
    places = read_nodes(drawing, cell_m)
    names = list(places)
    edges = [_edge(places, names, one) | (facts or {}).get(one, {}) for one in streets.split()]
    ends = [named(way[0], places), named(way[-1], places)]
    leg = {
        "kind": "walk",
        "start": ends[0],
        "end": ends[1],
        "line": [point_of(*places[mark]) for mark in way],
        "passed": [_pass(streets.split(), way[n : n + 2]) for n in range(len(way) - 1)],
    }
    marked = [{"at": point_of(*places[one])} | (nodes or {}).get(one, {}) for one in names]
    return _packet(leg, marked, edges)


def named(mark: str, places: dict[str, tuple[float, float]]) -> Packet:
    """A place called by its letter, large."""
    lon, lat = point_of(*places[mark])
    return {"ref": mark, "kind": "place", "name": mark.upper(), "lat": lat, "lon": lon}


def _edge(places: dict[str, tuple[float, float]], names: list[str], street: str) -> Packet:
    a, b = street[0], street[1]
    length = math.dist(places[a], places[b])
    cost = {"costS": length, "timeS": length / 1.2}
    line = [point_of(*places[a]), point_of(*places[b])]
    ends = {"a": names.index(a), "b": names.index(b), "line": line, "lengthM": length}
    return ends | {"forward": cost, "backward": cost}


def _pass(streets: list[str], pair: str) -> Packet:
    if pair in streets:
        return {"edge": streets.index(pair)}
    row = streets.index(pair[::-1])
    return {"edge": row, "backward": True, "fromRatio": 1.0, "toRatio": 0.0}


def _packet(leg: Packet, nodes: list[Packet], edges: list[Packet]) -> Packet:
    return {
        "region": "drawn",
        "language": "en",
        "askedAt": "2026-11-23T09:00:00+09:00",
        "needs": "preset=manual-wheelchair",
        "needsText": "",
        "speedMps": 1.2,
        "start": leg["start"],
        "end": leg["end"],
        "summary": "From one end to the other.",
        "passes": True,
        "warnings": [],
        "legs": [leg],
        "nodes": nodes,
        "edges": edges,
        "names": [],
        "landmarks": [],
        "toilets": [],
        "credits": [],
    }
