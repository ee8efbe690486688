"""Lines cut into edges: at points where lines meet, at points with facts, at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import EARTH_RADIUS_M
from modugil.region.street_facts import NO_NODE_FACTS, NodeFacts, RawStreets
from modugil.region.streets import F64, I32, I64, U8

SHORTEST_M = 0.01
"""Two points at one place are still two points: the edge between them is never of length zero."""
MORTON_BITS = 16


@dataclass(slots=True)
class CutLines:
    """All sources' points, and their lines cut into stretches.

    Shapes:  p points; c stretches, each a slice `first`..`last` (both included) of `point`, which
             holds the points of all lines one after the other; `line` is the row of its line.
    """

    point_id: I64
    point_source: U8
    point_lat: F64
    point_lon: F64
    point: I32
    line: I32
    first: I64
    last: I64


def cut_lines(raws: Sequence[RawStreets]) -> CutLines:
    """Every stretch between two points where a walker may turn, or meets something."""
    offsets = np.cumsum([0, *(len(raw.point_id) for raw in raws)])
    owner: list[int] = []
    rows: list[NDArray[np.int64]] = []
    for raw, offset in zip(raws, offsets.tolist(), strict=False):
        ids = [point for line in raw.lines for point in line.points]
        rows.append(np.searchsorted(raw.point_id, np.array(ids, np.int64)) + offset)
        owner += [len(line.points) for line in raw.lines]
    point = np.concatenate([np.zeros(0, np.int64), *rows])
    line = np.repeat(np.arange(len(owner)), owner)
    fresh = np.ones(len(point), bool)
    fresh[1:] = (point[1:] != point[:-1]) | (line[1:] != line[:-1])
    point, line = point[fresh], line[fresh]
    first, last = _cut(point, line, is_node=_find_nodes(raws, offsets, point, line))
    return CutLines(
        point_id=np.concatenate([np.zeros(0, np.int64), *(raw.point_id for raw in raws)]),
        point_source=np.repeat(
            np.array([raw.source for raw in raws], np.uint8), np.diff(offsets).astype(np.int64)
        ),
        point_lat=np.concatenate([np.zeros(0), *(raw.point_lat for raw in raws)]),
        point_lon=np.concatenate([np.zeros(0), *(raw.point_lon for raw in raws)]),
        point=point.astype(np.int32),
        line=line[first].astype(np.int32),
        first=first,
        last=last,
    )


def list_node_facts(raw: RawStreets) -> list[tuple[int, NodeFacts]]:
    """The rows of the source's points with facts for who passes them, and the facts."""
    ids = sorted(raw.node_facts)
    rows = np.searchsorted(raw.point_id, np.array(ids, np.int64)).tolist()
    plain = [
        raw.node_facts[one]._replace(
            crossing=NO_NODE_FACTS.crossing,
            crossing_island=NO_NODE_FACTS.crossing_island,
            signal_sound=NO_NODE_FACTS.signal_sound,
            is_crossing=False,
        )
        for one in ids
    ]
    return [(row, facts) for row, facts in zip(rows, plain, strict=True) if _tells(facts)]


def _tells(facts: NodeFacts) -> bool:
    # NaN is not equal to itself unless it is the same object, so heights are compared by kind
    return (
        facts._replace(
            kerb_height_m=NO_NODE_FACTS.kerb_height_m, barrier_width_m=NO_NODE_FACTS.barrier_width_m
        )
        != NO_NODE_FACTS
    )


def _find_nodes(
    raws: Sequence[RawStreets], offsets: NDArray[np.int64], point: I64, line: I64
) -> NDArray[np.bool_]:
    is_node = np.bincount(point, minlength=int(offsets[-1])) > 1
    ends = np.ones(len(point), bool)
    ends[1:-1] = (line[1:-1] != line[:-2]) | (line[1:-1] != line[2:])
    is_node[point[ends]] = True
    for raw, offset in zip(raws, offsets.tolist(), strict=False):
        for row, _ in list_node_facts(raw):
            is_node[row + offset] = True
    return is_node


def _cut(point: I64, line: I64, *, is_node: NDArray[np.bool_]) -> tuple[I64, I64]:
    """Slices between neighbouring nodes of a line; one that returns to its start is halved."""
    while True:
        cuts = np.flatnonzero(is_node[point])
        same = line[cuts[1:]] == line[cuts[:-1]]
        first, last = cuts[:-1][same], cuts[1:][same]
        loops = (point[first] == point[last]) & (last - first > 1)
        if not loops.any():
            whole = point[first] != point[last]
            return first[whole], last[whole]
        is_node[point[(first[loops] + last[loops]) // 2]] = True


def distances_m(lat: F64, lon: F64, *, to_lat: F64, to_lon: F64) -> F64:
    """Metres between points pair by pair along the great circle (haversine)."""
    phi, to_phi = np.radians(lat), np.radians(to_lat)
    half_lambda = np.radians(to_lon - lon) / 2
    inner = np.sin((to_phi - phi) / 2) ** 2
    inner += np.cos(phi) * np.cos(to_phi) * np.sin(half_lambda) ** 2
    result: F64 = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(inner)))
    return result


def morton_order(lat: F64, lon: F64, *, tie: tuple[NDArray[np.integer], ...]) -> I64:
    """The points in an order that keeps neighbours together: memory is read as people walk."""
    if not len(lat):
        return np.zeros(0, np.int64)
    codes = [_spread(_scaled(values)) for values in (lat, lon)]
    return np.lexsort((*tie, codes[0] << np.uint64(1) | codes[1]))


def _scaled(values: F64) -> NDArray[np.uint64]:
    low, high = float(values.min()), float(values.max())
    span = (high - low) or 1.0
    return ((values - low) / span * ((1 << MORTON_BITS) - 1)).astype(np.uint64)


def _spread(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The bits of a number moved apart, one zero between each two."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        value = (value | (value << np.uint64(shift))) & np.uint64(mask)
    return value
