"""Reusable search state, so that a query allocates nothing of the size of the region."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from modugil.routing.transit.bags import Bags, new_bags
from modugil.routing.transit.lanes import I32, NEVER, NOT_QUEUED, U8


class Space(NamedTuple):
    """State of one search by arrival and boardings; between searches everything is as when new.

    Shapes:  s stops, k = most boardings + 1 rounds (round 0: before the first vehicle), l lanes.
    """

    best_s: I32
    """[s, k] earliest arrival by vehicle with at most so many boardings (see fast_kernel)."""
    ready_s: I32
    """[s, k] earliest moment one could board, likewise."""
    ride_lane: I32
    """[s, k] how the label of exactly that round came about: lane, run, positions."""
    ride_run: I32
    ride_from: I32
    ride_to: I32
    ready_row: I32
    """[s, k] row of the transfers walked to be ready, SAME_STOP, or the source in round 0."""
    target_row: I32
    """[s] row of the targets at the stop, or -1."""
    is_ready: U8
    is_alighted: U8
    is_touched: U8
    ready_stops: I32
    alighted_stops: I32
    touched_stops: I32
    queue: I32
    queue_position: I32
    """[l] earliest position at which the lane is to be scanned, or NOT_QUEUED."""
    queue_last: I32
    """[l] last position at which a queued lane can be boarded."""
    target_s: I32
    """[k] earliest arrival at the target with at most so many boardings."""
    target_stop: I32
    counts: I32
    """How many are in ready_stops, alighted_stops, touched_stops, queue."""


def new_space(*, stop_count: int, lane_count: int, max_boardings: int) -> Space:
    """Fresh state for searches of that size."""
    labels = (stop_count, max_boardings + 1)
    return Space(
        best_s=np.full(labels, NEVER, np.int32),
        ready_s=np.full(labels, NEVER, np.int32),
        ride_lane=np.zeros(labels, np.int32),
        ride_run=np.zeros(labels, np.int32),
        ride_from=np.zeros(labels, np.int32),
        ride_to=np.zeros(labels, np.int32),
        ready_row=np.zeros(labels, np.int32),
        target_row=np.full(stop_count, -1, np.int32),
        is_ready=np.zeros(stop_count, np.uint8),
        is_alighted=np.zeros(stop_count, np.uint8),
        is_touched=np.zeros(stop_count, np.uint8),
        ready_stops=np.zeros(stop_count, np.int32),
        alighted_stops=np.zeros(stop_count, np.int32),
        touched_stops=np.zeros(stop_count, np.int32),
        queue=np.zeros(lane_count, np.int32),
        queue_position=np.full(lane_count, NOT_QUEUED, np.int32),
        queue_last=np.zeros(lane_count, np.int32),
        target_s=np.full(max_boardings + 1, NEVER, np.int32),
        target_stop=np.zeros(max_boardings + 1, np.int32),
        counts=np.zeros(4, np.int32),
    )


@dataclass(slots=True, eq=False)
class WorkspacePool:
    """State not in use at the moment; each running search takes one and gives it back."""

    spaces: deque[Space] = field(default_factory=deque)
    bags: deque[Bags] = field(default_factory=deque)

    def take_space(self, *, stop_count: int, lane_count: int, max_boardings: int) -> Space:
        """A space of the right size: an idle one if it fits, else a new one."""
        try:
            space = self.spaces.pop()
        except IndexError:
            space = None
        labels = (stop_count, max_boardings + 1)
        if space is not None and space.best_s.shape == labels and len(space.queue) >= lane_count:
            return space
        return new_space(
            stop_count=stop_count, lane_count=_roomy(lane_count), max_boardings=max_boardings
        )

    def take_bags(self, *, stop_count: int, lane_count: int, room: int) -> Bags:
        """Bags with at least that much room: idle ones if they fit, else new ones."""
        try:
            bags = self.bags.pop()
        except IndexError:
            bags = None
        if (
            bags is not None
            and len(bags.off_head) == stop_count
            and len(bags.queue) >= lane_count
            and len(bags.off) >= room
        ):
            return bags
        return new_bags(stop_count=stop_count, lane_count=_roomy(lane_count), room=room)


def _roomy(lane_count: int) -> int:
    """Some more lanes than there are: delays split lanes, and the state should still fit."""
    return lane_count + lane_count // 4 + 16
