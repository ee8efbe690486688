from collections.abc import Sequence

import numpy as np
import pytest
from tests.places.courses.points import make_place

from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.courses.build_courses import build_course
from modugil.places.courses.course import CoursePoint, Order
from modugil.places.courses.read_point import read_point
from modugil.places.courses.snap import snap_points

LAT, LON = 33.5, 126.5
PER_LAT, PER_LON = metres_per_degree(LAT)


def there(north_m: float, east_m: float = 0.0) -> LatLon:
    return LatLon(LAT + north_m / PER_LAT, LON + east_m / PER_LON)


def track(*metres: tuple[float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(there(*one).lat, there(*one).lon) for one in metres])


def points(*metres: tuple[float, float], numbers: Sequence[str] = ()) -> list[CoursePoint]:
    made = []
    for row, one in enumerate(metres):
        where = there(*one)
        facts = {"course_order": numbers[row]} if numbers else {}
        made.append(read_point(make_place(str(row), lat=where.lat, lon=where.lon, known=facts)))
    return made


def test_the_rows_of_a_file_are_no_order() -> None:
    course = build_course("c", "c", points((0, 0), (10, 0)), [])
    assert course.order is Order.UNKNOWN
    assert course.stretches == ()


def test_points_are_met_as_the_track_passes_them() -> None:
    given = points((90, 3), (10, -4), (50, 0), (50, 60))
    course = build_course("c", "c", given, [track((0, 0), (60, 0), (100, 0))])
    assert course.order is Order.TRACK
    (stretch,) = course.stretches
    assert [stop.point for stop in stretch.stops] == [1, 2, 0]
    assert [round(stop.along_m) for stop in stretch.stops] == [10, 50, 90]
    assert [round(stop.away_m) for stop in stretch.stops] == [4, 0, 3]
    assert stretch.length_m == pytest.approx(100, abs=0.1)
    assert list(course.list_in_order()) == [1, 2, 0, 3]


def test_a_track_is_cut_where_nobody_walked() -> None:
    walked = track((0, 0), (50, 0), (300, 0), (340, 0))
    first, second = snap_points([there(320), there(40)], [walked])
    assert [stop.point for stop in first.stops] == [1]
    assert [stop.point for stop in second.stops] == [0]
    assert second.stops[0].along_m == pytest.approx(20, abs=0.1)


def test_a_point_far_from_the_track_has_no_place_in_the_order() -> None:
    assert snap_points([there(50, 25)], [track((0, 0), (100, 0))]) == ()


def test_numbers_that_somebody_gave_are_an_order() -> None:
    given = points((0, 0), (100, 0), (50, 0), numbers=("1", "3", "2"))
    course = build_course("c", "c", given, [])
    assert course.order is Order.SAID
    assert list(course.list_in_order()) == [0, 2, 1]
    assert course.stretches[0].length_m == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("numbers", [("1", "1"), ("1", "x")])
def test_numbers_of_some_points_are_no_order(numbers: tuple[str, str]) -> None:
    course = build_course("c", "c", points((0, 0), (9, 0), numbers=numbers), [])
    assert course.order is Order.UNKNOWN
