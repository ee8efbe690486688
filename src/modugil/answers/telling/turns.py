"""Which way one turns, from the lines before and after."""

from collections.abc import Sequence
from enum import StrEnum

from modugil.core.geo import LatLon, bearing_deg

STRAIGHT_DEG = 35.0
"""A bend of less than this is no turn."""
SHARP_DEG = 135.0
LOOK_BACK_M = 8.0
"""A direction is measured over at least this far, so that a kink at a kerb is no turn."""


class Turn(StrEnum):
    """Which way one turns before going on."""

    START = "start"
    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"
    SHARP_LEFT = "sharp-left"
    SHARP_RIGHT = "sharp-right"
    BACK = "back"


def find_bearings(points: Sequence[LatLon]) -> tuple[float, float]:
    """The directions in which a line begins and ends."""
    if len(points) < 2:
        return 0.0, 0.0
    return (
        bearing_deg(points[0], _far(points)),
        bearing_deg(_far(points[::-1]), points[-1]),
    )


def _far(points: Sequence[LatLon]) -> LatLon:
    from_point, degrees = points[0], LOOK_BACK_M / 111_000.0
    for point in points[1:]:
        if abs(point.lat - from_point.lat) + abs(point.lon - from_point.lon) >= degrees:
            return point
    return points[-1]


def bend_deg(before: float, after: float) -> float:
    """How far one turns from one direction to another, negative to the left."""
    return (after - before + 180.0) % 360.0 - 180.0


def classify_turn(before_deg: float | None, after_deg: float) -> Turn:
    """Which turn leads from one direction to another; START where there was none before."""
    if before_deg is None:
        return Turn.START
    bend = bend_deg(before_deg, after_deg)
    if abs(bend) < STRAIGHT_DEG:
        return Turn.STRAIGHT
    if abs(bend) > 165.0:
        return Turn.BACK
    if bend < 0:
        return Turn.SHARP_LEFT if bend < -SHARP_DEG else Turn.LEFT
    return Turn.SHARP_RIGHT if bend > SHARP_DEG else Turn.RIGHT
