"""Facts and limits as the records that kernels read: one row an edge or node, one row the needs.

A record is one pointer to compiled code, where as many arrays would be as many reference counts.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modugil.core.access import UnknownPolicy
from modugil.core.thresholds import limit
from modugil.region.streets import Streets
from modugil.region.vocabulary import Kerb, Smoothness
from modugil.routing.needs import CrossingRule, Needs, StepRamp, TagRule, Use

Record = Any
"""One row of `EDGE_ROW`, `NODE_ROW` or `LIMITS`: numpy has no type for its fields."""
Real = float | np.float32

_F, _U = np.float32, np.uint8
EDGE_ROW = np.dtype(
    [(f"{name}_m", _F) for name in ("length", "width", "kerb_height", "climb", "descent")]
    + [(f"slope_{name}_ratio", _F) for name in ("up", "down", "error")]
    + [("cross_slope_ratio", _F), ("step_count", np.int16)]
    + [(name, _U) for name in ("kind", "side", "foot_forward", "foot_backward", "wheelchair")]
    + [(name, _U) for name in ("surface", "smoothness", "step_ramp", "step_ramp_stroller")]
    + [(name, _U) for name in ("kerb", "crossing", "signal_sound", "kerb_at_end")],
    align=True,
)
"""Fields as in `Streets` without `edge_`; `kerb_at_end` is 1 if an end node tells of a kerb."""
NODE_ROW = np.dtype(
    [("kerb_height_m", _F), ("barrier_width_m", _F)]
    + [(name, _U) for name in ("kerb", "barrier", "wheelchair", "foot", "elevator")],
    align=True,
)
"""Fields as in `Streets` without `node_`."""
LIMITS = np.dtype(
    [
        ("speed_mps", _F),
        ("slope_up_ratio", _F),
        ("slope_down_ratio", _F),
        ("slowdown_up", _F),
        ("slowdown_down", _F),
        ("slowdown_cap", _F),
        ("cross_slope_ratio", _F),
        ("kerb_m", _F),
        ("width_m", _F),
        ("step_count", _F),
        ("carriageway_factor", _F),
        ("unknown_factor", _F),
        ("avoid_factor", _F),
        ("elevator_s", _F),
        ("signals_s", _F),
        ("crossing_s", _F),
        ("crossing_length_m", _F),
        ("point_unverified_m", _F),
        ("stile_steps", _F),
        ("turnstile_m", _F),
        ("kissing_gate_m", _F),
        ("kerb_heights_m", _F, (len(Kerb),)),
        ("surfaces", np.int64),
        ("asks_surface", _U),
        ("worst_smoothness", _U),
        ("step_ramp", _U),
        ("elevators", _U),
        ("escalators", _U),
        ("crossings", _U),
        ("heeds_wheelchair", _U),
    ],
    align=True,
)
"""One person's needs as numbers at the precision of the facts; choices by their place below."""
USES = (Use.YES, Use.AVOID, Use.NEVER)
RAMPS = (StepRamp.NONE, StepRamp.WHEELCHAIR, StepRamp.STROLLER)
CROSSINGS = (CrossingRule.ANY, CrossingRule.MARKED, CrossingRule.SIGNALS, CrossingRule.AUDIBLE)


def edge_rows(streets: Streets, edges: ArrayLike | None = None) -> NDArray[Any]:
    """The facts of these edges, or of all, one record each."""
    chosen = slice(None) if edges is None else np.asarray(edges, np.int64)
    rows = np.empty(len(streets.edge_tail[chosen]), EDGE_ROW)
    for name in EDGE_ROW.names or ():
        if name != "kerb_at_end":
            rows[name] = getattr(streets, f"edge_{name}")[chosen]
    tail, head = streets.edge_tail[chosen], streets.edge_head[chosen]
    kerb = streets.node_kerb
    rows["kerb_at_end"] = (kerb[tail] != Kerb.NONE) | (kerb[head] != Kerb.NONE)
    return frozen(rows)


