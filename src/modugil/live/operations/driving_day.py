"""A day of driving as it is kept, by cells of a hundred metres."""

from datetime import date

import msgspec
import numpy as np

from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.live.paths import to_metres

CELL_M = 100.0


class Counted(msgspec.Struct, array_like=True, frozen=True):
    """One cell and line of one day, as it is kept."""

    east: int
    north: int
    """The cell's numbers: whole steps of CELL_M from the region's origin."""
    line_id: str
    numbers: tuple[int, int, int, int]
    """Passages, then speeding, braking, acceleration."""


class DayOfDriving(msgspec.Struct, frozen=True):
    """One day as it is kept: no vehicle, no time of the day."""

    day: str
    origin: tuple[float, float]
    cell_m: float
    speed_limit_mps: float
    cells: list[Counted]


def join_cell(east: int, north: int) -> int:
    """The one number of a cell."""
    return (east << 32) + north


def split_cell(cell: int) -> tuple[int, int]:
    """Its steps to the east and to the north."""
    north = ((cell + (1 << 31)) & 0xFFFFFFFF) - (1 << 31)
    return (cell - north) >> 32, north


def shift_cells(before: LatLon, now: LatLon) -> tuple[int, int]:
    """How many cells an origin lies east and north of another."""
    if before == now:
        return 0, 0
    x_m, y_m = to_metres(now, lat=np.array([before.lat]), lon=np.array([before.lon]))
    return round(float(x_m[0]) / CELL_M), round(float(y_m[0]) / CELL_M)


def parse_day(text: str) -> date:
    """That day. Errors: BadInput for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadInput(
            f"{text[:40]!r} is not a day.", allowed="Write it like 2026-11-23."
        ) from cause
