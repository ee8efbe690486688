"""What a line is by its timetable, on the small world of two towns."""

from datetime import date

import pytest
from tests.answers.world import build_world

from modugil.answers.routes.route_ways import RouteDay, find_route_day, list_route_ways


@pytest.fixture(scope="module")
def timetable(tmp_path_factory):
    return build_world(tmp_path_factory.mktemp("towns")).timetable


def route(timetable, id):
    return list(timetable.lines.id).index(id)


def stops(timetable, way):
    return [timetable.stops.id[row] for row in way.stops.tolist()]


def test_a_line_without_directions_goes_there_from_its_usual_start_and_back_from_any_other(
    timetable,
):
    there, back = list_route_ways(timetable, route(timetable, "R1"))
    assert stops(timetable, there) == ["W1", "W2", "E1", "E2"]
    assert stops(timetable, back) == ["E2", "E1", "W2", "W1"]
    assert (there.direction, back.direction) == (0, 1)


def test_a_line_drives_from_its_first_to_its_last_departure_and_so_often(timetable):
    told = find_route_day(timetable, route(timetable, "R3"), day=date(2026, 11, 23))
    assert told == RouteDay((6 * 60 + 12) * 60, (21 * 60 + 52) * 60, 20 * 60)


def test_a_line_that_does_not_drive_on_a_day_has_no_times(timetable):
    assert find_route_day(timetable, route(timetable, "R3"), day=date(2026, 12, 23)) is None
