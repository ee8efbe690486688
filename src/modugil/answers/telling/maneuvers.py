"""A way cut into what a person does one after the other: go, turn, cross, climb steps, ride a lift.

Edges are joined while the street's name, its kind and the direction stay; what needs care (steps,
elevators, crossings) always stands alone. A few metres in between go with what comes next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import nan

from modugil.answers.telling.short_stretches import Stretch, join_short
from modugil.answers.telling.turns import (
    LOOK_BACK_M,
    STRAIGHT_DEG,
    Turn,
    bend_deg,
    classify_turn,
    find_bearings,
)
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.region.streets import Streets
from modugil.region.vocabulary import CrossingKind, Kerb, WayKind
from modugil.routing.journey import Way, WayEdge
from modugil.routing.streets.trace_way import cut_line

STEEP_RATIO = 0.05
"""A slope from here on is worth saying. Source: ADA, a route steeper than 1:20 is a ramp."""
KERB_M = 0.02
"""A kerb from here on is worth saying. Source: Korean rules let a lowered kerb stand 2 cm high."""
LEAST_END_M = 5.0
"""Fewer metres of a street at the ends of a way are not worth a sentence."""


class Act(StrEnum):
    """What kind of thing is done."""

    GO = "go"
    CROSS = "cross"
    STEPS = "steps"
    ESCALATOR = "escalator"
    ELEVATOR = "elevator"


@dataclass(frozen=True, slots=True)
class Maneuver:
    """One thing to do, with the facts worth saying.

    Units:   metres, ratios, degrees clockwise from north.
    Unknown: NaN, an empty name, Access.UNKNOWN, `step_count` -1.
    """

    act: Act
    turn: Turn
    bearing_deg: float
    name: str
    kind: WayKind
    where: LatLon
    length_m: float
    unverified_m: float
    slope_up_ratio: float
    slope_down_ratio: float
    step_count: int
    goes_up: Access
    handrail: Access
    crossing: CrossingKind
    signal_sound: Access
    highest_kerb_m: float
    kerb_unknown: bool


_ALONE = {
    WayKind.CROSSING: Act.CROSS,
    WayKind.STEPS: Act.STEPS,
    WayKind.ESCALATOR: Act.ESCALATOR,
    WayKind.ELEVATOR: Act.ELEVATOR,
}
_SAME = {WayKind.TRAFFIC_ISLAND: WayKind.CROSSING, WayKind.LINK: WayKind.FOOTWAY}


def build_maneuvers(streets: Streets, way: Way, *, language: str) -> tuple[Maneuver, ...]:
    """What one does along the way, in order; empty for a way without length."""
    groups = list(_group(streets, _worth_telling(way), language))
    stretches = join_short([_measure(streets, edges) for edges in groups])
    made: list[Maneuver] = []
    before: float | None = None
    for stretch in stretches:
        points = _points_of(streets, stretch.edges)
        made.append(_build_one(streets, stretch, (points[0], before), language))
        if made[-1].act is not Act.ELEVATOR:
            before = stretch.last_deg
        if stretch is not stretches[-1] and _ends_in_elevator(streets, stretch.edges[-1]):
            made.append(_elevator(made[-1], points[-1]))
    return tuple(made)


def _measure(streets: Streets, edges: list[WayEdge]) -> Stretch:
    """The edges as a stretch; it may go with others if nothing on it asks for care."""
    first, last = find_bearings(_points_of(streets, edges))
    act = _act(streets, edges[0])
    slopes = [_slope(streets, edge, up=up) for edge in edges for up in (True, False)]
    careful = (
        act is not Act.GO
        or _ends_in_elevator(streets, edges[-1])
        or any(slope >= STEEP_RATIO for slope in slopes)
        or any(_is_told(kerb) for edge in edges for kerb in _kerbs(streets, edge))
    )
    may_lead = act in (Act.GO, Act.CROSS) and not _ends_in_elevator(streets, edges[-1])
    return Stretch(edges, edges[0], first, last, goes=act is Act.GO, careful=careful, open=may_lead)


def _worth_telling(way: Way) -> list[WayEdge]:
    """The edges without those at the ends of which hardly anything is passed."""
    ends = {0, len(way.edges) - 1}
    return [
        edge
        for place, edge in enumerate(way.edges)
        if edge.length_m >= (LEAST_END_M if place in ends else 0.0)
        and edge.from_ratio != edge.to_ratio
    ]


def _end_node(streets: Streets, edge: WayEdge) -> int:
    return int((streets.edge_tail if edge.backward else streets.edge_head)[edge.edge])


def _ends_in_elevator(streets: Streets, edge: WayEdge) -> bool:
    """Whether an elevator drawn as a point stands at the edge's end."""
    return edge.to_ratio in (0.0, 1.0) and bool(streets.node_elevator[_end_node(streets, edge)])


