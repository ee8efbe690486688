"""The streets within so many minutes, and the lines to draw them."""

import pytest
from tests.routing.streets.small_streets import GOOD, at, small_streets

from modugil.core.geo import distance_m
from modugil.routing.needs import Needs
from modugil.routing.streets import EdgePoint, area_lines, compile_needs, reachable_area

# a cross of four streets of 100 m; one may be used inward only
STREETS = small_streets(
    [(0, 0), (100, 0), (0, 100), (-100, 0), (0, -100)],
    [
        (0, 1, GOOD),
        (0, 2, GOOD),
        (3, 0, GOOD),
        (4, 0, GOOD | {"foot_backward": 2}),
    ],
)
COSTS = compile_needs(STREETS, Needs(speed_mps=1.0))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (30, [(0, 0.2, 0.8)]),
        (90, [(0, 0.0, 1.0), (1, 0.0, 0.4), (2, 0.6, 1.0)]),
        (180, [(0, 0.0, 1.0), (1, 0.0, 1.0), (2, 0.0, 1.0)]),
    ],
)
def test_each_street_is_covered_from_the_end_one_comes_from(seconds, expected):
    area = reachable_area(COSTS, EdgePoint(0, 0.5), max_s=seconds)
    spans = zip(area.edge.tolist(), area.from_ratio, area.to_ratio, strict=True)
    assert [(edge, *map(float, ratios)) for edge, *ratios in spans] == [
        pytest.approx(span, abs=1e-3) for span in expected
    ]


def test_lines_stop_where_the_time_is_up():
    lines = area_lines(COSTS, reachable_area(COSTS, EdgePoint(0, 0.0), max_s=40))
    assert len(lines) == 3
    assert distance_m(lines[0][0], at(0, 0)) < 0.1
    assert distance_m(lines[0][-1], at(40, 0)) < 0.1
