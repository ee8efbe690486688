"""Room to search in, kept by each thread, never cleared: a stamp marks a search's own entries."""

import threading
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

U32 = NDArray[np.uint32]


class Workspace(NamedTuple):
    """Arrays one search writes while it runs.

    Shapes:  n nodes. `label` is [n, 4] as in `StreetCosts`; `parent` [n] is the edge * 2 + backward
             a node was reached by, or -1 - seed; `before` [n] the node it was reached from, or -1;
             `stamp` [n] is 2 * generation where touched, one more where settled; `bound` [n] the
             least cost still to go; `settled` [n] the nodes in the order of their cost.
    """

    label: NDArray[np.float32]
    parent: NDArray[np.int32]
    before: NDArray[np.int32]
    stamp: U32
    bound: NDArray[np.float32]
    settled: NDArray[np.int32]
    heap: NDArray[np.uint64]
    generation: NDArray[np.uint32]
    """[1] grows with each search."""


_of_thread = threading.local()


def get_workspace(node_count: int, arc_count: int) -> Workspace:
    """This thread's room for networks of that size, in which one search may run at a time."""
    rooms: dict[tuple[int, int], Workspace] = _of_thread.__dict__.setdefault("rooms", {})
    size = (node_count, arc_count)
    if size not in rooms:
        rooms.clear()
        rooms[size] = Workspace(
            label=np.empty((node_count, 4), np.float32),
            parent=np.empty(node_count, np.int32),
            before=np.empty(node_count, np.int32),
            stamp=np.zeros(node_count, np.uint32),
            bound=np.empty(node_count, np.float32),
            settled=np.empty(node_count, np.int32),
            heap=np.empty(arc_count + node_count + 64, np.uint64),
            generation=np.zeros(1, np.uint32),
        )
    return rooms[size]
