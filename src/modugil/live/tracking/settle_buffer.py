"""Fixes held back until what was sent before them has had time to arrive.

A fix is given out once `hold_ms` have passed since it was *received*, and with it everything of
its vehicle that was measured before. So a packet delayed by less than that, and a gap back-filled
within that time after the vehicle was heard again, come out in the order in which they were
measured, however long the gap itself was.
"""

import numpy as np
from numpy.typing import NDArray

from modugil.live.batch import FixBatch, concatenate_batches


class SettleBuffer:
    """Puts fixes back into the order in which they were measured."""

    def __init__(self, *, hold_ms: int) -> None:
        """Hold nothing yet."""
        self._hold_ms = hold_ms
        self._held: list[FixBatch] = []

    def __len__(self) -> int:
        """How many fixes are held."""
        return sum(len(batch) for batch in self._held)

    def add(self, batch: FixBatch) -> None:
        """Hold these fixes."""
        if len(batch):
            self._held.append(batch)

    def release(self, *, now_ms: int) -> FixBatch | None:
        """What has been held long enough, each vehicle's fixes in time order, each only once."""
        return self._release(received_by_ms=now_ms - self._hold_ms)

    def release_all(self) -> FixBatch | None:
        """Everything, for the end of a day or of the process."""
        return self._release(received_by_ms=np.iinfo(np.int64).max)

    def _release(self, *, received_by_ms: int) -> FixBatch | None:
        if not any((batch.received_ms <= received_by_ms).any() for batch in self._held):
            return None
        held = concatenate_batches(self._held)
        settled_ms = _newest_received(held, received_by_ms)
        ripe = held.time_ms <= settled_ms[held.vehicle]
        rest = held.take(~ripe)
        self._held = [rest] if len(rest) else []
        return held.take(_ordered_once(held, np.flatnonzero(ripe)))


def _newest_received(held: FixBatch, received_by_ms: int) -> NDArray[np.int64]:
    """Per vehicle, the newest measurement among the fixes received by then."""
    vehicles = int(held.vehicle.max()) + 1
    newest: NDArray[np.int64] = np.full(vehicles, np.iinfo(np.int64).min, np.int64)
    ripe = held.received_ms <= received_by_ms
    np.maximum.at(newest, held.vehicle[ripe], held.time_ms[ripe])
    return newest


def _ordered_once(held: FixBatch, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The rows by vehicle and time; of fixes measured at one instant the first received."""
    order = np.lexsort((held.received_ms[rows], held.time_ms[rows], held.vehicle[rows]))
    rows = rows[order]
    first = np.ones(len(rows), np.bool_)
    first[1:] = (np.diff(held.vehicle[rows]) != 0) | (np.diff(held.time_ms[rows]) != 0)
    kept: NDArray[np.intp] = rows[first]
    return kept
