"""Labels of the search by arrival, boardings and unverified metres, kept in bags by stop.

A bag holds the labels of one stop that no other label there beats. There are two kinds: *off*, one
has got off a vehicle here; *ready*, one can board here. All labels of a kind are rows of one
array; the columns are named below. A bag is a chain through its rows, newest first.
"""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner
from modugil.routing.transit.lanes import I32, NOT_QUEUED, U8

NONE = -1
MOMENT, METRES, ROUND, NEXT, PARENT = 0, 1, 2, 3, 4
"""Columns of both kinds. PARENT: of off the ready label, of ready the off label or NONE."""
LANE, RUN, FROM, TO = 5, 6, 7, 8
"""Columns of off: the ride that led here."""
ROW, BORN = 5, 6
"""Columns of ready: the transfer (or source) that led here, and in which turn it was made."""
LABEL_COLUMNS = 9

RESULT_MOMENT, RESULT_METRES, RESULT_ROUND, RESULT_OFF, RESULT_TARGET, RESULT_TURN = range(6)
RESULT_COLUMNS = 6
"""Columns of results: arrivals at the end; a beaten one has RESULT_OFF NONE."""
OFF_COUNT, READY_COUNT, RESULT_COUNT, READY_STOPS, OFF_LABELS, TOUCHED, QUEUED, FULL = range(8)
FRONT_COUNT = 8
"""Counters; FULL is 1 once some array was too small."""
LANE_BAG_SHARE = 32
"""Room for labels aboard one lane: this part of all the room."""


class Bags(NamedTuple):
    """State of one search; between searches every chain is empty.

    Shapes:  s stops, c rows of room for labels, l lanes.
    """

    off: I32
    """[c, LABEL_COLUMNS]"""
    ready: I32
    results: I32
    front: I32
    """[c, 3] moment, metres and round of the arrivals at the end that no other beats."""
    off_head: I32
    """[s] newest row of the bag, or NONE."""
    ready_head: I32
    target_head: I32
    """[s] first row of the targets at the stop, or NONE."""
    is_ready: U8
    is_touched: U8
    ready_stops: I32
    new_off: I32
    """[c] off labels of this round."""
    off_stop: I32
    """[c] the stop of each off label."""
    touched_stops: I32
    queue: I32
    queue_position: I32
    lane_bag: I32
    """[c / LANE_BAG_SHARE, 4] aboard one lane: run, metres, ready label, boarding position."""
    counts: I32


