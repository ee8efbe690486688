"""Agencies, their time zones, and lines."""

from tests.region.feeds import read_small, told

ROUTES = (
    "# routes.txt\nroute_id,agency_id,route_short_name,route_long_name,route_type,route_color\n"
)


def test_time_zones_that_do_not_exist_or_differ_are_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# agency.txt\nagency_id,agency_name,agency_timezone\n"
        "J,j,Mars/Olympus\nK,k,Asia/Tokyo\nL,l,Asia/Seoul\nJ,again,Asia/Tokyo\n",
    )
    assert timetable.time_zone == "Asia/Tokyo"
    assert told(notices) == [
        ("id_twice", "f/agency.txt", 5, "agency_id", "J"),
        ("time_zone_differs", "f/agency.txt", 4, "agency_timezone", "Asia/Seoul"),
        ("time_zone_unknown", "f/agency.txt", 2, "agency_timezone", "Mars/Olympus"),
    ]


def test_a_feed_without_any_time_zone_is_read_in_the_regions(tmp_path):
    timetable, notices = read_small(tmp_path, "# agency.txt\nagency_name,agency_timezone\nj,\n")
    assert timetable.time_zone == "Asia/Seoul"
    assert notices.count("time_zone_unknown") == 1


def test_the_only_agency_runs_lines_that_name_none(tmp_path):
    timetable, notices = read_small(tmp_path, ROUTES + "R,,365,,3,\n")
    assert timetable.lines.agency.tolist() == [0]
    assert len(notices) == 0


def test_faults_of_lines_are_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path, ROUTES + "R,NONE,365,,3,0\nS,J,,,3,#a0b1c2\nX,J,1,,55,\nR,J,again,,3,\n"
    )
    assert timetable.lines.type.tolist() == [3, 3, 3]
    assert list(timetable.lines.color) == ["", "A0B1C2", ""]
    assert timetable.lines.agency.tolist() == [-1, 0, 0]
    assert told(notices) == [
        ("agency_unknown", "f/routes.txt", 2, "agency_id", "NONE"),
        ("id_twice", "f/routes.txt", 5, "route_id", "R"),
        ("invalid_choice", "f/routes.txt", 4, "route_type", "55"),
        ("invalid_colour", "f/routes.txt", 2, "route_color", "0"),
        ("route_without_name", "f/routes.txt", 3, "route_id", "S"),
    ]


def test_extended_route_types_are_kept(tmp_path):
    timetable, notices = read_small(tmp_path, ROUTES + "R,J,365,,704,\n")
    assert timetable.lines.type.tolist() == [704]
    assert len(notices) == 0


def test_boarding_between_stops_is_noted_once_a_file(tmp_path):
    _, notices = read_small(
        tmp_path,
        "# routes.txt\nroute_id,route_short_name,route_type,continuous_pickup\nR,1,3,0\nS,2,3,2\n",
    )
    assert told(notices) == [("continuous_ignored", "f/routes.txt", 2, "continuous_pickup", "0")]
