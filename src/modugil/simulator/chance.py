"""Chance without a memory: the same question always draws the same number.

Nothing here keeps a state, so what one vehicle draws never depends on what others drew before it,
and a message's fate does not change where its vehicle drives.
"""

import math
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import kernel

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0


class Draw(IntEnum):
    """What is drawn: two purposes never share a number."""

    TRAFFIC = 1
    LIGHT = 2
    LIGHT_PHASE = 3
    BOARD = 4
    ALIGHT = 5
    DWELL = 6
    WHEELCHAIR = 7
    NOISE_EAST = 8
    NOISE_NORTH = 9
    QUALITY = 10
    LANE = 11
    PHASE = 12
    BREAKDOWN = 13
    LONG_STOP = 14
    HINT = 15
    FORM = 16
    LOSS = 17
    LATE = 18
    DELAY = 19
    DUPLICATE = 20
    OUTAGE = 21
    OUTAGE_LENGTH = 22
    CLONE = 23
    DEMAND = 24
    MISHAP = 25
    WIFI = 26


@kernel
def _mix(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> _S30)) * _FIRST
    value = (value ^ (value >> _S27)) * _SECOND
    return value ^ (value >> _S31)


@kernel
def draw(seed: int, first: int, second: int, purpose: int) -> float:
    """A number from 0 to below 1 (splitmix64 over the four)."""
    value = _mix((np.uint64(seed) + np.uint64(purpose) * _SECOND) ^ (np.uint64(first) * _GOLDEN))
    value = _mix(value + np.uint64(second) * _FIRST + _GOLDEN)
    return float(value >> _S11) * _UNIT


@kernel
def draw_normal(seed: int, first: int, second: int, purpose: int) -> float:
    """A normal number with mean 0 and deviation 1 (Box and Muller)."""
    one = draw(seed, first, second, purpose)
    two = draw(seed, first, second, purpose + 1000)
    return math.sqrt(-2.0 * math.log(1.0 - one)) * math.cos(2.0 * math.pi * two)


@kernel
def draw_many(seed: int, first: I64, second: I64, purpose: int) -> F64:
    """One number for each pair of the two columns."""
    result = np.empty(len(first), np.float64)
    for row in range(len(first)):
        result[row] = draw(seed, first[row], second[row], purpose)
    return result


@kernel
def draw_smooth(seed: int, key: int, place: float, purpose: int) -> float:
    """A number from -1 to 1 that changes smoothly as `place` does, new at each whole one."""
    low = math.floor(place)
    share = place - low
    share = share * share * (3.0 - 2.0 * share)
    one = draw(seed, key, int(low), purpose)
    two = draw(seed, key, int(low) + 1, purpose)
    return 2.0 * (one + (two - one) * share) - 1.0
