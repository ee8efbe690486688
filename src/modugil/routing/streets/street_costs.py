"""What passing each street costs whoever goes there: the arrays that every search reads."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import UnknownPolicy
from modugil.core.thresholds import limit
from modugil.region.streets import F32, I32, U8, Streets
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import frozen, unknown_factor
from modugil.routing.streets.openness import find_openness

COST, TIME, LENGTH, UNVERIFIED = range(4)
"""The columns of a label: generalised seconds, seconds, metres, unverified metres."""
LINK_FACTOR = 2.0
"""How many times as costly as a street the straight piece to it is: one goes to the nearest."""


_ROUNDED_DOWN = 0.9999
"""A bound stays below what it bounds although both are rounded."""


class Network(NamedTuple):
    """How the streets hang together, as read-only views for kernels; fields as in `Streets`."""

    arc_start: I32
    arc_edge: I32
    arc_to: I32
    edge_tail: I32
    edge_head: I32
    landmark_m: F32


@dataclass(frozen=True, slots=True, eq=False)
class StreetCosts:
    """Labels of every arc, edge and node for one person's needs; never changed once compiled.

    Shapes:  n nodes, m edges; a label is (cost, time, length, unverified), float32. `leave` and
             `arrive` are [2 m, 4] in the order of the arcs: going out along the arc, and coming in
             along the same edge. `along` is [2 m, 4] by edge * 2 + backward, without the node at
             its end; `point` is [n, 4], the nodes alone.
    Units:   seconds and metres; a cost of inf is refused (its other columns still hold).
    Unknown: column UNVERIFIED; the policy is already in the cost.
    """

    streets: Streets
    needs: Needs
    network: Network
    leave: F32
    arrive: F32
    along: F32
    point: F32
    openness: U8
    """[m] as in `openness`: refused both ways, on an island, or connected."""
    component: I32
    """[n] the same number for nodes of which one may lead to the other."""
    least_cost_per_m: float
    """No arc costs less a metre: with the landmarks' metres it bounds what is left of a way."""
    blocked_edges: frozenset[int] = frozenset()
    """Edges and nodes that conditions close, to be named as barriers."""
    blocked_nodes: frozenset[int] = frozenset()

    def find_verified(self) -> "StreetCosts | None":
        """The same costs with every unverified metre refused, or None if nothing is unverified."""
        refusing = all(one.unknown_policy == UnknownPolicy.REFUSE for one in self.needs.members)
        if refusing or not self.leave[:, UNVERIFIED].any():
            return None
        along, point = _verified_only(self.along), _verified_only(self.point)
        network = self.network
        openness, component = find_openness(network.edge_tail, network.edge_head, along, point)
        return replace(
            self,
            leave=_verified_only(self.leave),
            arrive=_verified_only(self.arrive),
            along=along,
            point=point,
            openness=openness,
            component=component,
            needs=self.needs.with_limits(unknown_policy=UnknownPolicy.REFUSE),
        )

    def by_length(self) -> "StreetCosts":
        """The same streets open, each costing its metres at the person's speed on the level."""
        speed_mps = self.needs.speed_mps
        columns = (self.leave, self.arrive, self.along, self.point)
        leave, arrive, along, point = (_by_length(labels, speed_mps) for labels in columns)
        return replace(
            self,
            leave=leave,
            arrive=arrive,
            along=along,
            point=point,
            least_cost_per_m=_ROUNDED_DOWN / speed_mps,
        )

    def link_label(self, length_m: float) -> NDArray[np.float32]:
        """The label of so many straight metres between a point and the street it stands on.

        Unknown: nothing is known of the ground beyond `unverified.beside_street_m`.
        """
        time_s = length_m / self.needs.speed_mps
        unsure = length_m > limit("unverified.beside_street_m") and self.needs.asks_anything
        factor = far_factor(self.needs) if unsure else 1.0
        cost_s = LINK_FACTOR * time_s * factor
        return np.array([cost_s, time_s, length_m, length_m if unsure else 0.0], np.float32)


def far_factor(needs: Needs) -> float:
    """How many times as costly ground is of which nothing is known: as for whom it is dearest."""
    return max((unknown_factor(one) for one in needs.members if one.asks_anything), default=1.0)


def build_network(streets: Streets) -> Network:
    """The read-only views of these streets."""
    return Network(*(frozen(getattr(streets, name)) for name in Network._fields))


def _by_length(labels: F32, speed_mps: float) -> F32:
    lengths = labels.copy()
    is_open = np.isfinite(labels[:, COST])
    lengths[is_open, COST] = labels[is_open, LENGTH] / np.float32(speed_mps)
    return frozen(lengths)


def _verified_only(labels: F32) -> F32:
    masked = labels.copy()
    masked[labels[:, UNVERIFIED] > 0, COST] = np.inf
    return frozen(masked)
