"""What is read, remembered and counted while fixes are watched, as columns by vehicle."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.progress import I32, I64, U8
from modugil.live.rules.verdict import Verdict

F64 = NDArray[np.float64]
NO_CELL = -(1 << 62)
QUALITIES = 10
"""Those of NMEA 0183, and the last for not told."""


class Limits(NamedTuple):
    """From when on driving is told of."""

    cell_m: float
    over_mps: float
    """A speed above this is over the limit, whatever the receiver's error."""
    over_ms: int
    brake_mps2: float
    accelerate_mps2: float
    moves_mps: float


class Seen(NamedTuple):
    """The fixes of one pass, each vehicle's in the order in which they came.

    Shapes:  n rows each.
    Units:   metres from the region's origin.
    """

    vehicle: I32
    time_ms: I64
    received_ms: I64
    x_m: F64
    y_m: F64
    speed_mps: F64
    quality: U8
    verdict: U8


class Memory(NamedTuple):
    """What is remembered of each vehicle from fix to fix.

    Shapes:  v rows each. Units: UTC milliseconds, 0 before the first fix.
    """

    newest_ms: I64
    usual_ms: F64
    x_m: F64
    y_m: F64
    speed_mps: F64
    cell: I64
    over_since_ms: I64
    """0 while not over the limit, -1 once that was told."""
    told_ms: I64
    """When a harsh braking or acceleration was told last."""
    spell: I64
    """How many fixes it stands for already."""
    mean_x_m: F64
    mean_y_m: F64
    scatter_m2: F64


class Tally(NamedTuple):
    """Counts per vehicle over one half hour.

    Shapes:  v rows each; `verdicts` [v, 9], `qualities` [v, 10].
    """

    fixes: I64
    span_ms: I64
    gap_ms: I64
    gaps: I64
    longest_ms: I64
    skew_ms: I64
    """The least of received minus measured; the largest number before the first."""
    still: I64
    scatter_m2: F64
    verdicts: I64
    qualities: I64


NO_SKEW = 1 << 62


def build_memory(vehicles: int) -> Memory:
    """Nothing seen yet of so many vehicles."""
    kinds = ("i8", "f8", "f8", "f8", "f8", "i8", "i8", "i8", "i8", "f8", "f8", "f8")
    memory = Memory(*(np.zeros(vehicles, kind) for kind in kinds))
    memory.cell[:] = NO_CELL
    memory.speed_mps[:] = np.nan
    return memory


def build_tally(vehicles: int) -> Tally:
    """Nothing counted yet of so many vehicles."""
    kinds = ("i8",) * 7 + ("f8",)
    columns = [np.zeros(vehicles, kind) for kind in kinds]
    tables = [np.zeros((vehicles, width), np.int64) for width in (len(Verdict), QUALITIES)]
    tally = Tally(*columns, *tables)
    tally.skew_ms[:] = NO_SKEW
    return tally


class Happened(NamedTuple):
    """Passages through cells, and what happened there.

    Shapes:  k rows each.
    """

    vehicle: I32
    cell: I64
    kind: U8
