"""From an expected second to what is said: the shown arrival, its median and its interval."""

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.calibration import (
    HORIZONS,
    Calibration,
    class_middle_s,
    horizon_class,
    scale_s,
)
from modugil.live.predictions.columns import Expected
from modugil.live.predictions.network import PredictionNetwork
from modugil.live.snapshot.run_state import Support

TIMETABLE = int(Support.TIMETABLE)
LATE_START_MS = 120_000
"""How much later than planned a trip may begin and still be inside the interval."""


@kernel
def write_layover(
    network: PredictionNetwork, times: int, now_s: float, base_ms: int, out: Expected, row: int
) -> None:
    """The first stop, from which it has not left yet: never before the planned departure."""
    leaves_s = max(now_s, float(network.departure_s[times]))
    reaches_s = min(max(now_s, float(network.arrival_s[times])), leaves_s)
    out.position[row] = 0
    out.arrival_ms[row] = base_ms + int(1000.0 * reaches_s)
    out.departure_ms[row] = base_ms + int(1000.0 * leaves_s)
    out.median_ms[row] = out.arrival_ms[row]
    out.likely_ms[row] = out.departure_ms[row]
    out.low_ms[row] = out.arrival_ms[row]
    out.high_ms[row] = out.departure_ms[row] + LATE_START_MS
    out.support[row] = TIMETABLE


@kernel
def write_arrival(
    made: Calibration, expected_s: float, now_s: float, base_ms: int, out: Expected, row: int
) -> None:
    """Arrival, median and interval of one stop; the interval holds the shown arrival."""
    ahead_s = expected_s - now_s
    unit_s = scale_s(ahead_s)
    low, share = neighbours(ahead_s)
    high = min(low + 1, HORIZONS - 1)
    lean_s = made.lean_s[low] * (1.0 - share) + made.lean_s[high] * share
    middle = made.middle[low] * (1.0 - share) + made.middle[high] * share
    least = made.low[low] * (1.0 - share) + made.low[high] * share
    most = made.high[low] * (1.0 - share) + made.high[high] * share
    out.arrival_ms[row] = base_ms + int(1000.0 * max(expected_s - lean_s, now_s))
    out.median_ms[row] = base_ms + int(1000.0 * max(expected_s + middle * unit_s, now_s))
    out.low_ms[row] = base_ms + int(1000.0 * max(expected_s + least * unit_s, now_s))
    out.high_ms[row] = base_ms + int(1000.0 * max(expected_s + most * unit_s, now_s))


@kernel
def settle_departure(
    out: Expected, row: int, before_ms: int, dwell_s: float, not_before_ms: int
) -> None:
    """In order of the way: nothing before `before_ms`, no departure before `not_before_ms`."""
    dwell_ms = int(1000.0 * dwell_s)
    out.likely_ms[row] = max(out.median_ms[row], before_ms) + dwell_ms
    out.arrival_ms[row] = max(out.arrival_ms[row], before_ms)
    out.departure_ms[row] = max(out.arrival_ms[row] + dwell_ms, not_before_ms)
    out.likely_ms[row] = max(out.likely_ms[row], out.departure_ms[row])
    out.low_ms[row] = min(out.low_ms[row], out.arrival_ms[row])
    out.high_ms[row] = max(out.high_ms[row], out.arrival_ms[row])


@inlined
def neighbours(ahead_s: float) -> tuple[int, float]:
    """The class of horizon below, and how far it is from its middle to the next one's."""
    low = horizon_class(ahead_s)
    if low > 0 and ahead_s < class_middle_s(low):
        low -= 1
    if low >= HORIZONS - 1 or ahead_s <= class_middle_s(low):
        return low, 0.0
    span_s = class_middle_s(low + 1) - class_middle_s(low)
    return low, min(1.0, (ahead_s - class_middle_s(low)) / span_s)
