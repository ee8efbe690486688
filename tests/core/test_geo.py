import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.geo import LatLon, bearing_deg, distance_m, metres_per_degree

POINTS = st.builds(LatLon, st.floats(33.0, 34.0), st.floats(126.0, 127.0))


def test_jeju_airport_to_seongsan_is_about_forty_two_kilometres():
    assert distance_m(LatLon(33.5070, 126.4929), LatLon(33.4581, 126.9425)) == pytest.approx(
        42_070, rel=0.01
    )


@given(POINTS, POINTS, POINTS)
def test_distance_is_symmetric_and_no_detour_is_shorter(a, b, c):
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1e-6)
    assert distance_m(a, c) <= distance_m(a, b) + distance_m(b, c) + 1e-6


@pytest.mark.parametrize(
    ("lat", "lon", "expected"), [(1, 0, 0), (0, 1, 90), (-1, 0, 180), (0, -1, 270)]
)
def test_bearings_are_clockwise_from_north(lat, lon, expected):
    assert bearing_deg(LatLon(0, 0), LatLon(lat, lon)) == pytest.approx(expected, abs=1e-6)


def test_a_degree_of_longitude_is_shorter_away_from_the_equator():
    assert metres_per_degree(60.0)[1] == pytest.approx(metres_per_degree(0.0)[1] / 2, rel=1e-9)
