"""The ways on which buses glide: as the tracker measures them, without points nobody needs."""

import numpy as np
import pytest
from tests.answers.world import World

from modugil.answers.finding.way_names import WayName, way_of
from modugil.answers.lines.ways import OFF_M, Ways, build_way, thin_out
from modugil.live.build_paths import build_paths


def test_a_way_counts_its_metres_as_the_tracker_does(world: World) -> None:
    paths = build_paths(world.timetable)
    for trip in range(0, len(world.timetable.trips.pattern), 40):
        path = int(paths.of_trip[trip])
        (way,) = Ways(world.timetable).list_ways([way_of(world.timetable, trip)]).ways
        last = paths.along_m[paths.point_start[path + 1] - 1]
        assert way.points[0][2] == 0.0
        assert way.points[-1][2] == pytest.approx(float(last), abs=0.1)


def test_what_the_region_does_not_hold_is_left_out(world: World) -> None:
    ids = ["99999", "1.99", "x", "", "-1", "1.", "٣", "0", "0"]
    found = Ways(world.timetable).list_ways(ids).ways
    assert [one.id for one in found] == ["0"]
    assert Ways(None).list_ways(["0"]).ways == []


def test_points_are_left_out_where_the_way_without_them_is_as_good() -> None:
    bend = np.linspace(0.0, np.pi / 2, 200)
    x, y = np.cos(bend) * 300.0, np.sin(bend) * 300.0
    kept = thin_out(x, y)
    assert 5 < len(kept) < 30
    assert (kept[0], kept[-1]) == (0, 199)
    for low, high in zip(kept, kept[1:], strict=False):
        dx, dy = x[high] - x[low], y[high] - y[low]
        inner = slice(low, high + 1)
        off = np.abs((x[inner] - x[low]) * dy - (y[inner] - y[low]) * dx) / np.hypot(dx, dy)
        assert float(off.max()) <= OFF_M


def test_a_way_there_and_back_keeps_its_turn(world: World) -> None:
    x, y = np.array([0.0, 50.0, 100.0, 50.0, 0.0]), np.zeros(5)
    assert 2 in thin_out(x, y)
    name = WayName(0, -1)
    assert str(name) == "0" and str(WayName(3, 4)) == "3.4"
    assert build_way(world.timetable, name).id == "0"