def _elevator(before: Maneuver, where: LatLon) -> Maneuver:
    """Riding an elevator that is drawn as a point: it has no length of its own."""
    return Maneuver(
        act=Act.ELEVATOR,
        turn=Turn.STRAIGHT,
        bearing_deg=before.bearing_deg,
        name="",
        kind=WayKind.ELEVATOR,
        where=where,
        length_m=0.0,
        unverified_m=0.0,
        slope_up_ratio=nan,
        slope_down_ratio=nan,
        step_count=0,
        goes_up=Access.UNKNOWN,
        handrail=Access.UNKNOWN,
        crossing=CrossingKind.NONE,
        signal_sound=Access.UNKNOWN,
        highest_kerb_m=nan,
        kerb_unknown=False,
    )


def _act(streets: Streets, edge: WayEdge) -> Act:
    kind = WayKind(int(streets.edge_kind[edge.edge]))
    return _ALONE.get(_SAME.get(kind, kind), Act.GO)


def _name(streets: Streets, edge: WayEdge, language: str) -> str:
    row = int(streets.edge_name[edge.edge])
    return streets.names.get(row, language=language) if row >= 0 else ""


def _group(streets: Streets, edges: Sequence[WayEdge], language: str) -> Iterator[list[WayEdge]]:
    current: list[WayEdge] = []
    for edge in edges:
        if current and not _goes_on(streets, current, edge, language):
            yield current
            current = []
        current.append(edge)
    if current:
        yield current


def _goes_on(streets: Streets, current: list[WayEdge], edge: WayEdge, language: str) -> bool:
    last = current[-1]
    if _act(streets, last) is not _act(streets, edge) or _ends_in_elevator(streets, last):
        return False
    if _act(streets, edge) is not Act.GO:
        return True
    if _name(streets, last, language) != _name(streets, edge, language):
        return False
    _, out = find_bearings(_points_of(streets, current))
    into, _ = find_bearings(_points_of(streets, [edge]))
    return edge.length_m < LOOK_BACK_M or abs(bend_deg(out, into)) < STRAIGHT_DEG


def _points_of(streets: Streets, edges: Sequence[WayEdge]) -> list[LatLon]:
    points: list[LatLon] = []
    for edge in edges:
        for point in cut_line(streets, edge):
            if not points or point != points[-1]:
                points.append(point)
    return points


def _worst(values: Sequence[float]) -> float:
    known = [value for value in values if value == value]
    return max(known) if known else nan


def _build_one(
    streets: Streets,
    stretch: Stretch,
    start: tuple[LatLon, float | None],
    language: str,
) -> Maneuver:
    where, before = start
    edges, lead, bearing = stretch.edges, stretch.lead, stretch.first_deg
    rows = [edge.edge for edge in edges]
    up = [_slope(streets, edge, up=True) for edge in edges]
    down = [_slope(streets, edge, up=False) for edge in edges]
    kerbs = [kerb for edge in edges for kerb in _kerbs(streets, edge)]
    counts = [int(streets.edge_step_count[row]) for row in rows]
    crossings = [int(streets.edge_crossing[row]) for row in rows]
    return Maneuver(
        act=_act(streets, lead),
        turn=classify_turn(before, bearing),
        bearing_deg=bearing,
        name=_name(streets, lead, language),
        kind=WayKind(int(streets.edge_kind[lead.edge])),
        where=where,
        length_m=sum(edge.length_m for edge in edges),
        unverified_m=sum(edge.unverified_m for edge in edges),
        slope_up_ratio=_worst(up),
        slope_down_ratio=_worst(down),
        step_count=-1 if -1 in counts else sum(counts),
        goes_up=_goes_up(streets, edges),
        handrail=Access(int(streets.edge_handrail[lead.edge])),
        crossing=CrossingKind(max(crossings)),
        signal_sound=Access(int(streets.edge_signal_sound[rows[0]])),
        highest_kerb_m=_worst([height for _, height in kerbs]),
        kerb_unknown=any(kind is Kerb.UNKNOWN and height != height for kind, height in kerbs),
    )


def _is_told(kerb: tuple[Kerb, float]) -> bool:
    """Whether a sentence says something of the kerb."""
    kind, height_m = kerb
    return height_m >= KERB_M or (kind is Kerb.UNKNOWN and height_m != height_m)


def _slope(streets: Streets, edge: WayEdge, *, up: bool) -> float:
    climbs = up != bool(edge.backward)
    column = streets.edge_slope_up_ratio if climbs else streets.edge_slope_down_ratio
    return float(column[edge.edge])


def _goes_up(streets: Streets, edges: Sequence[WayEdge]) -> Access:
    gained = 0.0
    for edge in edges:
        climb = float(streets.edge_climb_m[edge.edge] - streets.edge_descent_m[edge.edge])
        gained += -climb if edge.backward else climb
    if gained != gained or gained == 0.0:
        return Access.UNKNOWN
    return Access.YES if gained > 0 else Access.NO


def _kerbs(streets: Streets, edge: WayEdge) -> Iterator[tuple[Kerb, float]]:
    kind = Kerb(int(streets.edge_kerb[edge.edge]))
    if kind is not Kerb.NONE:
        yield kind, float(streets.edge_kerb_height_m[edge.edge])
    if edge.to_ratio in (0.0, 1.0):
        node = _end_node(streets, edge)
        at_node = Kerb(int(streets.node_kerb[node]))
        if at_node is not Kerb.NONE:
            yield at_node, float(streets.node_kerb_height_m[node])
