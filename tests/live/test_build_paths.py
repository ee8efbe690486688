"""Ways in metres: every stop on the right pass of its way."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.live.ways import Line, timetable_of

from modugil.core.notices import Notices
from modugil.live.build_paths import build_paths
from modugil.live.paths import to_degrees, to_metres
from modugil.region.gtfs.feed import read_feed
from modugil.region.timetable import Timetable

STREET = """
    A----b----C----d----E
              |
              f
"""
LOOP = """
    A----B----C
              |
    g----F----E
"""


def stops_along(timetable: Timetable) -> list[int]:
    """Where the stops of the first path lie, in whole metres."""
    paths = build_paths(timetable)
    return [round(one) for one in paths.stop_along_m[: paths.stop_start[1]]]


def test_stops_lie_where_the_way_passes_them():
    line = Line("1", way="AbCdE", stops="ACE", starts=["08:00"])
    assert stops_along(timetable_of(STREET, [line])) == [0, 500, 1000]


def test_out_and_back_on_the_same_street_calls_at_a_stop_twice():
    line = Line("1", way="AbCdEdCbA", stops="ACECA", starts=["08:00"])
    assert stops_along(timetable_of(STREET, [line])) == [0, 500, 1000, 1500, 2000]


def test_a_stop_called_only_on_the_way_back_lies_there():
    line = Line("1", way="AbCdEdCbA", stops="AECA", starts=["08:00"])
    assert stops_along(timetable_of(STREET, [line])) == [0, 1000, 1500, 2000]


def test_where_order_cannot_tell_the_timetable_does():
    early = Line("1", way="AbCdEdCbA", stops="ACA", starts=["08:00"], minutes=[2, 6])
    late = replace(early, minutes=[6, 2])
    assert stops_along(timetable_of(STREET, [early])) == [0, 500, 2000]
    assert stops_along(timetable_of(STREET, [late])) == [0, 1500, 2000]


def test_a_loop_begins_and_ends_at_the_same_stop():
    line = Line("1", way="ABCEFgA", stops="ABEFA", starts=["08:00"])
    assert stops_along(timetable_of(LOOP, [line])) == [0, 250, 600, 850, 1200]


def test_a_lollipop_passes_its_stem_twice():
    drawing = """
        A----B----C----D
                  |    |
                  f----E
    """
    line = Line("1", way="ABCDEfCBA", stops="ABDEBA", starts=["08:00"])
    assert stops_along(timetable_of(drawing, [line])) == [0, 250, 750, 850, 1450, 1700]


def test_without_a_shape_straight_lines_join_the_stops():
    line = Line("1", way="", stops="ACE", starts=["08:00"], shape=False)
    timetable = timetable_of(STREET, [line])
    assert stops_along(timetable) == [0, 500, 1000]
    assert build_paths(timetable).from_shape.tolist() == [0]


def test_a_shape_of_another_place_is_no_way():
    far = "\n".join(["A----C", *[""] * 20, "x----y"])
    line = Line("1", way="xy", stops="AC", starts=["08:00"])
    paths = build_paths(timetable_of(far, [line]))
    assert paths.from_shape.tolist() == [0]
    assert round(paths.along_m[-1]) == 250


def test_trips_of_one_pattern_and_shape_share_a_path():
    out = Line("1", way="AbCdE", stops="ACE", starts=["08:00", "09:00"])
    side = Line("2", way="AbCf", stops="ACf", starts=["08:30"])
    timetable = timetable_of(STREET, [out, side])
    paths = build_paths(timetable)
    assert len(paths.pattern) == 2
    assert (paths.pattern[paths.of_trip] == timetable.trips.pattern).all()


def test_metres_and_degrees_are_each_others_reverse():
    origin = build_paths(timetable_of(STREET, [Line("1", "AbCdE", "ACE", starts=["08:00"])])).origin
    lat, lon = np.array([33.4, 33.6]), np.array([126.2, 126.9])
    x, y = to_metres(origin, lat=lat, lon=lon)
    back = to_degrees(origin, x_m=x, y_m=y)
    assert np.allclose(back, (lat, lon), atol=1e-12)


@pytest.mark.parametrize(
    ("feed", "zone"),
    [("wmata_buses/gtfs.zip", "America/New_York"), ("porto_alegre/poa_eptc.zip", "Etc/UTC")],
)
def test_real_stops_lie_beside_their_ways_in_order(shared_data: Path, feed: str, zone: str):
    timetable = read_feed(
        shared_data / feed, feed_id="f", source=0, time_zone=zone, notices=Notices()
    )
    paths = build_paths(timetable)
    off_m = []
    for path, pattern in enumerate(paths.pattern):
        points = slice(paths.point_start[path], paths.point_start[path + 1])
        stops = paths.stop_along_m[paths.stop_start[path] : paths.stop_start[path + 1]]
        assert (np.diff(stops) >= 0).all()
        start = timetable.patterns.stop_start
        rows = timetable.patterns.stop[start[pattern] : start[pattern + 1]]
        x, y = to_metres(paths.origin, lat=timetable.stops.lat[rows], lon=timetable.stops.lon[rows])
        along = paths.along_m[points]
        way = [np.interp(stops, along, side[points]) for side in (paths.x_m, paths.y_m)]
        off_m.append(np.hypot(way[0] - x, way[1] - y))
    assert np.percentile(np.concatenate(off_m), 98) < 40
