"""A heap of (cost, node) pairs, four children each, in one array of whole numbers.

A cost that is not negative sorts like the bits of its float32, so one uint64 holds the pair and one
comparison orders it; equal costs go by node, which keeps every answer the same from run to run.
"""

import numpy as np
from numpy.typing import NDArray

from modugil.routing.streets.facts import Real
from modugil.routing.streets.judge import jit

_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@jit
def push(heap: NDArray[np.uint64], size: int, cost: Real, node: int) -> int:
    """The heap with the pair in it; its new size."""
    key = (np.uint64(np.float32(cost).view(np.uint32)) << _HALF) | np.uint64(node)
    place = size
    while place > 0:
        parent = (place - 1) >> 2
        if heap[parent] <= key:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = key
    return size + 1


@jit
def pop(heap: NDArray[np.uint64], size: int) -> tuple[Real, int, int]:
    """The cheapest pair taken out: its cost, its node, and the new size."""
    top = heap[0]
    size -= 1
    key = heap[size]
    place = 0
    while True:
        child = 4 * place + 1
        if child >= size:
            break
        least = child
        for other in range(child + 1, min(child + 4, size)):
            if heap[other] < heap[least]:
                least = other
        if heap[least] >= key:
            break
        heap[place] = heap[least]
        place = least
    heap[place] = key
    cost: Real = np.uint32(top >> _HALF).view(np.float32)
    return cost, int(top & _LOW), size
