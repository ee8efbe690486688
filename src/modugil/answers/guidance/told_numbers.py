"""Columns of a region's arrays as lists of plain numbers: rounded, and None where not known."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.answers.guidance.packet import Cost, Point
from modugil.core.geo import LatLon
from modugil.routing.streets.street_costs import COST, TIME, UNVERIFIED

DEGREE_DIGITS = 6
"""Of degrees: a tenth of a metre."""
METRE_DIGITS, COST_DIGITS, PERCENT_DIGITS, RATIO_DIGITS = 1, 2, 1, 6


def list_numbers(
    column: NDArray[Any], *, times: float = 1.0, digits: int = METRE_DIGITS
) -> list[float | None]:
    """The column times a factor; None for NaN."""
    values = np.round(column.astype(np.float64) * times, digits).tolist()
    return [value if value == value else None for value in values]


def list_points(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> list[Point]:
    """The points as [longitude, latitude]."""
    return list(
        zip(
            np.round(lon, DEGREE_DIGITS).tolist(),
            np.round(lat, DEGREE_DIGITS).tolist(),
            strict=True,
        )
    )


def round_line(line: Sequence[tuple[float, float]]) -> list[Point]:
    """The line with its degrees rounded, without points that are then the same."""
    points: list[Point] = []
    for lon, lat in line:
        point = (round(lon, DEGREE_DIGITS), round(lat, DEGREE_DIGITS))
        if not points or point != points[-1]:
            points.append(point)
    return points if len(points) > 1 else points * 2


def list_costs(labels: NDArray[Any], barred: NDArray[np.bool_]) -> list[Cost | None]:
    """The cost of each label, None where it is refused; `barred` are priced although refused."""
    numbers = np.round(labels.astype(np.float64), COST_DIGITS)
    rows = zip(
        numbers[:, COST].tolist(),
        numbers[:, TIME].tolist(),
        np.round(numbers[:, UNVERIFIED], METRE_DIGITS).tolist(),
        barred.tolist(),
        strict=True,
    )
    return [_cost(*row) for row in rows]


def _cost(cost_s: float, time_s: float, unverified_m: float, barred: bool) -> Cost | None:
    """Defaults are left out of what is sent only where they are not given."""
    if not isfinite(cost_s):
        return None
    if barred:
        return Cost(cost_s=cost_s, time_s=time_s, unverified_m=unverified_m, barred=True)
    if unverified_m > 0.0:
        return Cost(cost_s=cost_s, time_s=time_s, unverified_m=unverified_m)
    return Cost(cost_s=cost_s, time_s=time_s)


def points_of(line: Sequence[Point]) -> list[LatLon]:
    """The line of a packet as points."""
    return [LatLon(lat, lon) for lon, lat in line]
