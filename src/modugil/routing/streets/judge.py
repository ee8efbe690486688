"""What refuses an edge or a node, and what is not known of it: one rule for costs and explanations.

A verdict is one number of two sets of bits, one bit a kind of barrier (`REASONS`): the low ones say
what refuses, those from `UNSURE` on what is not known although a limit asks for it. The same
functions compile costs and name barriers, so that an explanation can never differ from the answer
it explains.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

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
from modugil.routing.streets.facts import Real, Record

REASONS = tuple(kind for kind in BarrierKind if kind is not BarrierKind.UNKNOWN)
"""The bit of each kind is its place here."""
BIT = {kind: 1 << place for place, kind in enumerate(REASONS)}
UNSURE = 16
"""The unknown bit of a kind stands so many places above its refusing bit."""
REFUSED = (1 << UNSURE) - 1

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
_TURNSTILE, _KISSING_GATE = int(Barrier.TURNSTILE), int(Barrier.KISSING_GATE)
_NEVER = 2

F = TypeVar("F", bound=Callable[..., Any])


def jit(function: F) -> F:
    """The function as machine code, compiled at its first call and kept on disk."""
    return cast(F, njit(cache=True, nogil=True, error_model="numpy")(function))


@jit
def judge_edges(
    edges: NDArray[Any], backward: NDArray[np.uint8], limits: NDArray[Any]
) -> NDArray[np.int64]:
    """The verdict on each edge record in its direction."""
    verdicts = np.empty(len(edges), np.int64)
    for row in range(len(edges)):
        verdicts[row] = judge_edge(edges[row], backward[row], limits[0])
    return verdicts


@jit
def judge_nodes(nodes: NDArray[Any], limits: NDArray[Any]) -> NDArray[np.int64]:
    """The verdict on each node record."""
    verdicts = np.empty(len(nodes), np.int64)
    for row in range(len(nodes)):
        verdicts[row] = judge_node(nodes[row], limits[0])
    return verdicts


@jit
def judge_edge(edge: Record, backward: int, limits: Record) -> int:
    """The verdict on passing the edge in that direction, its end node not counted."""
    verdict = 0
    foot = edge.foot_backward if backward else edge.foot_forward
    if foot == _NO:
        verdict |= _ENTRY
    elif foot == _UNKNOWN:
        verdict |= _ENTRY << UNSURE
    lifted = edge.kind == _KIND_ELEVATOR or edge.kind == _KIND_ESCALATOR
    if edge.kind == _KIND_ELEVATOR and limits.elevators == _NEVER:
        verdict |= _ELEVATOR
    if edge.kind == _KIND_ESCALATOR and limits.escalators == _NEVER:
        verdict |= _ESCALATOR
    verdict |= _judge_crossing(edge, limits)
    if limits.heeds_wheelchair:
        if edge.wheelchair == _TAG_YES or edge.wheelchair == _TAG_DESIGNATED:
            return verdict
        verdict |= _judge_tag(edge, limits)
    verdict |= _judge_kerb_of_edge(edge, limits) | _judge_width(edge.width_m, limits)
    if lifted:
        return verdict
    if has_steps(edge):
        return verdict | _judge_steps(edge, limits) | _judge_surface(edge, limits)
    return (
        verdict
        | _judge_surface(edge, limits)
        | _judge_smoothness(edge, limits)
        | _judge_most(abs(edge.cross_slope_ratio), limits.cross_slope_ratio, _CROSS_SLOPE)
        | _judge_slopes(edge, backward, limits)
    )


@jit
def judge_node(node: Record, limits: Record) -> int:
    """The verdict on passing the node."""
    verdict = 0
    if node.foot == _NO:
        verdict = _ENTRY
    elif node.foot == _UNKNOWN:
        verdict = _ENTRY << UNSURE
    if node.elevator and limits.elevators == _NEVER:
        verdict |= _ELEVATOR
    if limits.heeds_wheelchair:
        if node.wheelchair == _TAG_YES or node.wheelchair == _TAG_DESIGNATED:
            return verdict
        verdict |= _judge_tag(node, limits)
    if tells_kerb(node):
        verdict |= _judge_most(kerb_m(node, limits), limits.kerb_m, _KERB)
    if node.barrier == _STILE and limits.stile_steps > limits.step_count:
        verdict |= _STEPS
    if node.barrier != _NO_BARRIER or node.elevator:
        verdict |= _judge_width(width_at_node_m(node, limits), limits)
    return verdict


@jit
def is_crossing(edge: Record) -> bool:
    """Whether the edge crosses a road."""
    return bool(edge.kind == _KIND_CROSSING or edge.crossing != _NO_CROSSING)


@jit
def has_steps(edge: Record) -> bool:
    """Whether the edge is a flight of steps, moving stairs not meant."""
    return bool(edge.kind == _KIND_STEPS or (edge.step_count != 0 and edge.kind != _KIND_ESCALATOR))


@jit
def tells_kerb(thing: Record) -> bool:
    """Whether a kerb is told of on this edge or node."""
    return thing.kerb != _NO_KERB or not np.isnan(thing.kerb_height_m)


@jit
def kerb_m(thing: Record, limits: Record) -> Real:
    """The height of the kerb on an edge or node, from its kind where none is told; NaN unknown."""
    height: Real = thing.kerb_height_m
    if np.isnan(height):
        height = limits.kerb_heights_m[thing.kerb]
    return height


@jit
def width_at_node_m(node: Record, limits: Record) -> Real:
    """The width to pass at a node, from the kind of barrier where none is told; NaN unknown."""
    width: Real = node.barrier_width_m
    if np.isnan(width) and node.barrier == _TURNSTILE:
        width = limits.turnstile_m
    if np.isnan(width) and node.barrier == _KISSING_GATE:
        width = limits.kissing_gate_m
    return width


@jit
def _judge_tag(thing: Record, limits: Record) -> int:
    if thing.wheelchair == _TAG_NO:
        return _WHEELCHAIR
    return _WHEELCHAIR << UNSURE if thing.wheelchair == _TAG_LIMITED else 0


@jit
def _judge_most(value: Real, most: Real, bit: int) -> int:
    """A value that must not pass a limit; a limit of inf asks for nothing."""
    if np.isinf(most):
        return 0
    if np.isnan(value):
        return bit << UNSURE
    return bit if value > most else 0


@jit
def _judge_width(width_m: Real, limits: Record) -> int:
    if limits.width_m <= 0:
        return 0
    if np.isnan(width_m):
        return _WIDTH << UNSURE
    return _WIDTH if width_m < limits.width_m else 0


@jit
def _judge_crossing(edge: Record, limits: Record) -> int:
    """Whether a crossing has what the rule asks for: 1 markings, 2 signals, 3 sound as well."""
    rule = limits.crossings
    if rule == 0 or not is_crossing(edge):
        return 0
    if edge.crossing == _NO_CROSSING or edge.crossing == _CROSSING_UNKNOWN:
        return _CROSSING << UNSURE
    if edge.crossing == _UNMARKED or (edge.crossing == _MARKED and rule >= 2):
        return _CROSSING
    if rule == 3 and edge.signal_sound != _YES:
        return _CROSSING if edge.signal_sound == _NO else _CROSSING << UNSURE
    return 0


@jit
def _judge_surface(edge: Record, limits: Record) -> int:
    if not limits.asks_surface:
        return 0
    if edge.surface == _SURFACE_UNKNOWN:
        return _SURFACE << UNSURE
    return 0 if (limits.surfaces >> np.int64(edge.surface)) & 1 else _SURFACE


@jit
def _judge_smoothness(edge: Record, limits: Record) -> int:
    if limits.worst_smoothness >= _IMPASSABLE:
        return 0
    if edge.smoothness == _SMOOTHNESS_UNKNOWN:
        return _SMOOTHNESS << UNSURE
    return _SMOOTHNESS if edge.smoothness > limits.worst_smoothness else 0


@jit
def _judge_steps(edge: Record, limits: Record) -> int:
    """A flight passes by its ramp or its number of steps; of an unknown number, at least one."""
    if np.isinf(limits.step_count):
        return 0
    if limits.step_ramp == 1 and edge.step_ramp == _YES:
        return 0
    if limits.step_ramp == 2 and edge.step_ramp_stroller == _YES:
        return 0
    if edge.step_count > 0:
        return _STEPS if edge.step_count > limits.step_count else 0
    return _STEPS if limits.step_count < 1 else _STEPS << UNSURE


@jit
def _judge_kerb_of_edge(edge: Record, limits: Record) -> int:
    """The kerb on the edge; a crossing that tells of none, nor its ends, has an unknown one."""
    if tells_kerb(edge):
        return _judge_most(kerb_m(edge, limits), limits.kerb_m, _KERB)
    if edge.kind == _KIND_CROSSING and not edge.kerb_at_end and not np.isinf(limits.kerb_m):
        return _KERB << UNSURE
    return 0


@jit
def _judge_slopes(edge: Record, backward: int, limits: Record) -> int:
    """Both slopes with their error band: verified only if even the steepest possible one passes."""
    up, down = edge.slope_up_ratio, edge.slope_down_ratio
    if backward:
        up, down = down, up
    error = edge.slope_error_ratio
    return _judge_band(up, error, limits.slope_up_ratio, _UP) | _judge_band(
        down, error, limits.slope_down_ratio, _DOWN
    )


@jit
def _judge_band(slope: Real, error: Real, most: Real, bit: int) -> int:
    if np.isinf(most):
        return 0
    least = slope if np.isnan(error) else slope - error
    if least > most:
        return bit
    return 0 if slope + error <= most else bit << UNSURE