def new_bags(*, stop_count: int, lane_count: int, room: int) -> Bags:
    """Fresh state for searches of that size, with room for that many labels."""
    return Bags(
        off=np.zeros((room, LABEL_COLUMNS), np.int32),
        ready=np.zeros((room, LABEL_COLUMNS), np.int32),
        results=np.zeros((room, RESULT_COLUMNS), np.int32),
        front=np.zeros((room, 3), np.int32),
        off_head=np.full(stop_count, NONE, np.int32),
        ready_head=np.full(stop_count, NONE, np.int32),
        target_head=np.full(stop_count, NONE, np.int32),
        is_ready=np.zeros(stop_count, np.uint8),
        is_touched=np.zeros(stop_count, np.uint8),
        ready_stops=np.zeros(stop_count, np.int32),
        new_off=np.zeros(room, np.int32),
        off_stop=np.zeros(room, np.int32),
        touched_stops=np.zeros(stop_count, np.int32),
        queue=np.zeros(lane_count, np.int32),
        queue_position=np.full(lane_count, NOT_QUEUED, np.int32),
        lane_bag=np.zeros((room // LANE_BAG_SHARE, 4), np.int32),
        counts=np.zeros(9, np.int32),
    )


def set_front(bags: Bags, arrivals: list[tuple[int, int, int]]) -> None:
    """Arrivals known before the search; what is no better than they are is not found again."""
    for row, arrival in enumerate(arrivals):
        bags.front[row] = arrival
    bags.counts[FRONT_COUNT] = len(arrivals)


@inner
def touch(bags: Bags, stop: int) -> None:
    """The stop will have to be emptied after the search."""
    if bags.is_touched[stop] == 0:
        bags.is_touched[stop] = 1
        bags.touched_stops[bags.counts[TOUCHED]] = stop
        bags.counts[TOUCHED] += 1


@inner
def is_beaten(labels: I32, head: int, moment: int, metres: int, round_: int) -> bool:
    """Whether a label of the chain is as good in every respect."""
    row = head
    while row != NONE:
        if (
            labels[row, MOMENT] <= moment
            and labels[row, METRES] <= metres
            and labels[row, ROUND] <= round_
        ):
            return True
        row = labels[row, NEXT]
    return False


@inner
def drop_beaten(labels: I32, heads: I32, stop: int, new: int) -> None:
    """Takes from the stop's chain what the new label beats; the new label becomes its head."""
    moment, metres, round_ = labels[new, MOMENT], labels[new, METRES], labels[new, ROUND]
    last = new
    row = heads[stop]
    while row != NONE:
        following = labels[row, NEXT]
        if (
            labels[row, MOMENT] < moment
            or labels[row, METRES] < metres
            or labels[row, ROUND] < round_
        ):
            labels[last, NEXT] = row
            last = row
        row = following
    labels[last, NEXT] = NONE
    heads[stop] = new


@inner
def is_hopeless(front: I32, count: int, moment: int, metres: int, round_: int) -> bool:
    """Whether some arrival of the front is already as good in every respect."""
    for row in range(count):
        if front[row, 0] <= moment and front[row, 1] <= metres and front[row, 2] <= round_:
            return True
    return False


@inner
def _advance_front(bags: Bags, moment: int, metres: int, round_: int) -> None:
    """The arrival joins the front; what it beats there goes."""
    front = bags.front
    kept = 0
    for row in range(bags.counts[FRONT_COUNT]):
        if front[row, 0] < moment or front[row, 1] < metres or front[row, 2] < round_:
            front[kept, 0], front[kept, 1], front[kept, 2] = (
                front[row, 0],
                front[row, 1],
                front[row, 2],
            )
            kept += 1
    front[kept, 0], front[kept, 1], front[kept, 2] = moment, metres, round_
    bags.counts[FRONT_COUNT] = kept + 1


@inner
def add_result(  # noqa: PLR0913  the columns of one row
    bags: Bags, moment: int, metres: int, off: int, target: int, turn: int
) -> None:
    """An arrival at the end, unless as good a one is known; beaten ones of the same turn go.

    A turn is one departure: an arrival of a later departure is never beaten by an earlier one.
    """
    round_ = bags.off[off, ROUND]
    if is_hopeless(bags.front, bags.counts[FRONT_COUNT], moment, metres, round_):
        return
    results = bags.results
    count = bags.counts[RESULT_COUNT]
    row = count - 1
    while row >= 0 and results[row, RESULT_TURN] == turn:
        if (
            results[row, RESULT_MOMENT] >= moment
            and results[row, RESULT_METRES] >= metres
            and results[row, RESULT_ROUND] >= round_
        ):
            results[row, RESULT_OFF] = NONE
        row -= 1
    if count == len(results):
        bags.counts[FULL] = 1
        return
    results[count, RESULT_MOMENT], results[count, RESULT_METRES] = moment, metres
    results[count, RESULT_ROUND], results[count, RESULT_OFF] = round_, off
    results[count, RESULT_TARGET], results[count, RESULT_TURN] = target, turn
    bags.counts[RESULT_COUNT] = count + 1
    _advance_front(bags, moment, metres, round_)


@inner
def add_ready(  # noqa: PLR0913  the columns of one row
    bags: Bags,
    stop: int,
    moment: int,
    metres: int,
    parent: int,
    row: int,
    round_born: tuple[int, int],
) -> None:
    """One can be at the stop, ready to board; whoever calls has looked that it is not beaten."""
    round_, born = round_born
    new = bags.counts[READY_COUNT]
    if new == len(bags.ready):
        bags.counts[FULL] = 1
        return
    bags.counts[READY_COUNT] = new + 1
    ready = bags.ready
    ready[new, MOMENT], ready[new, METRES], ready[new, ROUND] = moment, metres, round_
    ready[new, PARENT], ready[new, ROW], ready[new, BORN] = parent, row, born
    touch(bags, stop)
    drop_beaten(ready, bags.ready_head, stop, new)
    if bags.is_ready[stop] == 0:
        bags.is_ready[stop] = 1
        bags.ready_stops[bags.counts[READY_STOPS]] = stop
        bags.counts[READY_STOPS] += 1


@inner
def empty_bags(bags: Bags, target_stop: I32) -> None:
    """Everything is as when new."""
    for i in range(bags.counts[TOUCHED]):
        stop = bags.touched_stops[i]
        bags.is_touched[stop] = 0
        bags.is_ready[stop] = 0
        bags.off_head[stop] = NONE
        bags.ready_head[stop] = NONE
    for i in range(len(target_stop)):
        bags.target_head[target_stop[i]] = NONE
    bags.counts[:] = 0
