"""How far predictions turned out to be off, by how far ahead they were, and what follows from it.

The error of a prediction is measured in a scale that grows with its horizon and counted in a
histogram per class of horizon. From it follow the interval that holds nine of ten arrivals, the
median, and the *shown* minute: the one with most of the arrivals inside the window of windows.py.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.windows import EARLIEST_S, HORIZON_S, LATEST_S

F64 = NDArray[np.float64]

HORIZONS = 18
"""Classes of horizon: each minute up to 15, then to 20, to 30, and beyond."""
BINS = 80
BIN = 0.1
"""Width of a bin, in scales; the bins reach from -4 to 4."""
SCALE_S, SCALE_RATIO = 18.0, 0.168
FADE_S = 2_700.0
"""After this long an error counts e times less."""
PRIOR_COUNT = 150.0
"""How many errors of the usual shape each class begins with."""
LOW, HIGH = 0.05, 0.95
CHOICES_S = np.arange(-30.0, 241.0, 5.0)
"""How much earlier than expected an arrival may be shown: never more than four minutes."""
BEYOND_S = (-90.0, 570.0)
"""The window past 15 minutes, where the benchmark ends: as it grows on to half an hour."""


class Calibration(NamedTuple):
    """Errors seen, and what is derived from them for each class of horizon.

    Shapes:  `seen` and `prior` float64[18, 80]; `lean_s` [18]; `low`, `middle`, `high` [18].
    Units:   `lean_s` seconds; the others scales of the horizon.
    """

    seen: F64
    prior: F64
    lean_s: F64
    low: F64
    middle: F64
    high: F64


def build_calibration() -> Calibration:
    """No error seen yet: the usual shape, a little wider than a bell."""
    centre = (np.arange(BINS) - BINS / 2 + 0.5) * BIN
    shape = np.exp(-0.5 * centre**2) + 0.12 * np.exp(-0.5 * (centre / 2.0) ** 2)
    prior = np.repeat((PRIOR_COUNT * shape / shape.sum())[np.newaxis], HORIZONS, axis=0)
    made = Calibration(np.zeros((HORIZONS, BINS)), prior, *(np.zeros(HORIZONS) for _ in range(4)))
    derive(made)
    return made


@inlined
def horizon_class(ahead_s: float) -> int:
    """The class of a prediction so many seconds ahead."""
    if ahead_s < 900.0:
        return max(0, int(ahead_s // 60.0))
    if ahead_s < 1_200.0:
        return 15
    return 16 if ahead_s < 1_800.0 else 17


@inlined
def class_middle_s(kind: int) -> float:
    """Seconds ahead that stand for a class."""
    if kind < 15:
        return kind * 60.0 + 30.0
    if kind == 15:
        return 1_050.0
    return 1_500.0 if kind == 16 else 2_400.0


@inlined
def scale_s(ahead_s: float) -> float:
    """The unit in which errors of predictions so far ahead are measured."""
    return SCALE_S + SCALE_RATIO * ahead_s


@inlined
def count_error(made: Calibration, kind: int, error_s: float) -> None:
    """A prediction of that class was off by so much (actual minus predicted)."""
    at = int(np.floor(error_s / scale_s(class_middle_s(kind)) / BIN)) + BINS // 2
    made.seen[kind, min(max(at, 0), BINS - 1)] += 1.0


@kernel
def derive(made: Calibration) -> None:
    """Lean, median and interval of every class anew, each class with some of its neighbours."""
    mass = np.empty(BINS)
    for kind in range(HORIZONS):
        for at in range(BINS):
            mass[at] = made.seen[kind, at] + made.prior[kind, at]
            if kind > 0:
                mass[at] += 0.5 * made.seen[kind - 1, at]
            if kind < HORIZONS - 1:
                mass[at] += 0.5 * made.seen[kind + 1, at]
        made.low[kind] = quantile(mass, LOW)
        made.middle[kind] = quantile(mass, 0.5)
        made.high[kind] = quantile(mass, HIGH)
        made.lean_s[kind] = best_lean_s(mass, class_middle_s(kind))
    smooth(made.lean_s)


@inlined
def smooth(values: F64) -> None:
    """Each value half its own, a quarter of each neighbour's: a minute shown does not jump."""
    before = values[0]
    for at in range(1, len(values) - 1):
        mixed = 0.25 * before + 0.5 * values[at] + 0.25 * values[at + 1]
        before = values[at]
        values[at] = mixed


@kernel
def quantile(mass: F64, share: float) -> float:
    """The error, in scales, below which that share of the mass lies."""
    wanted = mass.sum() * share
    below = 0.0
    for at in range(BINS):
        if below + mass[at] >= wanted:
            return float((at - BINS / 2 + (wanted - below) / mass[at]) * BIN)
        below += mass[at]
    return BINS / 2 * BIN


@kernel
def best_lean_s(mass: F64, ahead_s: float) -> float:
    """How much earlier to show the arrival so that it is most often inside its window."""
    best, chosen = -1.0, 0.0
    unit_s = scale_s(ahead_s)
    for lean_s in CHOICES_S:
        inside = 0.0
        for at in range(BINS):
            error_s = (at - BINS / 2 + 0.5) * BIN * unit_s
            inside += mass[at] * share_inside(error_s + lean_s, ahead_s + error_s)
        if inside > best + 1e-9:
            best, chosen = inside, lean_s
    return float(chosen)


@inlined
def share_inside(error_s: float, ahead_s: float) -> float:
    """1 well inside the window of that actual horizon, 0 well outside, between at its edges."""
    kind = 0
    while kind < 3 and ahead_s >= HORIZON_S[kind + 1]:
        kind += 1
    earliest_s, latest_s = EARLIEST_S[kind], LATEST_S[kind]
    if ahead_s >= HORIZON_S[4]:
        earliest_s, latest_s = BEYOND_S
    low = min(max(error_s - earliest_s + 5.0, 0.0), 10.0) / 10.0
    high = min(max(latest_s - error_s + 5.0, 0.0), 10.0) / 10.0
    return float(low * high)
