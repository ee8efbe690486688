"""When nobody was out: from then on a day can be driven without knowing what was before."""

import numpy as np
from numpy.typing import NDArray

BEFORE_FIRST_MS, AFTER_LAST_MS = 600_000, 1_200_000
LONGEST_RUN_MS = 6 * 3_600_000


def find_quiet_ms(starts_ms: NDArray[np.int64], ends_ms: NDArray[np.int64], *, now_ms: int) -> int:
    """The last moment before now at which no run was under way or about to be.

    Where buses run day and night: as long before now as no run takes.
    """
    order = np.argsort(starts_ms, kind="stable")
    starts_ms = starts_ms[order] - BEFORE_FIRST_MS
    back_ms = np.maximum.accumulate(ends_ms[order]) + AFTER_LAST_MS
    begun = starts_ms < now_ms
    if not begun.any():
        return now_ms
    last = int(np.flatnonzero(begun)[-1])
    if back_ms[last] < now_ms:
        return now_ms
    quiet = np.flatnonzero(starts_ms[1 : last + 1] > back_ms[:last])
    if len(quiet):
        return int(starts_ms[quiet[-1] + 1])
    return max(int(starts_ms[0]), now_ms - LONGEST_RUN_MS)
