"""Where in a picture the ground is seen: laws that hold for every camera and every point."""

from math import atan, cos, degrees, hypot, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answers.roadview.pictures import picture_at

from modugil.answers.roadview.projecting import (
    DRAWN_WITHIN_M,
    Camera,
    Ray,
    build_camera,
    draw_line,
    look_at,
    turn_to,
)
from modugil.core.geo import LatLon, metres_per_degree

HERE = LatLon(33.5, 126.5)
PER_LAT, PER_LON = metres_per_degree(HERE.lat)
HEADINGS = st.floats(0, 359.9)
METRES = st.floats(0.5, 300)
METRE = st.integers(-150, 150)


def go(bearing_deg: float, away_m: float) -> LatLon:
    turn = radians(bearing_deg)
    return LatLon(HERE.lat + away_m * cos(turn) / PER_LAT, HERE.lon + away_m * sin(turn) / PER_LON)


def spot_of(ray: Ray, heading_deg: float) -> tuple[float, float]:
    turn = radians(ray.yaw_deg + heading_deg)
    return ray.distance_m * sin(turn), ray.distance_m * cos(turn)


@given(heading=HEADINGS, away_m=METRES)
def test_what_is_straight_ahead_lies_in_the_middle(heading: float, away_m: float) -> None:
    ray = look_at(Camera(HERE, heading, 2.0), go(heading, away_m))
    assert abs(ray.yaw_deg) < 1e-3


@given(heading=HEADINGS, bearing=HEADINGS, away_m=METRES, height_m=st.floats(0.5, 3))
def test_the_ground_lies_below_the_horizon_by_height_over_distance(
    heading: float, bearing: float, away_m: float, height_m: float
) -> None:
    ray = look_at(Camera(HERE, heading, height_m), go(bearing, away_m))
    assert isclose(ray.pitch_deg, -degrees(atan(height_m / away_m)), abs_tol=1e-4)
    assert isclose(ray.distance_m, away_m, rel_tol=1e-5)
    assert abs(turn_to(ray.yaw_deg - (bearing - heading))) < 1e-2
    level = look_at(Camera(HERE, heading, height_m), go(bearing, away_m), height_m=height_m)
    assert abs(level.pitch_deg) < 1e-9


@given(heading=HEADINGS, turn=st.floats(-170, 170), bearing=HEADINGS)
def test_turning_the_camera_turns_everything_the_other_way(
    heading: float, turn: float, bearing: float
) -> None:
    before = look_at(Camera(HERE, heading, 2.0), go(bearing, 20))
    after = look_at(Camera(HERE, heading + turn, 2.0), go(bearing, 20))
    assert abs(turn_to(before.yaw_deg - after.yaw_deg - turn)) < 1e-6


@given(corners=st.lists(st.tuples(METRE, METRE), min_size=2, max_size=8))
def test_a_line_is_drawn_within_sixty_metres_and_on_itself(
    corners: list[tuple[float, float]],
) -> None:
    line = [
        LatLon(HERE.lat + north / PER_LAT, HERE.lon + east / PER_LON) for east, north in corners
    ]
    drawn = draw_line(Camera(HERE, 30.0, 2.0), line)
    for part in drawn:
        assert len(part) >= 2
        for ray in part:
            assert ray.distance_m <= DRAWN_WITHIN_M + 1e-6
            east, north = spot_of(ray, 30.0)
            assert (
                min(_gap(east, north, a, b) for a, b in zip(corners, corners[1:], strict=False))
                < 0.01
            )
    inside = sum(hypot(*corner) < DRAWN_WITHIN_M - 1 for corner in corners)
    if inside and len(set(corners)) > 1:
        assert drawn


def _gap(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    part = min(max(((x - a[0]) * dx + (y - a[1]) * dy) / square, 0), 1) if square else 0.0
    return hypot(a[0] + part * dx - x, a[1] + part * dy - y)


def test_a_line_that_passes_by_is_cut_where_it_is_too_far() -> None:
    line = [LatLon(HERE.lat - 200 / PER_LAT, HERE.lon + 30 / PER_LON)]
    line.append(LatLon(HERE.lat + 200 / PER_LAT, HERE.lon + 30 / PER_LON))
    ((first, last),) = draw_line(Camera(HERE, 90.0, 2.0), line)
    assert first.distance_m == pytest.approx(60) == last.distance_m
    assert first.yaw_deg == pytest.approx(60)
    assert last.yaw_deg == pytest.approx(-60)


def test_a_line_too_far_away_is_not_drawn() -> None:
    line = [go(0, 80), go(20, 80)]
    assert draw_line(Camera(HERE, 0.0, 2.0), line) == []


def test_without_a_heading_there_is_nothing_to_draw_into() -> None:
    assert build_camera(picture_at(HERE, None)) is None
    sphere, flat = build_camera(picture_at(HERE, 5.0)), build_camera(picture_at(HERE, sphere=False))
    assert sphere is not None and flat is not None
    assert (sphere.height_m, flat.height_m) == (2.0, 1.6)
