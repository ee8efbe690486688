"""What is known of the way ahead, summed up leg by leg into the measures that weights.py weighs."""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.experience import EVER, HOUR, NOW, RECENT
from modugil.live.predictions.tracks import Tracks
from modugil.live.predictions.weights import (
    COMMON_S,
    DELAY_FADE_S,
    DELAY_LEAST_S,
    DELAY_MOST_S,
    DELAY_S,
    EARLY_S,
    EVER_S,
    HOUR_S,
    NOW_S,
    ONE,
    PACE_LEGS,
    PACE_S,
    PLANNED_MIN,
    RECENT_S,
    STANDS,
    STOPS,
)

F64 = NDArray[np.float64]

PACE_DOUBT_LEGS = 2.0


@inlined
def begin_measures(measures: F64, stands: bool) -> None:
    """Nothing of the way ahead is driven yet."""
    measures[:] = 0.0
    measures[ONE] = 1.0
    measures[STANDS] = 1.0 if stands else 0.0


@kernel
def add_leg(
    measures: F64, layers: F64, planned_s: float, legs: int, delay_s: float, pace_s: float
) -> None:
    """One leg more; `planned_s` and `legs` count all of the way so far.

    Shapes:  `layers` as `estimate` writes them.
    """
    measures[COMMON_S] += layers[0]
    measures[EVER_S] += layers[1 + EVER]
    measures[HOUR_S] += layers[1 + HOUR] - layers[1 + EVER]
    measures[RECENT_S] += layers[1 + RECENT] - layers[1 + HOUR]
    measures[NOW_S] += layers[1 + NOW] - layers[1 + RECENT]
    measures[PLANNED_MIN] = planned_s / 60.0
    measures[STOPS] = legs
    late_s = min(max(delay_s, DELAY_LEAST_S), DELAY_MOST_S)
    share = 1.0 - np.exp(-planned_s / DELAY_FADE_S)
    measures[DELAY_S] = late_s * share
    measures[EARLY_S] = min(late_s, 0.0) * share
    measures[PACE_S] = pace_s * legs / (1.0 + legs / PACE_LEGS)


@inlined
def pace_of(tracks: Tracks, vehicle: int, trip: int) -> float:
    """Seconds lost a leg lately beyond what was expected; 0 where nothing tells."""
    if tracks.trip[vehicle] != trip:
        return 0.0
    return float(tracks.lost_s[vehicle] / (tracks.legs[vehicle] + PACE_DOUBT_LEGS))


@inlined
def weigh(weights: F64, measures: F64) -> float:
    """The measures by their weights; summed here because numba's own product needs scipy."""
    sum_s = 0.0
    for i in range(len(weights)):
        sum_s += weights[i] * measures[i]
    return sum_s
