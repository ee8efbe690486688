"""Squares, platforms and elevator cabins: areas people walk over, not along.

The outline of an area is walked like a way. Its entries (points shared with other ways, doors) are
also joined by straight lines that stay inside. Steps that begin and end on one area show that it
lies on two heights: it then gets no straight lines, and its slopes stay unknown.
"""

from collections import Counter
from math import nan
from typing import NamedTuple

import numpy as np

from modugil.core.geo import metres_per_degree
from modugil.region.osm.polygon import Polygon, Segments, crosses_any, is_inside
from modugil.region.street_facts import EdgeFacts, Ground, Names, RawStreets, StreetLine
from modugil.region.streets import F64
from modugil.region.vocabulary import Barrier, SidewalkSide, WayKind

MOST_ENTRIES = 40
MOST_LINES_OF_ENTRY = 8
MOST_LINES_OF_AREA = 120
STEP_KINDS = frozenset({WayKind.STEPS, WayKind.ESCALATOR})


class Area(NamedTuple):
    """An area as drawn: closed rings of point ids, outer and inner alike."""

    way_id: int
    rings: list[list[int]]
    facts: EdgeFacts
    names: Names


def lines_of_areas(
    areas: list[Area], *, lines: list[StreetLine], raw: RawStreets
) -> list[StreetLine]:
    """The outlines of the areas and the straight lines across them."""
    if not areas:
        return []
    uses = _count_uses(areas, lines)
    ground = _LocalPoints(raw)
    steps = [line for line in lines if line.facts[0].kind in STEP_KINDS]
    step_segments = ground.segments([line.points for line in steps])
    tops = _tops_of_steps(steps)
    made: list[StreetLine] = []
    for area in areas:
        ring_points = {point for ring in area.rings for point in ring}
        on_two_heights = any(
            top in ring_points for foot in ring_points for top in tops.get(foot, ())
        )
        outline, inner = _facts_of(area, on_two_heights=on_two_heights)
        if area.facts.kind is not WayKind.ELEVATOR:
            made += [StreetLine(area.way_id, ring, (outline,), area.names) for ring in area.rings]
        if not on_two_heights:
            entries = _list_entries(area, uses=uses, raw=raw)
            pairs = _join_entries(area, entries, ground=ground, walls=step_segments)
            made += [StreetLine(area.way_id, [a, b], (inner,), area.names) for a, b in pairs]
    return made


def _tops_of_steps(steps: list[StreetLine]) -> dict[int, list[int]]:
    """The last points of the steps that begin at each point."""
    tops: dict[int, list[int]] = {}
    for line in steps:
        tops.setdefault(line.points[0], []).append(line.points[-1])
    return tops


def _count_uses(areas: list[Area], lines: list[StreetLine]) -> Counter[int]:
    uses: Counter[int] = Counter()
    for line in lines:
        uses.update(set(line.points))
    for area in areas:
        uses.update({point for ring in area.rings for point in ring})
    return uses


def _facts_of(area: Area, *, on_two_heights: bool) -> tuple[EdgeFacts, EdgeFacts]:
    # an incline or a width of an area has no direction along its outline
    outline = area.facts._replace(
        side=SidewalkSide.NOT_A_STREET,
        incline_ratio=nan if area.facts.incline_ratio else area.facts.incline_ratio,
        width_m=nan,
        ground=Ground.APART if on_two_heights else area.facts.ground,
    )
    is_cabin = area.facts.kind is WayKind.ELEVATOR
    return outline, outline._replace(kind=WayKind.ELEVATOR if is_cabin else WayKind.AREA)


def _list_entries(area: Area, *, uses: Counter[int], raw: RawStreets) -> list[int]:
    entries: list[int] = []
    for ring in area.rings:
        for point in ring[:-1]:
            facts = raw.node_facts.get(point)
            is_door = facts is not None and facts.barrier is Barrier.ENTRANCE
            if (uses[point] > 1 or is_door) and point not in entries:
                entries.append(point)
    return entries[:MOST_ENTRIES]


def _join_entries(
    area: Area, entries: list[int], *, ground: "_LocalPoints", walls: Segments
) -> list[tuple[int, int]]:
    if len(entries) < 2:
        return []
    polygon = Polygon(ground.segments(area.rings))
    place = ground.places(entries)
    near_walls = polygon.overlapping(walls)
    neighbours = {
        frozenset(two) for ring in area.rings for two in zip(ring, ring[1:], strict=False)
    }
    first, second = np.triu_indices(len(entries), 1)
    gap_m = np.hypot(*(place[first] - place[second]).T)
    is_cabin = area.facts.kind is WayKind.ELEVATOR
    degree: Counter[int] = Counter()
    joined: list[tuple[int, int]] = []
    for row in np.lexsort((second, first, gap_m)).tolist():
        i, j = int(first[row]), int(second[row])
        if max(degree[i], degree[j]) >= MOST_LINES_OF_ENTRY or len(joined) >= MOST_LINES_OF_AREA:
            continue
        if not is_cabin and (
            frozenset((entries[i], entries[j])) in neighbours
            or not is_inside(polygon, place[i], place[j])
            or crosses_any(near_walls, place[i], place[j])
        ):
            continue
        joined.append((entries[i], entries[j]))
        degree.update((i, j))
    return joined


class _LocalPoints:
    """The points of a file on a plane, in metres."""

    def __init__(self, raw: RawStreets) -> None:
        middle = float(raw.point_lat.mean()) if len(raw.point_lat) else 0.0
        per_lat, per_lon = metres_per_degree(middle)
        self._id = raw.point_id
        self._place = np.column_stack((raw.point_lon * per_lon, raw.point_lat * per_lat))

    def places(self, points: list[int]) -> F64:
        """East and north of each point, float64[p, 2]."""
        return self._place[np.searchsorted(self._id, np.array(points, np.int64))]

    def segments(self, lines: list[list[int]]) -> Segments:
        """Every stretch between neighbouring points of the lines."""
        starts = [self.places(line[:-1]) for line in lines]
        ends = [self.places(line[1:]) for line in lines]
        nothing = np.zeros((0, 2))
        return Segments(np.concatenate([nothing, *starts]), np.concatenate([nothing, *ends]))
