"""Between streets and stops: what it takes from each stop to the nodes beside it, and back."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import metres_per_degree
from modugil.core.thresholds import limit
from modugil.region.streets import F32, I32
from modugil.region.timetable import Stops
from modugil.routing.streets.choose_snaps import choose_snaps
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.find_snaps import Snaps
from modugil.routing.streets.judge import jit
from modugil.routing.streets.street_costs import LINK_FACTOR, Network, StreetCosts, far_factor


class Links(NamedTuple):
    """Links from stops to places on edges, sorted by edge.

    Shapes:  k links; `label` [k, 4] of the straight metres; `at_edge` [m + 1] into the links.
    """

    stop: I32
    row: I32
    edge: I32
    ratio: F32
    label: F32
    at_edge: I32


class Doors(NamedTuple):
    """Ways between nodes and stops along part of one edge, in one direction.

    Shapes:  d doors, sorted by node or by stop as `at` [n + 1] or [s + 1] says; `label` [d, 4].
    """

    at: I32
    stop: I32
    node: I32
    code: I32
    link: I32
    label: F32


@dataclass(frozen=True, slots=True, eq=False)
class StopAccess:
    """How the stops of a timetable hang on the streets for one person's needs.

    `into` leads from nodes to stops and `out_of` from stops to nodes, both sorted by node;
    `out_of_stop` is `out_of` sorted by stop.
    """

    costs: StreetCosts
    stops: Stops
    links: Links
    into: Doors
    out_of: Doors
    out_of_stop: Doors


def compile_stop_access(costs: StreetCosts, stops: Stops) -> StopAccess:
    """The links of all stops, with the labels these needs give them."""
    links = _build_links(costs, stops)
    into, out_of = (_build_doors(costs, links, arriving=arriving) for arriving in (True, False))
    stop_count, node_count = len(stops.lat), costs.streets.node_count
    return StopAccess(
        costs=costs,
        stops=stops,
        links=links,
        into=_sort_doors(into, into.node, node_count),
        out_of=_sort_doors(out_of, out_of.node, node_count),
        out_of_stop=_sort_doors(out_of, out_of.stop, stop_count),
    )


def stop_snaps(access: StopAccess, stop: int) -> Snaps:
    """Where on the streets the stop stands: a start or end for `find_way`."""
    linked = np.flatnonzero(_are_used(access.costs, access.stops, slice(stop, stop + 1)))
    return Snaps(
        None,
        np.ascontiguousarray(access.stops.link_edge[stop][linked], np.int32),
        np.ascontiguousarray(access.stops.link_ratio[stop][linked], np.float32),
        np.ascontiguousarray(access.stops.link_distance_m[stop][linked], np.float32),
    )


def _are_used(costs: StreetCosts, stops: Stops, rows: slice) -> NDArray[np.bool_]:
    """Which links of the stops a person uses, as for any other point: see `choose_snaps`."""
    edge = stops.link_edge[rows]
    if not costs.streets.edge_count:
        return np.zeros(edge.shape, np.bool_)
    lat, lon = stops.lat[rows], stops.lon[rows]
    per_lat = np.full(len(lat), metres_per_degree(0.0)[0])
    where = np.stack((lat, lon, per_lat, per_lat * np.cos(np.radians(lat))), axis=1)
    links = (edge, stops.link_ratio[rows], stops.link_distance_m[rows])
    return choose_snaps(costs.streets, costs.openness, where=where, links=links)


def _build_links(costs: StreetCosts, stops: Stops) -> Links:
    stop, row = np.nonzero(_are_used(costs, stops, slice(None)))
    edge = stops.link_edge[stop, row]
    order = np.lexsort((row, stop, edge))
    stop, row, edge = stop[order], row[order], edge[order]
    at_edge = np.searchsorted(edge, np.arange(costs.streets.edge_count + 1))
    return Links(
        frozen(stop.astype(np.int32)),
        frozen(row.astype(np.int32)),
        frozen(edge.astype(np.int32)),
        frozen(stops.link_ratio[stop, row].astype(np.float32)),
        frozen(_link_labels(costs, stops.link_distance_m[stop, row])),
        frozen(at_edge.astype(np.int32)),
    )


def _link_labels(costs: StreetCosts, length_m: F32) -> F32:
    """As `StreetCosts.link_label`, for many."""
    time_s = length_m / np.float32(costs.needs.speed_mps)
    far = length_m > np.float32(limit("unverified.beside_street_m"))
    unsure = far & costs.needs.asks_anything
    cost_s = np.float32(LINK_FACTOR) * time_s
    cost_s[unsure] *= far_factor(costs.needs)
    columns = (cost_s, time_s, length_m, np.where(unsure, length_m, 0))
    return np.stack(columns, axis=1).astype(np.float32)


def _build_doors(costs: StreetCosts, links: Links, *, arriving: bool) -> Doors:
    """Both directions of each link that can be passed, unsorted."""
    sides = []
    network: Network = costs.network
    for backward in (0, 1):
        code = 2 * links.edge + backward
        passed = links.ratio if bool(backward) != arriving else 1 - links.ratio
        label = links.label.copy()
        with np.errstate(invalid="ignore"):
            label += np.where(passed[:, None] > 0, costs.along[code] * passed[:, None], 0)
        to_head = bool(backward) == arriving
        node = (network.edge_head if to_head else network.edge_tail)[links.edge]
        if not arriving:
            label += costs.point[node]
        usable = np.flatnonzero(np.isfinite(label[:, 0]))
        sides.append((links.stop[usable], node[usable], code[usable], usable, label[usable]))
    stop, node, code, link, label = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    return Doors(np.empty(0, np.int32), stop, node, code, link.astype(np.int32), label)


def _sort_doors(doors: Doors, key: I32, count: int) -> Doors:
    order = np.lexsort((doors.link, key))
    at = np.searchsorted(key[order], np.arange(count + 1)).astype(np.int32)
    columns = (doors.stop, doors.node, doors.code, doors.link, doors.label)
    return Doors(frozen(at), *(frozen(column[order]) for column in columns))


@jit
def offer(best: F32, touched: I32, count: int, stamps: np.ndarray, stamp: int, stop: int) -> int:
    """Whether the stop is touched for the first time: its label made inf and its row listed."""
    if stamps[stop] != stamp:
        stamps[stop] = stamp
        best[stop, 0] = np.inf
        touched[count] = stop
        return count + 1
    return count
