"""The arrays and limits that the kernels read, each bundled under one name.

All arrays are read-only views, whether they come from a file or from a test, so that every kernel
is compiled for one kind of array only.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import UnknownPolicy
from modugil.core.thresholds import limit
from modugil.region.streets import F32, I32, U8, Streets
from modugil.region.vocabulary import Barrier, Kerb, Smoothness, Surface
from modugil.routing.needs import CrossingRule, Needs, StepRamp, Use

I16 = NDArray[np.int16]
BOOL = NDArray[np.bool_]

_USES = (Use.YES, Use.AVOID, Use.NEVER)
_RAMPS = (StepRamp.NONE, StepRamp.WHEELCHAIR, StepRamp.STROLLER)
_CROSSINGS = (CrossingRule.ANY, CrossingRule.MARKED, CrossingRule.SIGNALS, CrossingRule.AUDIBLE)


class EdgeFacts(NamedTuple):
    """What is known of each edge; the fields are those of `Streets` without `edge_`."""

    tail: I32
    head: I32
    length_m: F32
    kind: U8
    side: U8
    foot_forward: U8
    foot_backward: U8
    wheelchair: U8
    surface: U8
    smoothness: U8
    width_m: F32
    slope_up_ratio: F32
    slope_down_ratio: F32
    slope_error_ratio: F32
    climb_m: F32
    descent_m: F32
    cross_slope_ratio: F32
    step_count: I16
    step_ramp: U8
    step_ramp_stroller: U8
    kerb: U8
    kerb_height_m: F32
    crossing: U8
    signal_sound: U8


class NodeFacts(NamedTuple):
    """What is known of each node; the fields are those of `Streets` without `node_`."""

    kerb: U8
    kerb_height_m: F32
    barrier: U8
    barrier_width_m: F32
    wheelchair: U8
    foot: U8
    elevator: U8


class Limits(NamedTuple):
    """One person's needs as the numbers that kernels compare with, at the precision of the facts."""

    speed_mps: np.float32
    slope_up_ratio: np.float32
    slope_down_ratio: np.float32
    slowdown_up: np.float32
    slowdown_down: np.float32
    slowdown_cap: np.float32
    cross_slope_ratio: np.float32
    kerb_m: np.float32
    width_m: np.float32
    surface_passes: BOOL
    asks_surface: bool
    worst_smoothness: np.int64
    step_count: np.float32
    step_ramp: np.int64
    elevators: np.int64
    escalators: np.int64
    crossings: np.int64
    heeds_wheelchair: bool
    carriageway_factor: np.float32
    unknown_factor: np.float32
    """What the cost of unverified metres is multiplied with; inf under `refuse`, 1 under `accept`."""
    avoid_factor: np.float32
    elevator_s: np.float32
    signals_s: np.float32
    crossing_s: np.float32
    crossing_length_m: np.float32
    point_unverified_m: np.float32
    kerb_heights_m: F32
    """By Kerb."""
    barrier_widths_m: F32
    """By Barrier; NaN where its kind says nothing of its width."""
    stile_steps: np.float32


def edge_facts(streets: Streets) -> EdgeFacts:
    """The edges' facts of these streets, read-only."""
    return EdgeFacts(*(frozen(getattr(streets, f"edge_{name}")) for name in EdgeFacts._fields))


def node_facts(streets: Streets) -> NodeFacts:
    """The nodes' facts of these streets, read-only."""
    return NodeFacts(*(frozen(getattr(streets, f"node_{name}")) for name in NodeFacts._fields))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same array seen through a contiguous view that cannot be written."""
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def limits_of(needs: Needs) -> Limits:
    """The needs as numbers.

    Source:  the speed falls by exp(-k |slope|) with k = ln 5 / limit as in AccessMap, only that the
             fastest slope is the level; nobody is slowed down less than Tobler's walker.
    """
    one = np.float32
    return Limits(
        speed_mps=one(needs.speed_mps),
        slope_up_ratio=one(needs.max_slope_up_ratio),
        slope_down_ratio=one(needs.max_slope_down_ratio),
        slowdown_up=_slowdown(needs.max_slope_up_ratio),
        slowdown_down=_slowdown(needs.max_slope_down_ratio),
        slowdown_cap=one(np.log(limit("slowdown.at_limit_factor"))),
        cross_slope_ratio=one(needs.max_cross_slope_ratio),
        kerb_m=one(needs.max_kerb_m),
        width_m=one(needs.min_width_m),
        surface_passes=_surface_passes(needs),
        asks_surface=not set(Surface) - {Surface.UNKNOWN} <= needs.surfaces,
        worst_smoothness=np.int64(needs.worst_smoothness or Smoothness.IMPASSABLE),
        step_count=one(needs.max_step_count),
        step_ramp=np.int64(_RAMPS.index(needs.step_ramp)),
        elevators=np.int64(_USES.index(needs.elevators)),
        escalators=np.int64(_USES.index(needs.escalators)),
        crossings=np.int64(_CROSSINGS.index(needs.crossings)),
        heeds_wheelchair=needs.heeds_wheelchair_tag,
        carriageway_factor=one(needs.carriageway_factor),
        unknown_factor=unknown_factor(needs),
        **_cited_limits(),
    )


def unknown_factor(needs: Needs) -> np.float32:
    """How many times as costly an unverified metre is under the needs' unknown policy."""
    if needs.unknown_policy == UnknownPolicy.REFUSE:
        return np.float32(np.inf)
    accepts = needs.unknown_policy == UnknownPolicy.ACCEPT
    return np.float32(1.0 if accepts else needs.unknown_factor)


def _slowdown(steepest: float) -> np.float32:
    at_limit = np.log(limit("slowdown.at_limit_factor")) / max(steepest, 1e-6)
    return np.float32(max(at_limit, limit("slowdown.walking_per_ratio")))


def _surface_passes(needs: Needs) -> BOOL:
    passes = np.zeros(256, np.bool_)
    passes[[int(surface) for surface in needs.surfaces]] = True
    return frozen(passes)


def _cited_limits() -> dict[str, Any]:
    kerbs = np.full(256, np.nan, np.float32)
    for kerb in (Kerb.FLUSH, Kerb.LOWERED, Kerb.ROLLED, Kerb.RAISED):
        kerbs[kerb] = limit(f"osm.kerb.{kerb.name.lower()}_height_m")
    widths = np.full(256, np.nan, np.float32)
    widths[Barrier.TURNSTILE] = limit("width.turnstile_m")
    widths[Barrier.KISSING_GATE] = limit("width.kissing_gate_m")
    return {
        "avoid_factor": np.float32(limit("penalty.avoid_factor")),
        "elevator_s": np.float32(limit("delay.elevator_s")),
        "signals_s": np.float32(limit("delay.crossing_s")),
        "crossing_s": np.float32(limit("delay.crossing_unsignalled_s")),
        "crossing_length_m": np.float32(limit("delay.crossing_length_m")),
        "point_unverified_m": np.float32(limit("unverified.point_m")),
        "kerb_heights_m": frozen(kerbs),
        "barrier_widths_m": frozen(widths),
        "stile_steps": np.float32(limit("steps.stile_count")),
    }
