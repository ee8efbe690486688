"""What was learnt of each leg: how much longer than planned vehicles took, by how long ago.

Four layers, each shrunk towards the one before it, the first towards what legs of that planned
length take anywhere: all that was seen, the same hour of the day, the last hour, just now.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.live.progress import I64

F64 = NDArray[np.float64]

LAYERS = 4
FROM_REACHED, FROM_LEFT = 0, 1
"""Whether a leg's time counts from when its first stop was reached, dwell included, or left."""
EVER, HOUR, RECENT, NOW = range(LAYERS)
FADE_S = np.array([14.0 * 86_400.0, 14.0 * 86_400.0, 3_600.0, 900.0])
"""After this long an observation counts e times less."""
SHRINK = np.array([1.0, 4.0, 3.0, 6.0])
"""How many observations the layer before counts as."""
LENGTH_S = np.array([25.0, 40.0, 60.0, 90.0, 150.0, 300.0])
"""Bounds of the classes of planned length by which legs without observations are guessed."""
LEAST_S, MOST_S = -150.0, 240.0
"""Time lost beyond these is cut: a vehicle that broke down says little of the street."""
USUAL_S = 90.0
ABSURD_S = 900.0
COMMON_FADE = 0.9995
DAY_S, HOUR_S = 86_400.0, 3_600.0


class Experience(NamedTuple):
    """Weights and means of the time lost on each leg against the timetable.

    Shapes:  l legs; `weight`, `mean` float64[l, 2, 3] for the layers EVER, RECENT and NOW, those of
             the hours [l, 2, 24]; `newest_ms` int64[l, 2]; `common_*` [2, 2, 7] by where time
             counts from, whether the leg is a trip's first, and class of length; `dwell_*` [l].
    Units:   seconds; instants in UTC milliseconds.
    """

    weight: F64
    mean: F64
    hour_weight: F64
    hour_mean: F64
    newest_ms: I64
    common_weight: F64
    common_mean: F64
    dwell_weight: F64
    dwell_mean: F64


def build_experience(legs: int) -> Experience:
    """Nothing seen yet."""
    return Experience(
        np.zeros((legs, 2, 3)),
        np.zeros((legs, 2, 3)),
        np.zeros((legs, 2, 24)),
        np.zeros((legs, 2, 24)),
        np.zeros((legs, 2), np.int64),
        np.full((2, 2, 7), 20.0),
        np.zeros((2, 2, 7)),
        np.full(legs, 4.0),
        np.full(legs, 12.0),
    )


@inlined
def length_class(planned_s: float) -> int:
    """The class of a leg of that planned length."""
    return int(np.searchsorted(LENGTH_S, planned_s, side="right"))


@inlined
def hour_of(second: float) -> int:
    """The hour of the day of that second of a service date, which may be past 24 h."""
    return int((second % DAY_S) // HOUR_S)


@kernel
def estimate(  # noqa: PLR0913 (a kernel: what it reads and where it writes)
    known: Experience,
    leg: int,
    start: int,
    first: int,
    planned_s: float,
    second: float,
    now_ms: int,
    out: F64,
) -> float:
    """Seconds lost on the leg as each layer has it, after the common guess, written to `out`.

    Shapes:  `out` float64[5]; the result is how much fresh observation stands behind it.
    """
    out[0] = known.common_mean[start, first, length_class(planned_s)]
    age_s = max(0.0, (now_ms - known.newest_ms[leg, start]) / 1000.0)
    hour = hour_of(second)
    weight = 0.0
    for layer in range(LAYERS):
        if layer == HOUR:
            weight, mean = known.hour_weight[leg, start, hour], known.hour_mean[leg, start, hour]
        else:
            kept = layer if layer == EVER else layer - 1
            weight = known.weight[leg, start, kept] * np.exp(-age_s / FADE_S[layer])
            mean = known.mean[leg, start, kept]
        shrink = SHRINK[layer]
        out[layer + 1] = (weight * mean + shrink * out[layer]) / (weight + shrink)
    return float(known.weight[leg, start, 1] * np.exp(-age_s / FADE_S[RECENT]))


@kernel
def observe(  # noqa: PLR0913 (a kernel: an observation in full)
    known: Experience,
    leg: int,
    start: int,
    first: int,
    planned_s: float,
    lost_s: float,
    second: float,
    time_ms: int,
    share: float,
) -> None:
    """One vehicle lost that much on the leg; `share` is how far the observation is its own."""
    lost_s = min(max(lost_s, LEAST_S), MOST_S)
    kind = length_class(planned_s)
    common = known.common_weight[start, first, kind] * COMMON_FADE + share
    known.common_weight[start, first, kind] = common
    known.common_mean[start, first, kind] += (
        share * (lost_s - known.common_mean[start, first, kind]) / common
    )
    age_s = max(0.0, (time_ms - known.newest_ms[leg, start]) / 1000.0)
    for kept in range(3):
        fade_s = FADE_S[kept if kept == EVER else kept + 1]
        weight = known.weight[leg, start, kept] * np.exp(-age_s / fade_s)
        mean = known.mean[leg, start, kept]
        known.weight[leg, start, kept] = weight + share
        known.mean[leg, start, kept] = mean + share * tame(lost_s, mean, weight) / (weight + share)
    hour = hour_of(second)
    weight, mean = known.hour_weight[leg, start, hour], known.hour_mean[leg, start, hour]
    known.hour_weight[leg, start, hour] = min(weight + share, 60.0)
    known.hour_mean[leg, start, hour] = mean + share * tame(lost_s, mean, weight) / (weight + share)
    known.newest_ms[leg, start] = max(time_ms, known.newest_ms[leg, start])


@inlined
def tame(lost_s: float, mean: float, weight: float) -> float:
    """How far an observation lies from the mean, cut where there is a mean worth the name."""
    away_s = lost_s - mean
    if weight > 1.5:
        away_s = min(max(away_s, -USUAL_S), USUAL_S)
    return away_s


@inlined
def observe_dwell(known: Experience, leg: int, dwell_s: float) -> None:
    """A vehicle stood so long before it began the leg."""
    if 0.0 <= dwell_s <= 180.0:
        weight = min(known.dwell_weight[leg] + 1.0, 50.0)
        known.dwell_weight[leg] = weight
        known.dwell_mean[leg] += (dwell_s - known.dwell_mean[leg]) / weight
