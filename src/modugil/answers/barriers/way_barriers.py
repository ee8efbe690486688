"""Steps, and ways that are steeper, narrower, rougher or more tilted than the law asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.answers.barriers.barrier import Barrier, Value
from modugil.core.access import Access
from modugil.core.thresholds import get_threshold
from modugil.region.streets import Streets
from modugil.region.vocabulary import (
    FactSource,
    Kerb,
    Smoothness,
    Surface,
    WayKind,
    WheelchairTag,
)
from modugil.routing.needs import FIRM_SURFACES

SLOPE, WIDTH = "kr.path.slope_ratio", "kr.path.width_m"
CROSS_SLOPE, KERB = "kr.sidewalk.cross_slope_ratio", "kr.kerb.height_m"
_ACCESS = {Access.YES: "yes", Access.NO: "no"}
_TAGS = {WheelchairTag.YES: "yes", WheelchairTag.DESIGNATED: "yes", WheelchairTag.NO: "no"}
Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Rule:
    category: str
    limit: str
    find: Callable[[Streets], Rows]
    tell: Callable[[Streets, int], dict[str, Value]]


def list_way_barriers(streets: Streets) -> Iterator[Barrier]:
    """One for each way and each limit it passes; ways where nobody may walk are left out."""
    closed = (streets.edge_foot_forward == Access.NO) & (streets.edge_foot_backward == Access.NO)
    for rule in _RULES:
        for edge in np.flatnonzero(rule.find(streets) & ~closed).tolist():
            yield _build(streets, edge, rule)


def tell_number(number: int) -> str:
    """The number as a part of an id: those of our own are below zero and have an m."""
    return str(number) if number >= 0 else f"m{-number}"


def tell_line(streets: Streets, edge: int) -> list[tuple[float, float]]:
    """The way's points, longitude first."""
    points = slice(int(streets.shape_start[edge]), int(streets.shape_start[edge + 1]))
    lons, lats = streets.shape_lon[points].tolist(), streets.shape_lat[points].tolist()
    return [(round(lon, 7), round(lat, 7)) for lon, lat in zip(lons, lats, strict=True)]


def tell_names(streets: Streets, edge: int) -> dict[str, str]:
    """The name of the street, "" where it has none."""
    row = int(streets.edge_name[edge])
    return streets.names.all_of(row) if row >= 0 else {"": ""}


def tell_tag(tag: int) -> str:
    """What a mapper said of wheelchairs: yes, no or unknown; `limited` is not a yes."""
    return _TAGS.get(WheelchairTag(tag), "unknown")


def _tell_id(streets: Streets, edge: int, category: str) -> str:
    ends = (streets.edge_tail[edge], streets.edge_head[edge])
    tail, head = (int(streets.node_osm_id[node]) for node in ends)
    side = int(streets.edge_side[edge])
    numbers = (int(streets.edge_way_id[edge]), tail, head, side)
    return f"{category}-w" + "-".join(map(tell_number, numbers))


def _build(streets: Streets, edge: int, rule: _Rule) -> Barrier:
    values: dict[str, Value] = {
        "category": rule.category,
        "way": WayKind(int(streets.edge_kind[edge])).name.lower(),
        "way_id": int(streets.edge_way_id[edge]),
        "length_m": round(float(streets.edge_length_m[edge]), 1),
        **rule.tell(streets, edge),
    }
    if rule.limit:
        values |= {"limit": rule.limit, "limit_value": round(get_threshold(rule.limit).value, 4)}
    computed = FactSource(int(streets.edge_slope_source[edge])) is not FactSource.TAG
    return Barrier(
        id=_tell_id(streets, edge, rule.category),
        category=rule.category,
        names=tell_names(streets, edge),
        line=tell_line(streets, edge),
        values=values,
        source=int(streets.edge_source[edge]),
        wheelchair=tell_tag(int(streets.edge_wheelchair[edge])),
        limit=rule.limit,
        derived=frozenset({"slope_ratio"} if computed and "slope_ratio" in values else ()),
    )


def _steepest(streets: Streets) -> NDArray[np.float32]:
    return np.fmax(streets.edge_slope_up_ratio, streets.edge_slope_down_ratio)


def _tell_steps(streets: Streets, edge: int) -> dict[str, Value]:
    told: dict[str, Value] = {}
    if int(streets.edge_step_count[edge]) > 0:
        told["step_count"] = int(streets.edge_step_count[edge])
    for key, column in (
        ("ramp", streets.edge_step_ramp),
        ("ramp_stroller", streets.edge_step_ramp_stroller),
        ("handrail", streets.edge_handrail),
    ):
        word = _ACCESS.get(Access(int(column[edge])))
        if word:
            told[key] = word
    return told


def _tell_slope(streets: Streets, edge: int) -> dict[str, Value]:
    told: dict[str, Value] = {"slope_ratio": round(float(_steepest(streets)[edge]), 4)}
    error = float(streets.edge_slope_error_ratio[edge])
    if error > 0:
        told["slope_error_ratio"] = round(error, 4)
    return told


def _find_rough(streets: Streets) -> Rows:
    firm = [int(one) for one in FIRM_SURFACES | {Surface.UNKNOWN, Surface.FINE_GRAVEL}]
    rough: Rows = streets.edge_smoothness >= Smoothness.BAD
    return rough | ~np.isin(streets.edge_surface, firm)


def _tell_surface(streets: Streets, edge: int) -> dict[str, Value]:
    told: dict[str, Value] = {}
    if streets.edge_surface[edge] != Surface.UNKNOWN:
        told["surface"] = Surface(int(streets.edge_surface[edge])).name.lower()
    if streets.edge_smoothness[edge] != Smoothness.UNKNOWN:
        told["smoothness"] = Smoothness(int(streets.edge_smoothness[edge])).name.lower()
    return told


def find_high_kerbs(kinds: NDArray[np.uint8], heights_m: NDArray[np.float32]) -> Rows:
    """Which are higher than the law asks: by their height, else by a kind that is always higher."""
    high: Rows = heights_m > get_threshold(KERB).value
    return high | (np.isnan(heights_m) & np.isin(kinds, (Kerb.ROLLED, Kerb.RAISED)))


def tell_kerb(kind: int, height_m: float) -> dict[str, Value]:
    """Its kind, and its height where that is told."""
    told: dict[str, Value] = {"kerb": Kerb(kind).name.lower()}
    return told | ({} if np.isnan(height_m) else {"height_m": round(height_m, 3)})


_RULES = (
    _Rule("steps", "", lambda all: all.edge_kind == WayKind.STEPS, _tell_steps),
    _Rule("steep", SLOPE, lambda all: _steepest(all) > get_threshold(SLOPE).value, _tell_slope),
    _Rule(
        "narrow",
        WIDTH,
        lambda all: all.edge_width_m < get_threshold(WIDTH).value,
        lambda all, edge: {"width_m": round(float(all.edge_width_m[edge]), 2)},
    ),
    _Rule("surface", "", _find_rough, _tell_surface),
    _Rule(
        "cross_slope",
        CROSS_SLOPE,
        lambda all: np.abs(all.edge_cross_slope_ratio) > get_threshold(CROSS_SLOPE).value,
        lambda all, edge: {
            "cross_slope_ratio": round(abs(float(all.edge_cross_slope_ratio[edge])), 4)
        },
    ),
    _Rule(
        "kerb",
        KERB,
        lambda all: find_high_kerbs(all.edge_kerb, all.edge_kerb_height_m),
        lambda all, edge: tell_kerb(int(all.edge_kerb[edge]), float(all.edge_kerb_height_m[edge])),
    ),
)
