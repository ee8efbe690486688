"""What a device does with a packet, written as anyone would: sums costs and finds the cheapest way.

It reads the packet as it is sent, JSON and nothing else.
"""

import heapq
from math import inf
from typing import Any

import msgspec

Sent = dict[str, Any]


def send(packet: msgspec.Struct) -> Sent:
    """The packet as it arrives."""
    sent: Sent = msgspec.json.decode(msgspec.json.encode(packet))
    return sent


def node_cost(packet: Sent, row: int, *, sure: bool = False) -> float:
    """What it costs to pass a node; with `sure` whatever is not verified refuses."""
    node = packet["nodes"][row]
    return price(node["cost"], sure=sure) if "cost" in node else 0.0


def edge_cost(packet: Sent, row: int, *, backward: bool, sure: bool = False) -> float:
    """What it costs to pass an edge one way."""
    return price(packet["edges"][row].get("backward" if backward else "forward"), sure=sure)


def price(cost: Sent | None, *, sure: bool) -> float:
    if cost is None or (sure and cost.get("unverifiedM", 0.0) > 0.0):
        return inf
    return float(cost["costS"])


def part_cost(packet: Sent, row: int, share: float, *, backward: bool, sure: bool = False) -> float:
    """What a share of an edge costs: nothing for none of it."""
    if share <= 0.0:
        return 0.0
    return edge_cost(packet, row, backward=backward, sure=sure) * share


def ends_of(packet: Sent, row: int, *, backward: bool) -> tuple[int, int]:
    """The nodes from which and to which one passes the edge."""
    edge = packet["edges"][row]
    return (edge["b"], edge["a"]) if backward else (edge["a"], edge["b"])


def passed_cost(packet: Sent, leg: Sent) -> float:
    """The cost of the leg: its parts of edges, and the nodes between them."""
    total = sum(_part(packet, one) for one in leg["passed"])
    return total + sum(node_cost(packet, node) for node in inner_nodes(packet, leg))


def _part(packet: Sent, one: Sent) -> float:
    share = abs(one.get("toRatio", 1.0) - one.get("fromRatio", 0.0))
    return part_cost(packet, one["edge"], share, backward=one.get("backward", False))


def is_sure(packet: Sent, leg: Sent) -> bool:
    """Whether nothing that the leg passes is unverified: such a way was looked for as such."""
    edges = all(
        edge_cost(packet, one["edge"], backward=one.get("backward", False), sure=True) < inf
        for one in leg["passed"]
        if one.get("toRatio", 1.0) != one.get("fromRatio", 0.0)
    )
    return edges and all(
        node_cost(packet, node, sure=True) < inf for node in inner_nodes(packet, leg)
    )


def inner_nodes(packet: Sent, leg: Sent) -> list[int]:
    """The nodes that the leg passes: the far end of each edge but the last."""
    parts = leg["passed"][:-1]
    return [ends_of(packet, one["edge"], backward=one.get("backward", False))[1] for one in parts]


def cheapest(
    packet: Sent, start: tuple[int, float], end: tuple[int, float], *, sure: bool
) -> float:
    """The least cost from one place (edge, ratio) to another: Dijkstra over the packet alone."""
    best = inf
    if start[0] == end[0]:
        share = end[1] - start[1]
        best = part_cost(packet, start[0], abs(share), backward=share < 0, sure=sure)
    reached: dict[int, float] = {}
    heap = list(_begin(packet, start, sure))
    heapq.heapify(heap)
    around = _list_arcs(packet)
    while heap:
        cost, node = heapq.heappop(heap)
        if node in reached or cost == inf:
            continue
        reached[node] = cost
        for row, backward in around.get(node, ()):
            to = ends_of(packet, row, backward=backward)[1]
            step = edge_cost(packet, row, backward=backward, sure=sure)
            heapq.heappush(heap, (cost + step + node_cost(packet, to, sure=sure), to))
    for backward, share in ((False, end[1]), (True, 1.0 - end[1])):
        node = ends_of(packet, end[0], backward=backward)[0]
        cost = part_cost(packet, end[0], share, backward=backward, sure=sure)
        best = min(best, reached.get(node, inf) + cost)
    return best


def _begin(packet: Sent, start: tuple[int, float], sure: bool):
    row, ratio = start
    for backward, share in ((False, 1.0 - ratio), (True, ratio)):
        node = ends_of(packet, row, backward=backward)[1]
        cost = part_cost(packet, row, share, backward=backward, sure=sure)
        yield cost + node_cost(packet, node, sure=sure), node


def _list_arcs(packet: Sent) -> dict[int, list[tuple[int, bool]]]:
    around: dict[int, list[tuple[int, bool]]] = {}
    for row in range(len(packet["edges"])):
        for backward in (False, True):
            node = ends_of(packet, row, backward=backward)[0]
            around.setdefault(node, []).append((row, backward))
    return around


def cheapest_of_leg(packet: Sent, leg: Sent) -> float:
    """The least cost from where the leg's streets begin to where they end."""
    first, last = leg["passed"][0], leg["passed"][-1]
    start = first["edge"], first.get("fromRatio", 0.0)
    end = last["edge"], last.get("toRatio", 1.0)
    return cheapest(packet, start, end, sure=is_sure(packet, leg))
