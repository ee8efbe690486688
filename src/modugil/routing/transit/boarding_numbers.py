"""Getting on and off by numbers: kerb, floor and ramp against a person's limits.

The rise is the height between kerb and floor; of a vehicle that kneels, with the floor up or down,
whichever is less. One whose floor is told without a kneeling height does not kneel. The slope of a
ramp is the rise over the length it covers on the ground, sqrt(ramp² - rise²): a ramp's length is
told along the ramp, and limits of slopes are rise over run.

- A door narrower than the person needs: NO, whatever else is known.
- A ramp not steeper than the person's limit: YES.
- A ramp too steep, too short, or known not to be there, and a rise above the person's step: NO.
- Anything else: UNKNOWN, so that the two flags decide. So is a rise the person could step over
  without a ramp, as the gap beside it is not known; and a vehicle that is told only as it kneels,
  below the kerb: as it stands it may be level.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache
from math import inf, isnan, nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.region.timetable import BoardingMeasures
from modugil.region.vocabulary import KerbOrigin
from modugil.routing.journey import BoardingNumbers, BoardingReason, BoardingShape
from modugil.routing.needs import Boarding, Needs
from modugil.routing.transit.lanes import I32, U8

F64 = NDArray[np.float64]
HAIR = 1e-6
"""Measures are kept in 32 bits: so much above a limit is not above it."""
MOST_EXPLAINED = 4096
"""So many explanations are kept: there are few kinds of kerbs and vehicles, and many rides."""


@dataclass(frozen=True, slots=True)
class BoardingLimits:
    """What a person asks of a ramp, a step and a door."""

    ramp_ratio: float = inf
    step_m: float = inf
    width_m: float = 0.0


Asked = tuple[BoardingLimits, ...]
"""The limits of each who goes along and needs step-free boarding; empty: the flags alone decide."""


def boarding_limits(needs: Needs) -> Asked:
    """The limits that follow from the needs, those of several who go together each by itself."""
    limits = [
        BoardingLimits(one.max_ramp_ratio, one.max_kerb_m, one.min_width_m)
        for one in needs.members
        if one.boarding is Boarding.STEP_FREE
    ]
    return tuple(dict.fromkeys(limits))


class Met(NamedTuple):
    """A platform and a vehicle that meet; arrays of one shape, NaN where not measured."""

    kerb_m: F64
    floor_m: F64
    kneeling_m: F64
    ramp_m: F64
    door_m: F64


Measured = tuple[float | None, ...]
"""Kerb, floor, kneeling floor, ramp and door of one platform and vehicle; None: not measured."""


def measured_at(measures: BoardingMeasures, *, stop: int, vehicle: int) -> Measured:
    """The measures where the stop meets that kind of vehicle (-1: not known)."""
    built = [nan] * 4 if vehicle < 0 else [float(one[vehicle]) for one in _columns(measures)]
    return tuple(None if isnan(one) else one for one in (float(measures.kerb_m[stop]), *built))


def kerb_origin_at(measures: BoardingMeasures, *, stop: int) -> KerbOrigin:
    """Who tells how high the kerb of the stop is."""
    return KerbOrigin(int(measures.kerb_origin[stop]))


def meet(measures: BoardingMeasures, *, stop: I32, vehicle: I32) -> Met:
    """The measures where each stop meets each kind of vehicle (-1: not known)."""
    built = [_picked(column, vehicle) for column in _columns(measures)]
    return Met(_picked(measures.kerb_m, stop), *built)


def _columns(measures: BoardingMeasures) -> tuple[NDArray[np.float32], ...]:
    """Floor, kneeling floor, ramp and door of the kinds of vehicle."""
    return (
        measures.vehicle_floor_m,
        measures.vehicle_kneeling_m,
        measures.vehicle_ramp_m,
        measures.vehicle_door_m,
    )


def _picked(values: NDArray[np.float32], rows: I32) -> F64:
    if not len(values):
        return np.full(len(rows), nan)
    return np.where(rows < 0, nan, values[rows]).astype(np.float64)


def rise_of(met: Met) -> F64:
    """The least height between kerb and floor, up or down; NaN where one of them is not known."""
    return np.fmin(np.abs(met.floor_m - met.kerb_m), np.abs(met.kneeling_m - met.kerb_m))


def slope_of(met: Met) -> F64:
    """Rise over run of the ramp; infinite where it is too short, NaN where one is not known."""
    rise = rise_of(met)
    run = np.sqrt(np.maximum(met.ramp_m**2 - rise**2, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(run > 0.0, rise / run, np.where(rise > 0.0, inf, 0.0))
    known = ~np.isnan(rise) & (met.ramp_m > 0.0)
    return np.where(known, slope, nan)


def judge_boarding(met: Met, asked: Asked) -> U8:
    """What the numbers say of each: NO where one who goes along cannot board, YES where all can.

    Unknown: a measure that is not known never makes a verdict of one.
    """
    verdicts = np.stack([_judge_one(met, limits) for limits in asked])
    verdict = np.where((verdicts == Access.YES).all(axis=0), Access.YES, Access.UNKNOWN)
    verdict[(verdicts == Access.NO).any(axis=0)] = Access.NO
    return verdict.astype(np.uint8)


def _judge_one(met: Met, limits: BoardingLimits) -> U8:
    rise, slope = rise_of(met), slope_of(met)
    verdict = np.full(len(rise), Access.UNKNOWN, np.uint8)
    fits = (slope <= limits.ramp_ratio + HAIR) & (slope < inf)
    # a floor is no lower than when it kneels: below the kerb the lower one says too little
    sure = ~np.isnan(met.floor_m) | (met.kneeling_m >= met.kerb_m)
    by_ramp = (met.ramp_m == 0.0) | (~fits & ~np.isnan(slope))
    refused = sure & (rise > limits.step_m + HAIR) & by_ramp
    verdict[fits] = Access.YES
    verdict[refused] = Access.NO
    verdict[met.door_m < limits.width_m - HAIR] = Access.NO
    return verdict


def combine_access(stop_access: U8, trip_access: U8, *, numbers: U8) -> U8:
    """The access of each position: a flag that says no, then the numbers, then both flags.

    Numbers that fail refuse what both flags allow; numbers that pass make known what a flag left
    open; a flag that says no stays no.
    """
    flags = np.full(len(stop_access), Access.YES, np.uint8)
    flags[(stop_access == Access.UNKNOWN) | (trip_access == Access.UNKNOWN)] = Access.UNKNOWN
    flags[numbers == Access.YES] = Access.YES
    flags[numbers == Access.NO] = Access.NO
    flags[(stop_access == Access.NO) | (trip_access == Access.NO)] = Access.NO
    return flags


@lru_cache(maxsize=MOST_EXPLAINED)
def shape_of(measured: Measured) -> BoardingShape:
    """Rise and slope where that platform and that vehicle meet."""
    met = _met_of(measured)
    kerb, floor, kneeling, ramp, door = (float(column[0]) for column in met)
    nearer = abs(kneeling - kerb) < abs(floor - kerb)
    kneels = not isnan(kneeling) and (nearer or isnan(floor))
    return BoardingShape(
        rise_m=float(rise_of(met)[0]),
        slope_ratio=float(slope_of(met)[0]),
        kerb_m=kerb,
        floor_m=kneeling if kneels else floor,
        kneels=kneels,
        ramp_m=ramp,
        door_m=door,
    )


def _met_of(measured: Measured) -> Met:
    return Met(*(np.array([nan if one is None else one]) for one in measured))


def access_of(stop: Access, trip: Access, *, measured: Measured, asked: Asked) -> Access:
    """What the flags of one stop and one trip, and the numbers, say together: as in the plan."""
    numbers = judge_boarding(_met_of(measured), asked) if asked else np.zeros(1, np.uint8)
    flags = (np.array([one], np.uint8) for one in (stop, trip))
    return Access(int(combine_access(*flags, numbers=numbers)[0]))


@lru_cache(maxsize=MOST_EXPLAINED)
def explain_boarding(measured: Measured, asked: Asked) -> BoardingNumbers | None:
    """The numbers behind the verdict on the one platform and vehicle, None where it is UNKNOWN.

    Of several who go together, those of whoever is refused, else of whose ramp limit is least.
    """
    met = _met_of(measured)
    verdict = Access(int(judge_boarding(met, asked)[0]))
    if verdict is Access.UNKNOWN:
        return None
    same = [one for one in asked if _judge_one(met, one)[0] == verdict]
    limits = min(same, key=lambda one: one.ramp_ratio)
    shape = shape_of(measured)
    if shape.door_m < limits.width_m - HAIR:
        reason, limit = BoardingReason.DOOR, limits.width_m
    elif shape.ramp_m == 0.0:
        reason, limit = BoardingReason.STEP, limits.step_m
    else:
        reason, limit = BoardingReason.RAMP, limits.ramp_ratio
    return BoardingNumbers(verdict=verdict, reason=reason, limit=limit, **asdict(shape))
