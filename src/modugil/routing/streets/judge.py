"""What refuses an edge or a node, and what is not known of it: one rule for costs and explanations.

A verdict is two sets of bits, one bit a kind of barrier (`REASONS`): what refuses, and what is not
known although a limit asks for it. The same functions compile costs and name barriers, so that an
explanation can never differ from the answer it explains.
"""

import numpy as np
from numba import njit

from modugil.core.access import Access
from modugil.region.vocabulary import (
    Barrier,
    CrossingKind,
    Kerb,
    Smoothness,
    Surface,
    WayKind,
    WheelchairTag,
)
from modugil.routing.journey import BarrierKind
from modugil.routing.streets.facts import EdgeFacts, Limits, NodeFacts

REASONS = tuple(kind for kind in BarrierKind if kind is not BarrierKind.UNKNOWN)
"""The bit of each kind is its place here."""
BIT = {kind: 1 << place for place, kind in enumerate(REASONS)}

_STEPS = BIT[BarrierKind.STEPS]
_KERB = BIT[BarrierKind.KERB]
_UP = BIT[BarrierKind.SLOPE_UP]
_DOWN = BIT[BarrierKind.SLOPE_DOWN]
_CROSS_SLOPE = BIT[BarrierKind.CROSS_SLOPE]
_WIDTH = BIT[BarrierKind.WIDTH]
_SURFACE = BIT[BarrierKind.SURFACE]
_SMOOTHNESS = BIT[BarrierKind.SMOOTHNESS]
_WHEELCHAIR = BIT[BarrierKind.WHEELCHAIR_NO]
_ENTRY = BIT[BarrierKind.NO_ENTRY]
_CROSSING = BIT[BarrierKind.CROSSING]
_ELEVATOR = BIT[BarrierKind.ELEVATOR]
_ESCALATOR = BIT[BarrierKind.ESCALATOR]

_YES, _NO, _UNKNOWN = int(Access.YES), int(Access.NO), int(Access.UNKNOWN)
_TAG_YES, _TAG_DESIGNATED = int(WheelchairTag.YES), int(WheelchairTag.DESIGNATED)
_TAG_NO, _TAG_LIMITED = int(WheelchairTag.NO), int(WheelchairTag.LIMITED)
_KIND_STEPS, _KIND_CROSSING = int(WayKind.STEPS), int(WayKind.CROSSING)
_KIND_ELEVATOR, _KIND_ESCALATOR = int(WayKind.ELEVATOR), int(WayKind.ESCALATOR)
_NO_CROSSING, _CROSSING_UNKNOWN = int(CrossingKind.NONE), int(CrossingKind.UNKNOWN)
_UNMARKED, _MARKED, _SIGNALS = (
    int(CrossingKind.UNMARKED),
    int(CrossingKind.MARKED),
    int(CrossingKind.SIGNALS),
)
_NO_KERB, _SURFACE_UNKNOWN = int(Kerb.NONE), int(Surface.UNKNOWN)
_SMOOTHNESS_UNKNOWN, _IMPASSABLE = int(Smoothness.UNKNOWN), int(Smoothness.IMPASSABLE)
_NO_BARRIER, _STILE = int(Barrier.NONE), int(Barrier.STILE)
_NEVER = 2

jit = njit(cache=True, nogil=True, error_model="numpy")


@jit
def is_crossing(edges: EdgeFacts, edge: int) -> bool:
    """Whether the edge crosses a road."""
    return edges.kind[edge] == _KIND_CROSSING or edges.crossing[edge] != _NO_CROSSING


@jit
def has_steps(edges: EdgeFacts, edge: int) -> bool:
    """Whether the edge is a flight of steps, moving stairs not meant."""
    kind = edges.kind[edge]
    return kind == _KIND_STEPS or (edges.step_count[edge] != 0 and kind != _KIND_ESCALATOR)


