"""The streets around a way are all those near it and no others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString  # type: ignore[import-untyped]
from tests.routing.streets.small_streets import PER_LAT, PER_LON, at, small_streets

from modugil.routing.streets import edges_around

PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: (25.0 * p[0], 25.0 * p[1]))
UNSURE_M = 1.0
"""So near to the limit either answer is right: the earth is not flat."""


def line_of(streets, edge):
    first, last = streets.shape_start[edge], streets.shape_start[edge + 1]
    return LineString(
        np.column_stack(
            [streets.shape_lon[first:last] * PER_LON, streets.shape_lat[first:last] * PER_LAT]
        )
    )


@settings(max_examples=150, deadline=None)
@given(
    nodes=st.lists(PLACES, min_size=2, max_size=9),
    way=st.lists(PLACES, min_size=2, max_size=5),
    within_m=st.sampled_from([5.0, 60.0, 300.0]),
    data=st.data(),
)
def test_an_edge_is_taken_where_it_comes_near_to_any_piece_of_the_way(nodes, way, within_m, data):
    node = st.integers(0, len(nodes) - 1)
    ends = data.draw(st.lists(st.tuples(node, node), min_size=1, max_size=12))
    streets = small_streets(nodes, [(tail, head, {}) for tail, head in ends])
    points = [at(*place) for place in way]
    taken = set(edges_around(streets, [points], within_m=within_m).tolist())
    walked = LineString([(point.lon * PER_LON, point.lat * PER_LAT) for point in points])
    for edge in range(streets.edge_count):
        away_m = walked.distance(line_of(streets, edge))
        if abs(away_m - within_m) > UNSURE_M:
            assert (edge in taken) == (away_m < within_m)


def test_around_no_way_there_are_no_streets():
    streets = small_streets([(0, 0), (50, 0)], [(0, 1, {})])
    assert edges_around(streets, [], within_m=300.0).tolist() == []
    assert edges_around(streets, [[at(0, 0)]], within_m=300.0).tolist() == []
