"""Of which vehicles nothing can be said: better no minute than one nothing supports."""

import numpy as np
from numpy.typing import NDArray

from modugil.live.progress import I32, Progress, VehicleStatus

OLD_FIX_MS = 300_000
"""A vehicle not heard of for longer may be anywhere."""
LONG_DETOUR_MS = 600_000
"""A vehicle away from its way, and at no stop, for longer may never come back to it."""
WITHOUT_TRIP = (int(VehicleStatus.UNASSIGNED), int(VehicleStatus.DEADHEAD))


def find_supported(progress: Progress, rows: I32, *, now_ms: int) -> NDArray[np.bool_]:
    """Of which of these rows of the fleet something can be said."""
    status = progress.status[rows]
    told_ms = progress.time_ms[rows]
    lost = (status == VehicleStatus.DETOUR) & (
        told_ms - progress.last_event_ms[rows] > LONG_DETOUR_MS
    )
    known: NDArray[np.bool_] = (
        (progress.trip[rows] >= 0)
        & ~np.isin(status, WITHOUT_TRIP)
        & (now_ms - told_ms <= OLD_FIX_MS)
        & ~lost
    )
    return known
