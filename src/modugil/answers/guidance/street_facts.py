"""Facts of nodes and edges as a packet tells them, column by column."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.answers.guidance.told_numbers import PERCENT_DIGITS, list_numbers
from modugil.core.access import Access
from modugil.region.streets import Streets
from modugil.region.vocabulary import (
    Barrier,
    CrossingKind,
    Kerb,
    SidewalkSide,
    Surface,
    WayKind,
)
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import limits_of

Rows = NDArray[np.int64]
_ACCESS = {int(one): one.name.lower() for one in Access}
_BARRIERS = {int(one): one.name.lower() for one in Barrier} | {
    int(Barrier.NONE): "",
    int(Barrier.ENTRANCE): "",
}
_SURFACES = {int(one): one.name.lower() for one in Surface} | {int(Surface.UNKNOWN): ""}
_CROSSINGS = {
    int(CrossingKind.UNKNOWN): "unknown",
    int(CrossingKind.UNMARKED): "unmarked",
    int(CrossingKind.MARKED): "marked",
    int(CrossingKind.SIGNALS): "signals",
}
_ACTS = {
    int(WayKind.CROSSING): "cross",
    int(WayKind.TRAFFIC_ISLAND): "cross",
    int(WayKind.STEPS): "steps",
    int(WayKind.ESCALATOR): "escalator",
    int(WayKind.ELEVATOR): "elevator",
}
_CENTIMETRES, _PERCENT = 100.0, 100.0


def list_node_facts(streets: Streets, rows: Rows, needs: Needs) -> Iterator[dict[str, Any]]:
    """The facts of each node, as fields of `PacketNode`."""
    kerbs = _list_kerbs(streets.node_kerb[rows], streets.node_kerb_height_m[rows], needs)
    lifts = (streets.node_elevator[rows] != 0).tolist()
    barriers = streets.node_barrier[rows].tolist()
    widths = list_numbers(streets.node_barrier_width_m[rows], times=_CENTIMETRES)
    for kerb, lift, barrier, width in zip(kerbs, lifts, barriers, widths, strict=True):
        told = kerb
        if lift:
            told["elevator"] = True
        if _BARRIERS[barrier]:
            told["barrier"] = _BARRIERS[barrier]
        if width is not None:
            told["width_cm"] = width
        yield told


def list_edge_facts(streets: Streets, rows: Rows, needs: Needs) -> Iterator[dict[str, Any]]:
    """The facts of each edge, as fields of `PacketEdge`; what is not known is left out."""
    kerbs = _list_kerbs(streets.edge_kerb[rows], streets.edge_kerb_height_m[rows], needs)
    columns: dict[str, list[Any]] = {
        "up_percent": _percent(streets.edge_slope_up_ratio[rows]),
        "down_percent": _percent(streets.edge_slope_down_ratio[rows]),
        "cross_slope_percent": _percent(np.abs(streets.edge_cross_slope_ratio[rows])),
        "width_cm": list_numbers(streets.edge_width_m[rows], times=_CENTIMETRES),
        "surface": _words(streets.edge_surface[rows], _SURFACES),
        "handrail": _known_access(streets.edge_handrail[rows]),
        "signal_sound": _known_access(streets.edge_signal_sound[rows]),
        "tactile": _known_access(streets.edge_tactile[rows]),
        "rises": _list_rises(streets, rows),
        "crossing": _list_crossings(streets, rows),
        "step_count": _list_steps(streets, rows),
        "act": _list_acts(streets, rows),
        "on_road": [one or None for one in _goes_on_road(streets, rows).tolist()],
    }
    names = tuple(columns)
    for kerb, *values in zip(kerbs, *columns.values(), strict=True):
        pairs = zip(names, values, strict=True)
        yield kerb | {name: value for name, value in pairs if value is not None}


def _goes_on_road(streets: Streets, rows: Rows) -> NDArray[np.bool_]:
    """Whether one goes among cars; a living street is for those on foot, as the planner has it."""
    living = streets.edge_kind[rows] == WayKind.LIVING_STREET
    on_road: NDArray[np.bool_] = (streets.edge_side[rows] == _ON_ROAD) & ~living
    return on_road


_ON_ROAD = int(SidewalkSide.CARRIAGEWAY)


def _list_kerbs(kind: NDArray[Any], told_m: NDArray[Any], needs: Needs) -> list[dict[str, Any]]:
    """The height of each kerb, from its kind where none is told."""
    by_kind = limits_of(needs)["kerb_heights_m"][0]
    heights = list_numbers(np.where(np.isnan(told_m), by_kind[kind], told_m), times=_CENTIMETRES)
    stands = ((kind != Kerb.NONE) | ~np.isnan(told_m)).tolist()
    return [
        {} if not there else {"kerb_unknown": True} if height is None else {"kerb_cm": height}
        for there, height in zip(stands, heights, strict=True)
    ]


def _percent(ratios: NDArray[Any]) -> list[float | None]:
    return list_numbers(ratios, times=_PERCENT, digits=PERCENT_DIGITS)


def _words(codes: NDArray[Any], words: dict[int, str]) -> list[str | None]:
    return [words[code] or None for code in codes.tolist()]


def _known_access(codes: NDArray[Any]) -> list[str | None]:
    unknown = int(Access.UNKNOWN)
    return [None if code == unknown else _ACCESS[code] for code in codes.tolist()]


def _list_rises(streets: Streets, rows: Rows) -> list[str | None]:
    gained = (streets.edge_climb_m[rows] - streets.edge_descent_m[rows]).tolist()
    return ["yes" if one > 0 else "no" if one < 0 else None for one in gained]


def _list_crossings(streets: Streets, rows: Rows) -> list[str | None]:
    codes, kinds = streets.edge_crossing[rows].tolist(), streets.edge_kind[rows].tolist()
    crosses = int(WayKind.CROSSING)
    return [
        _CROSSINGS.get(code) or ("unknown" if kind == crosses else None)
        for code, kind in zip(codes, kinds, strict=True)
    ]


def _list_steps(streets: Streets, rows: Rows) -> list[int | None]:
    counts, kinds = streets.edge_step_count[rows].tolist(), streets.edge_kind[rows].tolist()
    flight = int(WayKind.STEPS)
    return [
        count if count else (-1 if kind == flight else None)
        for count, kind in zip(counts, kinds, strict=True)
    ]


def _list_acts(streets: Streets, rows: Rows) -> list[str | None]:
    counts, kinds = streets.edge_step_count[rows].tolist(), streets.edge_kind[rows].tolist()
    return [
        _ACTS.get(kind) or ("steps" if count else None)
        for count, kind in zip(counts, kinds, strict=True)
    ]
