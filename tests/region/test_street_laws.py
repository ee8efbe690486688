"""Laws that hold for the streets of any drawing."""

import heapq

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.region.drawings import streets_from_drawing

from modugil.core.geo import LatLon, distance_m
from modugil.region.street_grid import CELL_M

MARKS = "abcdefghijklmnop"
HIGHWAYS = ("footway", "steps", "residential", "path")
GRID = "\n".join(MARKS[row * 4 : row * 4 + 4] for row in range(4))

ways_of_drawings = st.dictionaries(
    st.lists(st.sampled_from(MARKS), min_size=2, max_size=7).map("".join),
    st.fixed_dictionaries(
        {"highway": st.sampled_from(HIGHWAYS)},
        optional={
            "sidewalk": st.sampled_from(["both", "left", "no"]),
            "area": st.just("yes"),
            "incline": st.sampled_from(["5%", "up", "-3°"]),
        },
    ),
    min_size=1,
    max_size=8,
)
nodes_of_drawings = st.dictionaries(
    st.sampled_from(MARKS),
    st.sampled_from([{"kerb": "raised"}, {"barrier": "gate"}, {"bench": "yes"}]),
)
LAWFUL = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWFUL
@given(ways=ways_of_drawings, nodes=nodes_of_drawings, cell_m=st.sampled_from([5.0, 45.0]))
def test_every_drawing_is_a_lawful_graph(ways, nodes, cell_m):
    streets = streets_from_drawing(GRID, ways, nodes, cell_m=cell_m)
    every_arc_has_its_reverse(streets)
    edges_begin_and_end_at_their_nodes(streets)
    lengths_are_those_of_the_geometry(streets)
    every_cell_lists_the_edges_that_touch_it(streets)
    landmarks_bound_from_below(streets)


def every_arc_has_its_reverse(streets):
    assert streets.arc_start[0] == 0
    assert streets.arc_start[-1] == len(streets.arc_edge) == 2 * streets.edge_count
    origin = np.repeat(np.arange(streets.node_count), np.diff(streets.arc_start))
    edge, backward = streets.arc_edge >> 1, streets.arc_edge & 1
    tail, head = streets.edge_tail[edge], streets.edge_head[edge]
    assert (np.where(backward, head, tail) == origin).all()
    assert (np.where(backward, tail, head) == streets.arc_to).all()
    assert sorted(streets.arc_edge.tolist()) == list(range(2 * streets.edge_count))
    assert (streets.edge_tail != streets.edge_head).all()


def edges_begin_and_end_at_their_nodes(streets):
    first, last = streets.shape_start[:-1], streets.shape_start[1:] - 1
    assert (last > first).all()
    for at, node in ((first, streets.edge_tail), (last, streets.edge_head)):
        assert (streets.shape_lat[at] == streets.node_lat[node]).all()
        assert (streets.shape_lon[at] == streets.node_lon[node]).all()


def lengths_are_those_of_the_geometry(streets):
    for edge in range(streets.edge_count):
        rows = range(streets.shape_start[edge], streets.shape_start[edge + 1])
        points = [LatLon(streets.shape_lat[row], streets.shape_lon[row]) for row in rows]
        length_m = sum(map(distance_m, points, points[1:]))
        assert abs(float(streets.edge_length_m[edge]) - length_m) < 1e-3


def every_cell_lists_the_edges_that_touch_it(streets):
    part = np.linspace(0, 1, 21)
    lats, lons = streets.shape_lat, streets.shape_lon
    for edge in range(streets.edge_count):
        for row in range(streets.shape_start[edge], streets.shape_start[edge + 1] - 1):
            lat = lats[row] + part * (lats[row + 1] - lats[row])
            lon = lons[row] + part * (lons[row + 1] - lons[row])
            y = ((lat - streets.grid_origin_lat) / streets.grid_cell_lat).astype(int)
            x = ((lon - streets.grid_origin_lon) / streets.grid_cell_lon).astype(int)
            y, x = np.minimum(y, streets.grid_rows - 1), np.minimum(x, streets.grid_columns - 1)
            for cell in np.unique(y * streets.grid_columns + x):
                listed = streets.grid_edge[streets.grid_start[cell] : streets.grid_start[cell + 1]]
                assert edge in listed
                assert (np.diff(listed) > 0).all()


def landmarks_bound_from_below(streets):
    landmark_m = streets.landmark_m.astype(np.float64)
    for origin in range(min(streets.node_count, 4)):
        reach_m = plain_dijkstra(streets, origin)
        for node in range(streets.node_count):
            one, other = landmark_m[origin], landmark_m[node]
            both = np.isfinite(one) & np.isfinite(other)
            assert (np.abs(one[both] - other[both]) <= reach_m[node] + 0.01).all()
            if np.isfinite(reach_m[node]):
                assert (np.isfinite(one) == np.isfinite(other)).all()


def plain_dijkstra(streets, origin):
    best = np.full(streets.node_count, np.inf)
    best[origin] = 0.0
    heap = [(0.0, origin)]
    while heap:
        far, node = heapq.heappop(heap)
        for arc in range(streets.arc_start[node], streets.arc_start[node + 1]):
            there = int(streets.arc_to[arc])
            reach = far + float(streets.edge_length_m[streets.arc_edge[arc] >> 1])
            if reach < best[there]:
                best[there] = reach
                heapq.heappush(heap, (reach, there))
    return best


def test_landmarks_go_to_the_network_and_not_to_an_island():
    chain = "abcdefghijklmnopqrstuvw"
    ways = [first + second for first, second in zip(chain, chain[1:], strict=False)]
    streets = streets_from_drawing(chain + "\n\nX-Y", ways=[*ways, "XY"])
    connected = np.isfinite(streets.landmark_m)
    assert streets.landmark_m.shape == (len(chain) + 2, 12)
    assert connected[streets.node_osm_id != ord("X")].sum() >= len(chain) * 11
    assert (streets.landmark_m.min(axis=0) == 0).all()


def test_a_region_of_two_equal_halves_has_landmarks_in_both():
    streets = streets_from_drawing("a-b-c\n\nx-y-z", ways=["ab", "bc", "xy", "yz"])
    assert np.isfinite(streets.landmark_m).sum(axis=1).tolist() == [6] * 6


def test_a_large_and_sparse_region_has_a_bounded_grid():
    streets = streets_from_drawing("a--b", ways=["ab"], cell_m=400_000)
    cells = streets.grid_rows * streets.grid_columns
    assert cells <= 1_100_000
    assert streets.grid_cell_lat * 111_196 >= CELL_M
