"""Where in a picture a spot on the ground is seen: by where the camera stood, looked, and how high.

The ground is taken for level and the camera for upright; both are assumptions that the page states.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.roadview.picture import Picture

ON_A_POLE_M, IN_THE_HAND_M = 2.0, 1.6
"""How high a camera is taken to be: one that looks all around, and any other."""
DRAWN_WITHIN_M = 60.0
"""Farther ground is too near to the horizon to be drawn where it is."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the picture was taken, which way its middle looks, and from what height."""

    point: LatLon
    heading_deg: float
    height_m: float


@dataclass(frozen=True, slots=True)
class Ray:
    """The direction in which something is seen.

    Units:   `yaw_deg` from the middle of the picture, right of it above 0, from -180 to below 180;
             `pitch_deg` from the horizon, below 0 is down; `distance_m` along the ground.
    """

    yaw_deg: float
    pitch_deg: float
    distance_m: float


def build_camera(picture: Picture) -> Camera | None:
    """The camera of that picture; None where it is not known which way it looks."""
    if picture.facts.heading_deg is None:
        return None
    height_m = ON_A_POLE_M if picture.looks_all_around else IN_THE_HAND_M
    return Camera(picture.point, picture.facts.heading_deg, height_m)


def turn_to(angle_deg: float) -> float:
    """The same turn from -180 to below 180."""
    return (angle_deg + 180.0) % 360.0 - 180.0


def look_at(camera: Camera, point: LatLon, *, height_m: float = 0.0) -> Ray:
    """The direction of something at that point, so high above the ground."""
    east_m, north_m = _offset(camera.point, point)
    return _aim(camera, east_m, north_m, height_m)


def draw_line(
    camera: Camera, line: Sequence[LatLon], *, most_m: float = DRAWN_WITHIN_M
) -> list[list[Ray]]:
    """The parts of a line on the ground that are near enough, as directions.

    Between two directions that follow each other a straight line in the picture is the line on the
    ground, whatever the picture's projection of the plane through the camera.
    """
    offsets = [_offset(camera.point, point) for point in line]
    parts: list[list[tuple[float, float]]] = []
    for start, end in zip(offsets, offsets[1:], strict=False):
        piece = _clip(start, end, most_m)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return [[_aim(camera, east_m, north_m, 0.0) for east_m, north_m in part] for part in parts]


def _aim(camera: Camera, east_m: float, north_m: float, height_m: float) -> Ray:
    away_m = math.hypot(east_m, north_m)
    bearing = math.degrees(math.atan2(east_m, north_m))
    pitch = math.degrees(math.atan2(height_m - camera.height_m, away_m))
    return Ray(turn_to(bearing - camera.heading_deg), pitch, away_m)


def _offset(start: LatLon, end: LatLon) -> tuple[float, float]:
    """Metres to the east and to the north, on a plane around the start."""
    per_lat, per_lon = metres_per_degree(start.lat)
    return turn_to(end.lon - start.lon) * per_lon, (end.lat - start.lat) * per_lat


def _clip(
    start: tuple[float, float], end: tuple[float, float], radius_m: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a stretch within the circle around the camera; None where there is none."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    if square == 0:
        return None
    half = start[0] * dx + start[1] * dy
    under = half * half - square * (start[0] ** 2 + start[1] ** 2 - radius_m**2)
    if under <= 0:
        return None
    first = max(0.0, (-half - math.sqrt(under)) / square)
    last = min(1.0, (-half + math.sqrt(under)) / square)
    if first >= last:
        return None

    def at(ratio: float) -> tuple[float, float]:
        return (
            start
            if ratio == 0
            else end
            if ratio == 1
            else (start[0] + ratio * dx, start[1] + ratio * dy)
        )

    return at(first), at(last)
