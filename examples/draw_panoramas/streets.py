"""The drawn streets of the sample, in metres: what lies near a point, and the ways on foot."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from examples.draw_jeju_sample.plane import Line, Point, distance, project, to_plane

Tags = dict[str, str]
ROADS = {"secondary": 5.6, "tertiary": 3.4, "residential": 2.9}
"""Half of the carriageway in metres, where no crossing's kerbs tell it."""
ALLEY = "service"
CARS_ONLY = ("no", "use_sidepath")


@dataclass(frozen=True)
class Way:
    """A line of the map with its tags."""

    id: int
    nodes: tuple[int, ...]
    line: Line
    tags: Tags

    @property
    def kind(self) -> str:
        """sidewalk, crossing, footway, steps, or the class of a road."""
        return self.tags.get("footway") or self.tags["highway"]

    @property
    def width_m(self) -> float:
        """As it was measured; 1.5 where nobody did."""
        return float(self.tags.get("width", "1.5").split()[0])

    @property
    def is_road(self) -> bool:
        """Whether cars drive there between kerbs."""
        return self.tags["highway"] in ROADS


@dataclass
class Streets:
    """All of it."""

    points: dict[int, Point] = field(default_factory=dict)
    tags: dict[int, Tags] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    half_m: dict[int, float] = field(default_factory=dict)
    """Half of the carriageway of each road."""

    def near(self, point: Point, within_m: float) -> list[Way]:
        """The ways that come so close, in the order of their numbers."""
        return [one for one in self.ways if reach(one.line, point) <= within_m]

    def spots(self, point: Point, within_m: float) -> list[tuple[int, Point, Tags]]:
        """The nodes that say something, so close to the point."""
        return [
            (node, self.points[node], tags)
            for node, tags in sorted(self.tags.items())
            if distance(self.points[node], point) <= within_m
        ]

    def find(self, ref: str) -> int:
        """The node of a stop or sight."""
        return next(node for node, tags in sorted(self.tags.items()) if tags.get("ref") == ref)

    def walk(self, start: int, end: int) -> list[tuple[int, Tags]]:
        """The shortest way on foot: its nodes, each with the tags of the way that leads to it."""
        steps: dict[int, list[tuple[int, Tags]]] = {}
        for way in self.ways:
            if way.tags.get("foot") not in CARS_ONLY and way.kind != "elevator":
                for a, b in itertools.pairwise(way.nodes):
                    steps.setdefault(a, []).append((b, way.tags))
                    steps.setdefault(b, []).append((a, way.tags))
        came: dict[int, tuple[int, Tags]] = {}
        best, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            metres, node = heapq.heappop(queue)
            if node == end:
                break
            for other, tags in steps.get(node, []):
                further = metres + distance(self.points[node], self.points[other])
                if further < best.get(other, float("inf")):
                    best[other], came[other] = further, (node, tags)
                    heapq.heappush(queue, (further, other))
        way_back: list[tuple[int, Tags]] = [(end, came[end][1])]
        while way_back[-1][0] != start:
            before = came[way_back[-1][0]][0]
            way_back.append((before, came[before][1] if before in came else {}))
        return way_back[::-1]


def reach(line: Line, point: Point) -> float:
    """Metres from a point to a line."""
    return min(project(point, a, b)[1] for a, b in itertools.pairwise(line))


def read_streets(file: Path) -> Streets:
    """The drawn streets of that file."""
    streets = Streets()
    for item in osmium.FileProcessor(str(file)):
        tags = {tag.k: tag.v for tag in item.tags}
        if isinstance(item, osmium.osm.Node):
            streets.points[item.id] = to_plane(item.location.lat, item.location.lon)
            if tags:
                streets.tags[item.id] = tags
        elif isinstance(item, osmium.osm.Way) and "highway" in tags:
            nodes = tuple(node.ref for node in item.nodes)
            line = [streets.points[node] for node in nodes]
            streets.ways.append(Way(item.id, nodes, line, tags))
    _measure_roads(streets)
    return streets


def _measure_roads(streets: Streets) -> None:
    """A carriageway is as wide as its crossings are long from kerb to kerb."""
    across: dict[int, float] = {}
    for way in streets.ways:
        if way.kind == "crossing":
            half = distance(way.line[0], way.line[-1]) / 2
            across |= dict.fromkeys(way.nodes[1:-1], half)
    for way in streets.ways:
        if way.is_road:
            told = [across[node] for node in way.nodes if node in across]
            streets.half_m[way.id] = min(told, default=ROADS[way.tags["highway"]])
