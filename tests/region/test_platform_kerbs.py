"""Kerbs of the street map at stops: whose they are, and what counts before them."""

from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.routing.transit.small import small, trip

from modugil.core.geo import metres_per_degree
from modugil.core.notices import Notices
from modugil.region.osm.read_platforms import Platform
from modugil.region.platform_kerbs import add_street_kerbs
from modugil.region.texts import build_texts
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import KerbOrigin, LocationType

LAT, LON = 33.5, 126.5
PER_LAT, PER_LON = metres_per_degree(LAT)
BUS = (0.32, 0.24, 1.2, 1.2)


def place(north_m: float, east_m: float = 0.0) -> tuple[float, float]:
    return LAT + north_m / PER_LAT, LON + east_m / PER_LON


def stops_at(*north_m: float, vehicle=None, codes=(), **more) -> Timetable:
    """Stops A, B, ... so many metres north of a point."""
    names = "ABCDEFGH"[: len(north_m)]
    timetable = small(trip("A 8:00 B 8:20", vehicle=vehicle), stops=names, **more)
    at = np.array([place(one) for one in north_m])
    told = build_texts(codes or [""] * len(north_m))
    stops = replace(timetable.stops, lat=at[:, 0].copy(), lon=at[:, 1].copy(), code=told)
    return replace(timetable, stops=stops)


def platform(kerb_m: float, *at: tuple[float, float], refs: tuple[str, ...] = ()) -> Platform:
    return Platform(tuple(place(*one) for one in at), kerb_m, frozenset(refs))


def kerbs(timetable: Timetable, *platforms: Platform, notices: Notices | None = None):
    """The height at each stop, None where it is not known."""
    kept = Notices() if notices is None else notices
    measures = add_street_kerbs(timetable, platforms, notices=kept).measures
    return [None if isnan(one) else round(float(one), 3) for one in measures.kerb_m]


def test_the_kerb_beside_a_stop_is_its_own():
    assert kerbs(stops_at(0, 100), platform(0.15, (3, 2))) == [0.15, None]
    along = platform(0.2, (95, 30), (95, -30))
    assert kerbs(stops_at(0, 100), along) == [None, 0.2]
    assert kerbs(stops_at(0, 100), platform(0.15, (11, 0))) == []


def test_the_kerb_across_the_street_is_another_ones():
    assert kerbs(stops_at(0, 9), platform(0.15, (1, 0))) == [0.15, None]
    # its own platform is on the map, of unknown height: that across is not taken for it
    mine, across = platform(nan, (0, 1)), platform(0.15, (8, 0))
    assert kerbs(stops_at(0, 100), mine, across) == []
    post = platform(nan, (0, 1))
    assert kerbs(stops_at(0, 100), post, platform(0.15, (3, 0))) == [0.15, None]


def test_stops_of_two_feeds_at_one_place_share_the_kerb():
    assert kerbs(stops_at(0, 0.5), platform(0.15, (2, 0))) == [0.15, 0.15]


def test_a_name_counts_before_the_place():
    named = platform(0.1, (30, 0), refs=("405",))
    timetable = stops_at(0, 31, codes=("405", "406"))
    assert kerbs(timetable, named) == [0.1, None]
    assert kerbs(timetable, named, platform(0.3, (1, 0))) == [0.1, None]
    assert kerbs(stops_at(0, 31), platform(0.1, (1, 0), refs=("B",))) == [None, 0.1]
    far = platform(0.1, (51, 0), refs=("A",))
    assert kerbs(stops_at(0, 200), far) == []
    stranger = platform(0.1, (1, 0), refs=("zz",))
    assert kerbs(stops_at(0, 200), stranger) == [0.1, None]


def test_nobody_boards_at_a_station_or_an_entrance():
    timetable = stops_at(0, 100, location_type={0: LocationType.STATION, 1: LocationType.ENTRANCE})
    assert kerbs(timetable, platform(0.15, (0, 0)), platform(0.15, (100, 0))) == []


def test_a_map_that_contradicts_itself_tells_nothing_and_is_noted():
    notices = Notices()
    two = platform(0.1, (1, 0)), platform(0.15, (2, 0))
    assert kerbs(stops_at(0, 100), *two, notices=notices) == []
    (notice,) = notices
    assert (notice.code, notice.value) == ("kerb_heights_differ", "0.1, 0.15")
    alike = platform(0.14, (1, 0)), platform(0.15, (2, 0))
    assert kerbs(stops_at(0, 100), *alike) == [0.14, None]


@pytest.mark.parametrize(("height_m", "noted"), [(0.15, 0), (0.17, 0), (0.3, 1), (0.0, 1)])
def test_a_measure_counts_before_the_map_and_a_contradiction_is_noted(height_m, noted):
    notices = Notices()
    timetable = stops_at(0, 100, kerb_m={0: 0.15}, vehicle=BUS)
    told = platform(height_m, (1, 0)), platform(0.2, (99, 0))
    added = add_street_kerbs(timetable, told, notices=notices).measures
    assert added.kerb_m.tolist() == pytest.approx([0.15, 0.2])
    assert added.kerb_origin.tolist() == [KerbOrigin.MEASURES, KerbOrigin.STREET_MAP]
    assert notices.count("kerb_height_contradicted") == noted
    assert added.vehicle_ramp_m is timetable.measures.vehicle_ramp_m


def test_where_nothing_was_measured_there_is_room_for_the_map_alone():
    timetable = stops_at(0, 100)
    assert add_street_kerbs(timetable, [platform(nan, (0, 0))], notices=Notices()) is timetable
    measures = add_street_kerbs(timetable, [platform(0.1, (0, 0))], notices=Notices()).measures
    assert measures.pattern_vehicle.tolist() == [-1] * timetable.pattern_count
    assert len(measures.kerb_m) == len(measures.kerb_origin) == timetable.stop_count


SPOTS = st.tuples(st.integers(-20, 60), st.integers(-20, 20))
HEIGHTS = st.sampled_from([nan, 0.0, 0.1, 0.15, 0.3])
MAPS = st.lists(st.builds(platform, HEIGHTS, SPOTS), max_size=6)


@given(MAPS, st.integers(0, 40))
def test_whatever_is_drawn_a_height_is_one_that_was_drawn_near(platforms, apart_m):
    timetable = stops_at(0, apart_m)
    found = kerbs(timetable, *platforms)
    for stop, height_m in enumerate(found):
        here = place((0, apart_m)[stop])
        near = {
            round(one.kerb_m, 3)
            for one in platforms
            if abs(one.points[0][0] - here[0]) * PER_LAT <= 10.01 and not isnan(one.kerb_m)
        }
        assert height_m is None or height_m in near


@given(MAPS, st.integers(0, 40))
def test_the_order_of_the_map_does_not_matter(platforms, apart_m):
    timetable = stops_at(0, apart_m)
    assert kerbs(timetable, *platforms) == kerbs(timetable, *reversed(platforms))
