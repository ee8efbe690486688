"""Points find the streets nearest to them, as looking at every street would."""

from itertools import pairwise
from string import ascii_letters, digits

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.region.drawings import ORIGIN_LAT, ORIGIN_LON, edge_of, places, streets_from_drawing

from modugil.core.geo import LatLon, distance_m
from modugil.region.street_index import link_points, link_stops, well_connected_edges

DRAWING = """
a---b---c
    |
    d       x---y
"""
STREETS = streets_from_drawing(DRAWING, ways=["ab", "bc", "bd", "xy"], cell_m=20)
PLACES = places(DRAWING, cell_m=20)


def test_the_nearest_edge_comes_first_and_says_where_on_it():
    lat, lon = PLACES["a"]
    edge, ratio, gap_m = link_points(STREETS, lat + 0.0001, lon + 0.00022, k=2, max_m=500)
    assert edge.shape == ratio.shape == gap_m.shape == (1, 2)
    assert edge[0, 0] == edge_of(STREETS, "ab")
    assert gap_m[0, 0] == pytest.approx(11.1, abs=0.1)
    assert ratio[0, 0] == pytest.approx(0.25, abs=0.01)
    assert gap_m[0, 0] <= gap_m[0, 1]


def test_edges_are_distinct_and_those_too_far_are_not_given():
    lat, lon = PLACES["b"]
    edge, ratio, gap_m = link_points(STREETS, lat, lon, k=6, max_m=100)
    assert sorted(edge[0, :3].tolist()) == sorted(
        edge_of(STREETS, one) for one in ("ab", "bc", "bd")
    )
    assert edge[0, 3:].tolist() == [-1, -1, -1]
    assert np.isnan(ratio[0, 3:]).all()
    assert np.isinf(gap_m[0, 3:]).all()


def test_only_usable_edges_are_found():
    lat, lon = PLACES["a"]
    usable = np.ones(STREETS.edge_count, np.uint8)
    usable[edge_of(STREETS, "ab")] = 0
    edge, _, _ = link_points(STREETS, lat, lon, k=1, max_m=500, usable=usable)
    assert edge[0, 0] in (edge_of(STREETS, "bc"), edge_of(STREETS, "bd"))


@pytest.mark.parametrize(
    "place", [(0.0, 0.0), (-80.0, -170.0), (np.nan, 126.5), (ORIGIN_LAT + 1, 126.5)]
)
def test_a_place_off_the_region_finds_nothing(place):
    edge, _, _ = link_points(STREETS, place[0], place[1], k=2, max_m=300)
    assert edge.tolist() == [[-1, -1]]


def test_no_streets_have_nothing_near():
    empty = streets_from_drawing("a--b", ways={"ab": {"waterway": "river"}})
    edge, _, _ = link_points(empty, ORIGIN_LAT, ORIGIN_LON, k=1, max_m=1000)
    assert edge.tolist() == [[-1]]
    assert len(well_connected_edges(empty)) == 0


def test_a_stop_is_not_tied_to_an_island():
    chain = ascii_letters[:-2] + digits
    pairs = map("".join, pairwise(chain))
    streets = streets_from_drawing(f"{chain}\n\nY-Z", ways=[*pairs, "YZ"])
    island = edge_of(streets, "YZ")
    lat, lon = places(f"{chain}\n\nY-Z")["Y"]
    assert link_points(streets, lat, lon, k=1, max_m=50)[0].tolist() == [[island]]
    tied, _, _ = link_stops(streets, lat, lon, k=3)
    assert island not in tied
    assert (tied >= 0).all()
    assert link_stops(streets, lat, lon, k=3, max_m=5)[0].tolist() == [[-1, -1, -1]]
    assert well_connected_edges(streets).sum() == streets.edge_count - 1


@settings(max_examples=60, deadline=None)
@given(north_m=st.floats(-150, 150), east_m=st.floats(-100, 350), k=st.integers(1, 4))
def test_the_grid_finds_what_looking_at_every_edge_finds(north_m, east_m, k):
    lat, lon = ORIGIN_LAT + north_m / 111_195, ORIGIN_LON + east_m / 92_700
    edge, ratio, gap_m = link_points(STREETS, lat, lon, k=k, max_m=1e4)
    expected = sorted(brute_gap_m(row, lat, lon) for row in range(STREETS.edge_count))[:k]
    assert gap_m[0].tolist() == pytest.approx(expected, abs=0.05)
    assert ((ratio >= 0) & (ratio <= 1)).all()
    assert len(set(edge[0].tolist())) == k


def brute_gap_m(edge, lat, lon):
    """The least distance to a thousand points along the edge."""
    part = np.linspace(0, 1, 1001)
    first, last = STREETS.shape_start[edge], STREETS.shape_start[edge + 1] - 1
    lats = STREETS.shape_lat[first] + part * (STREETS.shape_lat[last] - STREETS.shape_lat[first])
    lons = STREETS.shape_lon[first] + part * (STREETS.shape_lon[last] - STREETS.shape_lon[first])
    here = LatLon(lat, lon)
    return min(distance_m(here, LatLon(*one)) for one in zip(lats, lons, strict=True))