@jit
def judge_edge(
    edges: EdgeFacts, nodes: NodeFacts, edge: int, backward: int, limits: Limits
) -> tuple[int, int]:
    """(refused, unknown) of passing the edge in that direction, its end node not counted."""
    refused, unknown = 0, 0
    foot = edges.foot_backward[edge] if backward else edges.foot_forward[edge]
    if foot == _NO:
        refused |= _ENTRY
    elif foot == _UNKNOWN:
        unknown |= _ENTRY
    kind = edges.kind[edge]
    if kind == _KIND_ELEVATOR and limits.elevators == _NEVER:
        refused |= _ELEVATOR
    if kind == _KIND_ESCALATOR and limits.escalators == _NEVER:
        refused |= _ESCALATOR
    no, maybe = _judge_crossing(edges, edge, limits)
    refused, unknown = refused | no, unknown | maybe
    if limits.heeds_wheelchair:
        tag = edges.wheelchair[edge]
        if tag == _TAG_YES or tag == _TAG_DESIGNATED:
            return refused, unknown
        refused |= _WHEELCHAIR if tag == _TAG_NO else 0
        unknown |= _WHEELCHAIR if tag == _TAG_LIMITED else 0
    no, maybe = _judge_measures(edges, nodes, edge, limits)
    refused, unknown = refused | no, unknown | maybe
    if kind != _KIND_ELEVATOR and kind != _KIND_ESCALATOR and not has_steps(edges, edge):
        no, maybe = _judge_slopes(edges, edge, backward, limits)
        refused, unknown = refused | no, unknown | maybe
    return refused, unknown


@jit
def judge_node(nodes: NodeFacts, node: int, limits: Limits) -> tuple[int, int]:
    """(refused, unknown) of passing the node."""
    refused, unknown = 0, 0
    barrier = nodes.barrier[node]
    if nodes.foot[node] == _NO:
        refused |= _ENTRY
    if nodes.elevator[node] and limits.elevators == _NEVER:
        refused |= _ELEVATOR
    if limits.heeds_wheelchair:
        tag = nodes.wheelchair[node]
        if tag == _TAG_YES or tag == _TAG_DESIGNATED:
            return refused, unknown
        refused |= _WHEELCHAIR if tag == _TAG_NO else 0
        unknown |= _WHEELCHAIR if tag == _TAG_LIMITED else 0
    if nodes.kerb[node] != _NO_KERB or not np.isnan(nodes.kerb_height_m[node]):
        no, maybe = _judge_most(kerb_at_node_m(nodes, node, limits), limits.kerb_m, _KERB)
        refused, unknown = refused | no, unknown | maybe
    if barrier == _STILE:
        if limits.stile_steps > limits.step_count:
            refused |= _STEPS
    elif barrier != _NO_BARRIER or nodes.elevator[node]:
        no, maybe = _judge_width(width_at_node_m(nodes, node, limits), limits.width_m)
        refused, unknown = refused | no, unknown | maybe
    return refused, unknown


@jit
def kerb_at_node_m(nodes: NodeFacts, node: int, limits: Limits) -> float:
    """The height of the node's kerb, from its kind where no height is told; NaN if unknown."""
    height = nodes.kerb_height_m[node]
    return limits.kerb_heights_m[nodes.kerb[node]] if np.isnan(height) else height


@jit
def kerb_on_edge_m(edges: EdgeFacts, edge: int, limits: Limits) -> float:
    """The height of the kerb on the edge itself, likewise."""
    height = edges.kerb_height_m[edge]
    return limits.kerb_heights_m[edges.kerb[edge]] if np.isnan(height) else height


@jit
def width_at_node_m(nodes: NodeFacts, node: int, limits: Limits) -> float:
    """The width to pass at the node, from the kind of barrier where none is told; NaN if unknown."""
    width = nodes.barrier_width_m[node]
    return limits.barrier_widths_m[nodes.barrier[node]] if np.isnan(width) else width


@jit
def _judge_most(value: float, most: float, bit: int) -> tuple[int, int]:
    """A value that must not pass a limit; a limit of inf asks for nothing."""
    if np.isinf(most):
        return 0, 0
    if np.isnan(value):
        return 0, bit
    return (bit, 0) if value > most else (0, 0)


@jit
def _judge_width(width_m: float, least_m: float) -> tuple[int, int]:
    if least_m <= 0.0:
        return 0, 0
    if np.isnan(width_m):
        return 0, _WIDTH
    return (_WIDTH, 0) if width_m < least_m else (0, 0)


