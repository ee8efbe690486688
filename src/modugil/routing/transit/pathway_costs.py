"""What each pathway of a station takes, and whether a person's needs let them take it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import Conditions
from modugil.core.access import UnknownPolicy
from modugil.core.geo import metres_per_degree
from modugil.core.thresholds import limit
from modugil.region.timetable import Pathways, Stops, Timetable
from modugil.region.vocabulary import PathwayMode
from modugil.routing.needs import Needs, Use
from modugil.routing.transit.lanes import F32

Flags = NDArray[np.bool_]
LEAST_UNVERIFIED_M = 1.0
"""A pathway of which a needed fact is not known counts as at least so much unverified."""


@dataclass(frozen=True, slots=True, eq=False)
class PathwayCosts:
    """One row per pathway, in the order of the timetable's.

    Units:   `time_s` as this person takes it; `cost_s` is that time, more where the person would
             rather not; inf where they cannot pass. `unverified_m` is the length where a fact the
             needs ask for is not known.
    """

    time_s: F32
    cost_s: F32
    length_m: F32
    unverified_m: F32


def price_pathways(
    timetable: Timetable,
    *,
    needs: Needs,
    conditions: Conditions,
    span: tuple[datetime, datetime] | None,
) -> PathwayCosts:
    """The pathways for these needs; what is out of order within the span cannot be passed.

    Without a span every outage counts. Of several who go together what refuses one refuses all, and
    each pathway is as slow and as dear as for whom it is most so.
    """
    pathways = timetable.pathways
    length_m = _lengths_m(pathways, timetable.stops)
    priced = [_price(pathways, length_m, one) for one in needs.members]
    time_s, cost_s, unverified_m = (np.max(column, axis=0) for column in zip(*priced, strict=True))
    cost_s[_out_of_order(len(time_s), conditions, span)] = np.inf
    return PathwayCosts(
        time_s=time_s.astype(np.float32),
        cost_s=cost_s.astype(np.float32),
        length_m=length_m.astype(np.float32),
        unverified_m=unverified_m.astype(np.float32),
    )


def _price(
    pathways: Pathways, length_m: NDArray[np.float64], needs: Needs
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Time, cost and unverified metres of each pathway for one person."""
    time_s = _times_s(pathways, length_m, needs)
    refused, unknown = _judge(pathways, needs)
    if needs.unknown_policy is UnknownPolicy.REFUSE:
        refused |= unknown
    factor = _avoid_factor(pathways, needs)
    if needs.unknown_policy is UnknownPolicy.PENALISE:
        factor = np.where(unknown, factor * needs.unknown_factor, factor)
    unverified_m = np.where(unknown, np.maximum(length_m, LEAST_UNVERIFIED_M), 0.0)
    return time_s, np.where(refused, np.inf, time_s * factor), unverified_m


def _lengths_m(pathways: Pathways, stops: Stops) -> NDArray[np.float64]:
    """As told, else the straight way between both ends; a lift has no length of its own."""
    start, end = pathways.from_stop, pathways.to_stop
    middle = float(stops.lat.mean()) if len(stops.lat) else 0.0
    per_lat, per_lon = metres_per_degree(middle)
    straight = np.hypot(
        (stops.lat[start] - stops.lat[end]) * per_lat, (stops.lon[start] - stops.lon[end]) * per_lon
    )
    straight = np.where(np.isfinite(straight), straight, 0.0)
    guess = np.where(pathways.mode == PathwayMode.ELEVATOR, 0.0, straight)
    told = pathways.length_m.astype(np.float64)
    return np.where(np.isnan(told), guess, told)


def _times_s(
    pathways: Pathways, length_m: NDArray[np.float64], needs: Needs
) -> NDArray[np.float64]:
    """As told for somebody walking, longer for who is slower; else length by the person's speed.

    Lifts and moving stairs take everybody the same time; a lift of no told time has the usual one.
    """
    slower = max(1.0, limit("speed.walking_mps") / needs.speed_mps)
    carried = np.isin(pathways.mode, (PathwayMode.ELEVATOR, PathwayMode.ESCALATOR))
    own = length_m / needs.speed_mps
    own = np.where(pathways.mode == PathwayMode.ELEVATOR, limit("delay.elevator_s"), own)
    told = pathways.traversal_s.astype(np.float64)
    return np.where(np.isnan(told), own, told * np.where(carried, 1.0, slower))


def _judge(pathways: Pathways, needs: Needs) -> tuple[Flags, Flags]:
    """Which pathways the needs refuse, and of which a fact they ask for is not known."""
    mode, width = pathways.mode, pathways.min_width_m
    refused: Flags = (mode == PathwayMode.ELEVATOR) & (needs.elevators is Use.NEVER)
    refused |= (mode == PathwayMode.ESCALATOR) & (needs.escalators is Use.NEVER)
    steps = np.abs(pathways.stair_count)
    stairs = mode == PathwayMode.STAIRS
    refused |= stairs & (np.maximum(steps, 1) > needs.max_step_count)
    unknown: Flags = stairs & (steps == 0) & np.isfinite(needs.max_step_count)
    refused |= width < needs.min_width_m
    unknown |= np.isnan(width) & (needs.min_width_m > 0)
    level = np.isin(mode, (PathwayMode.WALKWAY, PathwayMode.MOVING_SIDEWALK))
    slope = pathways.max_slope_ratio
    refused |= level & (slope > needs.max_slope_up_ratio)
    refused |= level & (-slope > needs.max_slope_down_ratio)
    asks_slope = np.isfinite(min(needs.max_slope_up_ratio, needs.max_slope_down_ratio))
    unknown |= level & np.isnan(slope) & asks_slope
    return refused, unknown & ~refused


def _avoid_factor(pathways: Pathways, needs: Needs) -> NDArray[np.float64]:
    avoided = (pathways.mode == PathwayMode.ELEVATOR) & (needs.elevators is Use.AVOID)
    avoided |= (pathways.mode == PathwayMode.ESCALATOR) & (needs.escalators is Use.AVOID)
    return np.where(avoided, limit("penalty.avoid_factor"), 1.0)


def _out_of_order(
    count: int, conditions: Conditions, span: tuple[datetime, datetime] | None
) -> Flags:
    out = np.zeros(count, bool)
    for row, outage in conditions.pathway_outages.items():
        if 0 <= row < count and (span is None or outage.span.overlaps(*span)):
            out[row] = True
    return out
