"""From many places to many places, each by its cheapest way."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from modugil.region.streets import F32, I32
from modugil.routing.streets.find_path import Place, find_direct, snaps_of
from modugil.routing.streets.find_snaps import Snaps, build_seeds
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import NO_LIMIT, Seeds, spread
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.workspace import Workspace, get_workspace


@dataclass(frozen=True, slots=True, eq=False)
class TravelMatrix:
    """Labels from each origin (row) to each destination (column); all inf where nothing passes.

    Units:   `cost_s` generalised seconds, `time_s` seconds, metres.
    """

    cost_s: F32
    time_s: F32
    length_m: F32
    unverified_m: F32


def travel_matrix(
    costs: StreetCosts, *, origins: Sequence[Place], destinations: Sequence[Place]
) -> TravelMatrix:
    """All ways from the origins to the destinations; one search for each origin."""
    ends = [snaps_of(costs, place) for place in destinations]
    goals, at = _join_goals(costs, ends)
    labels = np.full((len(origins), len(ends), 4), np.inf, np.float32)
    network = costs.network
    room = get_workspace(len(network.arc_start) - 1, len(network.arc_to))
    for row, origin in enumerate(origins):
        starts = snaps_of(costs, origin)
        seeds = build_seeds(costs, starts, arriving=False)
        spread(network, costs.leave, seeds, 0, NO_LIMIT, room)
        _read_goals(goals, at, room, labels[row])
        for column, end in enumerate(ends):
            direct = find_direct(costs, starts, end)
            if direct is not None and direct[0][0] < labels[row, column, 0]:
                labels[row, column] = direct[0]
    return TravelMatrix(*(np.ascontiguousarray(labels[:, :, column]) for column in range(4)))


def _join_goals(costs: StreetCosts, ends: Sequence[Snaps]) -> tuple[Seeds, I32]:
    """The goals of all destinations one after the other, and where each one's begin."""
    parts = [build_seeds(costs, end, arriving=True) for end in ends]
    at = np.cumsum([0, *(len(part.node) for part in parts)]).astype(np.int32)
    if not parts:
        return build_seeds(costs, Snaps(None, *_NOTHING), arriving=True), at
    return Seeds(*(np.concatenate(columns) for columns in zip(*parts, strict=True))), at


_NOTHING = np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.float32)


@jit
def _read_goals(goals: Seeds, at: I32, room: Workspace, labels: F32) -> None:
    settled = np.uint32(2) * room.generation[0] + np.uint32(1)
    for column in range(len(at) - 1):
        for goal in range(at[column], at[column + 1]):
            node = goals.node[goal]
            if room.stamp[node] != settled:
                continue
            if room.label[node, 0] + goals.label[goal, 0] < labels[column, 0]:
                for part in range(4):
                    labels[column, part] = room.label[node, part] + goals.label[goal, part]