@jit
def _judge_crossing(edges: EdgeFacts, edge: int, limits: Limits) -> tuple[int, int]:
    """Whether a crossing has what the rule asks for: 1 markings, 2 signals, 3 signals one can hear."""
    rule = limits.crossings
    if rule == 0 or not is_crossing(edges, edge):
        return 0, 0
    crossing = edges.crossing[edge]
    if crossing == _NO_CROSSING or crossing == _CROSSING_UNKNOWN:
        return 0, _CROSSING
    if crossing == _UNMARKED or (crossing == _MARKED and rule >= 2):
        return _CROSSING, 0
    if rule == 3 and edges.signal_sound[edge] != _YES:
        return (_CROSSING, 0) if edges.signal_sound[edge] == _NO else (0, _CROSSING)
    return 0, 0


@jit
def _judge_measures(
    edges: EdgeFacts, nodes: NodeFacts, edge: int, limits: Limits
) -> tuple[int, int]:
    """Steps, kerb, width, cross-slope, surface and smoothness: the same in both directions."""
    kind = edges.kind[edge]
    stepped = has_steps(edges, edge)
    refused, unknown = _judge_steps(edges, edge, limits) if stepped else (0, 0)
    no, maybe = _judge_edge_kerb(edges, nodes, edge, limits)
    refused, unknown = refused | no, unknown | maybe
    no, maybe = _judge_width(edges.width_m[edge], limits.width_m)
    refused, unknown = refused | no, unknown | maybe
    if kind == _KIND_ELEVATOR or kind == _KIND_ESCALATOR:
        return refused, unknown
    if limits.asks_surface:
        if edges.surface[edge] == _SURFACE_UNKNOWN:
            unknown |= _SURFACE
        elif not limits.surface_passes[edges.surface[edge]]:
            refused |= _SURFACE
    if stepped:
        return refused, unknown
    if limits.worst_smoothness < _IMPASSABLE:
        if edges.smoothness[edge] == _SMOOTHNESS_UNKNOWN:
            unknown |= _SMOOTHNESS
        elif edges.smoothness[edge] > limits.worst_smoothness:
            refused |= _SMOOTHNESS
    across = abs(edges.cross_slope_ratio[edge])
    no, maybe = _judge_most(across, limits.cross_slope_ratio, _CROSS_SLOPE)
    return refused | no, unknown | maybe


@jit
def _judge_steps(edges: EdgeFacts, edge: int, limits: Limits) -> tuple[int, int]:
    """A flight passes by its number of steps or by its ramp; one of unknown number has at least one."""
    if np.isinf(limits.step_count):
        return 0, 0
    if limits.step_ramp == 1 and edges.step_ramp[edge] == _YES:
        return 0, 0
    if limits.step_ramp == 2 and edges.step_ramp_stroller[edge] == _YES:
        return 0, 0
    count = edges.step_count[edge]
    if count > 0:
        return (_STEPS, 0) if count > limits.step_count else (0, 0)
    return (_STEPS, 0) if limits.step_count < 1 else (0, _STEPS)


@jit
def _judge_edge_kerb(
    edges: EdgeFacts, nodes: NodeFacts, edge: int, limits: Limits
) -> tuple[int, int]:
    """The kerb on the edge; a crossing of which neither it nor an end tells a kerb has an unknown one."""
    if edges.kerb[edge] != _NO_KERB or not np.isnan(edges.kerb_height_m[edge]):
        return _judge_most(kerb_on_edge_m(edges, edge, limits), limits.kerb_m, _KERB)
    tail, head = edges.tail[edge], edges.head[edge]
    if edges.kind[edge] == _KIND_CROSSING and not np.isinf(limits.kerb_m):
        if nodes.kerb[tail] == _NO_KERB and nodes.kerb[head] == _NO_KERB:
            return 0, _KERB
    return 0, 0


@jit
def _judge_slopes(edges: EdgeFacts, edge: int, backward: int, limits: Limits) -> tuple[int, int]:
    """Both slopes with their error band: verified only if even the steepest possible one passes."""
    up, down = edges.slope_up_ratio[edge], edges.slope_down_ratio[edge]
    if backward:
        up, down = down, up
    error = edges.slope_error_ratio[edge]
    refused, unknown = _judge_band(up, error, limits.slope_up_ratio, _UP)
    no, maybe = _judge_band(down, error, limits.slope_down_ratio, _DOWN)
    return refused | no, unknown | maybe


@jit
def _judge_band(slope: float, error: float, most: float, bit: int) -> tuple[int, int]:
    if np.isinf(most):
        return 0, 0
    if slope - (0.0 if np.isnan(error) else error) > most:
        return bit, 0
    return (0, 0) if slope + error <= most else (0, bit)
