"""Streams of fixes written as lists, for tests."""

import math

from modugil.live.batch import FixBatch, build_batch
from modugil.live.fix import NO_HINT, Fix, TripHint

LAT, LON = 33.5, 126.5
START_MS = 1_764_000_000_000
METRES_PER_DEGREE = 111_195.08


def fix(
    second: float,
    *,
    east_m: float = 0.0,
    north_m: float = 0.0,
    received: float | None = None,
    vehicle: str = "0001/00001",
    hint: TripHint = NO_HINT,
    speed_mps: float = math.nan,
    **more: object,
) -> Fix:
    """A fix at so many metres from 33.5 N 126.5 E, measured at that second, received at once."""
    lat = LAT + north_m / METRES_PER_DEGREE
    lon = LON + east_m / (METRES_PER_DEGREE * math.cos(math.radians(LAT)))
    known = second if received is None else received
    values = {"lat": lat, "lon": lon, "hint": hint, "speed_mps": speed_mps, **more}
    return Fix(
        vehicle=vehicle,
        time_ms=START_MS + round(second * 1000),
        received_ms=START_MS + round(known * 1000),
        **values,  # type: ignore[arg-type]
    )


def batch(fixes: list[Fix]) -> FixBatch:
    """The columns of these fixes; vehicles and hints are numbered as they come."""
    vehicles: dict[str, int] = {}
    hints: dict[TripHint, int] = {NO_HINT: -1}
    return build_batch(
        fixes,
        row_of_vehicle=lambda name: vehicles.setdefault(name, len(vehicles)),
        row_of_hint=lambda hint: hints.setdefault(hint, len(hints) - 1),
    )
