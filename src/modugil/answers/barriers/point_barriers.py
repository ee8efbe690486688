"""Kerbs higher than the law asks, and gates, bollards and the like on a way."""

from collections.abc import Iterator

import numpy as np

from modugil.answers.barriers.barrier import Barrier, Value
from modugil.answers.barriers.way_barriers import (
    KERB,
    find_high_kerbs,
    tell_kerb,
    tell_names,
    tell_number,
    tell_tag,
)
from modugil.core.access import Access
from modugil.core.thresholds import get_threshold
from modugil.region.streets import Streets
from modugil.region.vocabulary import Barrier as BarrierTag

_CATEGORY = {
    BarrierTag.BOLLARD: "bollard",
    BarrierTag.BLOCK: "bollard",
    BarrierTag.GATE: "gate",
    BarrierTag.LIFT_GATE: "gate",
    BarrierTag.CYCLE_BARRIER: "gate",
    BarrierTag.TURNSTILE: "gate",
    BarrierTag.KISSING_GATE: "gate",
    BarrierTag.STILE: "gate",
}
_NO_BARRIER = (BarrierTag.NONE, BarrierTag.ENTRANCE)


def list_point_barriers(streets: Streets) -> Iterator[Barrier]:
    """One for each kerb that is too high and each thing that stands on a way."""
    high = find_high_kerbs(streets.node_kerb, streets.node_kerb_height_m)
    for node in np.flatnonzero(high).tolist():
        kind, height_m = int(streets.node_kerb[node]), float(streets.node_kerb_height_m[node])
        values: dict[str, Value] = tell_kerb(kind, height_m)
        values |= {"limit": KERB, "limit_value": get_threshold(KERB).value}
        yield _build(streets, node, "kerb", values)
    for node in np.flatnonzero(~np.isin(streets.node_barrier, _NO_BARRIER)).tolist():
        tag = BarrierTag(int(streets.node_barrier[node]))
        yield _build(streets, node, _CATEGORY.get(tag, "other"), _tell_barrier(streets, node, tag))


def _tell_barrier(streets: Streets, node: int, tag: BarrierTag) -> dict[str, Value]:
    told: dict[str, Value] = {"barrier": tag.name.lower()}
    width_m = float(streets.node_barrier_width_m[node])
    if np.isfinite(width_m):
        told["width_m"] = round(width_m, 2)
    if streets.node_foot[node] == Access.NO:
        told["locked"] = "yes"
    return told


def _build(streets: Streets, node: int, category: str, values: dict[str, Value]) -> Barrier:
    number = int(streets.node_osm_id[node])
    edge = _find_edge(streets, node)
    point = (round(float(streets.node_lon[node]), 7), round(float(streets.node_lat[node]), 7))
    return Barrier(
        id=f"{category}-n{tell_number(number)}",
        category=category,
        names=tell_names(streets, edge) if edge >= 0 else {"": ""},
        line=[point],
        values={"category": category, "node_id": number, **values},
        source=int(streets.edge_source[edge]) if edge >= 0 else 0,
        wheelchair=tell_tag(int(streets.node_wheelchair[node])),
        limit=str(values.get("limit", "")),
    )


def _find_edge(streets: Streets, node: int) -> int:
    """A way at that node; -1 where there is none."""
    first = int(streets.arc_start[node])
    if first == int(streets.arc_start[node + 1]):
        return -1
    return int(streets.arc_edge[first]) // 2
