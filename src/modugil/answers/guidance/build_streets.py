"""The streets around a way as a packet has them: each once, with what it costs this person."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.answers.guidance.packet import (
    NEAR_M,
    Cost,
    PacketEdge,
    PacketNode,
    PassedEdge,
    Point,
    StreetName,
)
from modugil.answers.guidance.street_facts import list_edge_facts, list_node_facts
from modugil.answers.guidance.told_numbers import (
    RATIO_DIGITS,
    list_costs,
    list_numbers,
    list_points,
)
from modugil.answers.telling.sentences import get_phrasebook
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.region.streets import Streets
from modugil.routing.journey import Way
from modugil.routing.streets import StreetCosts, edges_around
from modugil.routing.streets.street_costs import COST

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class PacketStreets:
    """Nodes, edges and names of a packet, and of which rows of the region they are."""

    nodes: list[PacketNode]
    edges: list[PacketEdge]
    names: list[StreetName]
    node_rows: Rows
    edge_rows: Rows

    def list_passed(self, way: Way) -> list[PassedEdge]:
        """The edges of the way; at its ends possibly with nothing of one passed but its end."""
        rows = np.searchsorted(self.edge_rows, [part.edge for part in way.edges]).tolist()
        return [
            PassedEdge(
                edge=row,
                backward=bool(part.backward),
                from_ratio=round(part.from_ratio, RATIO_DIGITS),
                to_ratio=round(part.to_ratio, RATIO_DIGITS),
            )
            for row, part in zip(rows, way.edges, strict=True)
        ]


NO_STREETS = PacketStreets([], [], [], np.zeros(0, np.int64), np.zeros(0, np.int64))


def build_streets(
    costs: StreetCosts,
    *,
    plain: StreetCosts,
    ways: Sequence[Way],
    lines: Sequence[Sequence[LatLon]],
    language: Language,
) -> PacketStreets:
    """The streets so near to the lines, and those of the ways; not such as nobody may enter.

    `costs` are those by which the ways were found; `plain` refuse what these only put a price on.
    """
    streets = costs.streets
    rows = _choose(streets, ways, lines)
    ends = np.concatenate((streets.edge_tail[rows], streets.edge_head[rows]))
    node_rows = np.unique(ends.astype(np.int64))
    names, name_rows = _name(streets, rows, language)
    return PacketStreets(
        _list_nodes(costs, plain, node_rows),
        _list_edges(costs, plain, rows, node_rows, name_rows),
        names,
        node_rows,
        rows,
    )


def _choose(streets: Streets, ways: Sequence[Way], lines: Sequence[Sequence[LatLon]]) -> Rows:
    near = edges_around(streets, lines, within_m=NEAR_M)
    forbidden = (streets.edge_foot_forward[near] == Access.NO) & (
        streets.edge_foot_backward[near] == Access.NO
    )
    passed = [part.edge for way in ways for part in way.edges]
    return np.union1d(near[~forbidden], np.array(passed, np.int64)).astype(np.int64)


def _list_nodes(costs: StreetCosts, plain: StreetCosts, rows: Rows) -> list[PacketNode]:
    streets, labels = costs.streets, costs.point[rows]
    barred = np.isfinite(labels[:, COST]) & np.isinf(plain.point[rows, COST])
    prices = list_costs(labels, barred)
    places = list_points(streets.node_lat[rows], streets.node_lon[rows])
    facts = list_node_facts(streets, rows, costs.needs)
    return [
        PacketNode(at=at, **told) if _is_free(cost) else PacketNode(at=at, cost=cost, **told)
        for at, cost, told in zip(places, prices, facts, strict=True)
    ]


def _is_free(cost: Cost | None) -> bool:
    return cost is not None and cost.cost_s == 0.0 == cost.time_s and not cost.unverified_m


def _list_edges(
    costs: StreetCosts, plain: StreetCosts, rows: Rows, node_rows: Rows, names: list[int]
) -> list[PacketEdge]:
    streets = costs.streets
    forth, back = (_prices(costs, plain, 2 * rows + backward) for backward in (0, 1))
    columns = zip(
        np.searchsorted(node_rows, streets.edge_tail[rows]).tolist(),
        np.searchsorted(node_rows, streets.edge_head[rows]).tolist(),
        _lines(streets, rows),
        list_numbers(streets.edge_length_m[rows]),
        forth,
        back,
        names,
        list_edge_facts(streets, rows, costs.needs),
        strict=True,
    )
    return [
        PacketEdge(
            a=a,
            b=b,
            line=line,
            length_m=length_m or 0.0,
            forward=forward,
            backward=backward,
            name=name,
            **told,
        )
        for a, b, line, length_m, forward, backward, name, told in columns
    ]


def _prices(costs: StreetCosts, plain: StreetCosts, codes: Rows) -> list[Cost | None]:
    labels = costs.along[codes]
    barred = np.isfinite(labels[:, COST]) & np.isinf(plain.along[codes, COST])
    return list_costs(labels, barred)


def _lines(streets: Streets, rows: Rows) -> list[list[Point]]:
    first, last = streets.shape_start[rows], streets.shape_start[rows + 1]
    counts = last - first
    ends = np.cumsum(counts)
    places = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(last - ends, counts)
    points = list_points(streets.shape_lat[places], streets.shape_lon[places])
    return [
        points[end - count : end] for end, count in zip(ends.tolist(), counts.tolist(), strict=True)
    ]


def _name(streets: Streets, rows: Rows, language: Language) -> tuple[list[StreetName], list[int]]:
    """The names along those edges, and of each edge the row of its own or -1."""
    phrases = get_phrasebook(language)
    own = streets.edge_name[rows]
    used = np.unique(own[own >= 0])
    names = [streets.names.get(int(row), language=language) for row in used]
    places = np.where(own >= 0, np.searchsorted(used, own), -1)
    return [StreetName(name=name, along=phrases.along(name)) for name in names], places.tolist()