def node_rows(streets: Streets, nodes: ArrayLike | None = None) -> NDArray[Any]:
    """The facts of these nodes, or of all, one record each."""
    chosen = slice(None) if nodes is None else np.asarray(nodes, np.int64)
    rows = np.empty(len(streets.node_kerb[chosen]), NODE_ROW)
    for name in NODE_ROW.names or ():
        rows[name] = getattr(streets, f"node_{name}")[chosen]
    return frozen(rows)


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same array seen through a contiguous view that cannot be written.

    Kernels are then compiled once, whether an array comes from a file or was just made.
    """
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


@lru_cache(maxsize=64)
def limits_of(needs: Needs) -> NDArray[Any]:
    """The needs as one record.

    Source:  the speed falls by exp(-k |slope|) with k = ln 5 / limit as in AccessMap, only that the
             fastest slope is the level; nobody is slowed down less than Tobler's walker.
    """
    row = np.zeros(1, LIMITS)
    values: dict[str, Any] = {
        "speed_mps": needs.speed_mps,
        "slope_up_ratio": needs.max_slope_up_ratio,
        "slope_down_ratio": needs.max_slope_down_ratio,
        "slowdown_up": _slowdown(needs.max_slope_up_ratio),
        "slowdown_down": _slowdown(needs.max_slope_down_ratio),
        "slowdown_cap": np.log(limit("slowdown.at_limit_factor")),
        "cross_slope_ratio": needs.max_cross_slope_ratio,
        "kerb_m": needs.max_kerb_m,
        "width_m": needs.min_width_m,
        "step_count": needs.max_step_count,
        "carriageway_factor": needs.carriageway_factor,
        "unknown_factor": unknown_factor(needs),
        "surfaces": sum(1 << int(surface) for surface in needs.surfaces),
        "asks_surface": needs.asks_surface,
        "worst_smoothness": needs.worst_smoothness or Smoothness.IMPASSABLE,
        "step_ramp": RAMPS.index(needs.step_ramp),
        "elevators": USES.index(needs.elevators),
        "escalators": USES.index(needs.escalators),
        "crossings": CROSSINGS.index(needs.crossings),
        "heeds_wheelchair": needs.wheelchair_tag is TagRule.HEED,
    }
    for name, value in (values | _cited_limits()).items():
        row[name] = value
    return frozen(row)


def unknown_factor(needs: Needs) -> float:
    """How many times as costly an unverified metre is under the needs' unknown policy."""
    if needs.unknown_policy == UnknownPolicy.REFUSE:
        return np.inf
    return 1.0 if needs.unknown_policy == UnknownPolicy.ACCEPT else needs.unknown_factor


def _slowdown(steepest: float) -> float:
    at_limit = np.log(limit("slowdown.at_limit_factor")) / max(steepest, 1e-6)
    return max(float(at_limit), limit("slowdown.walking_per_ratio"))


def _cited_limits() -> dict[str, Any]:
    kerbs = np.full(len(Kerb), np.nan, np.float32)
    for kerb in (Kerb.FLUSH, Kerb.LOWERED, Kerb.ROLLED, Kerb.RAISED):
        kerbs[kerb] = limit(f"osm.kerb.{kerb.name.lower()}_height_m")
    return {
        "avoid_factor": limit("penalty.avoid_factor"),
        "elevator_s": limit("delay.elevator_s"),
        "signals_s": limit("delay.crossing_s"),
        "crossing_s": limit("delay.crossing_unsignalled_s"),
        "crossing_length_m": limit("delay.crossing_length_m"),
        "point_unverified_m": limit("unverified.point_m"),
        "stile_steps": limit("steps.stile_count"),
        "turnstile_m": limit("width.turnstile_m"),
        "kissing_gate_m": limit("width.kissing_gate_m"),
        "kerb_heights_m": kerbs,
    }
