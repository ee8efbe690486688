"""How far a way is for a battery: the physics of one slope, and the same sum along a whole way."""

from itertools import product

import numpy as np
import pytest
from tests.routing.streets.small_streets import GOOD, at, small_streets

from modugil.routing.outings.effort import (
    count_effort,
    level_m_of_path,
    level_m_of_way,
    measure_effort,
)
from modugil.routing.presets import get_preset
from modugil.routing.streets import compile_needs, find_path, find_way, travel_matrix

NEWTON_ON_THE_LEVEL = 100 * 9.81 * 0.015
"""What a chair of 100 kg needs where it is flat."""


def effort_of(length_m, climb_m, descent_m):
    """Level metres of one edge, there and back, and whether they rest on a slope that is known."""
    facts = GOOD | {"climb_m": climb_m, "descent_m": descent_m}
    facts |= {"slope_up_ratio": np.nan, "slope_down_ratio": np.nan}
    streets = small_streets([(0, 0), (length_m, 0)], [(0, 1, facts)])
    effort = measure_effort(streets)
    length = float(streets.edge_length_m[0])
    return effort.level_m[0] / length, bool(effort.known[0])


@pytest.mark.parametrize(("slope", "newton"), [(1 / 18, 69), (1 / 12, 96), (1 / 8, 136)])
def test_a_slope_takes_as_many_newtons_as_physics_says(slope, newton):
    # the slopes of rules are rises over runs, those of streets rises over what one goes
    (up, down), known = effort_of(100.0, 100.0 * np.sin(np.arctan(slope)), 0.0)
    assert known
    assert up * NEWTON_ON_THE_LEVEL == pytest.approx(newton, abs=0.8)
    assert down == 0.0  # nothing is won back


def test_level_and_gentle_ways_take_what_they_are_long_and_no_less_than_nothing():
    assert effort_of(200.0, 0.0, 0.0)[0] == pytest.approx([1.0, 1.0], abs=1e-4)
    up, down = effort_of(200.0, 2.0, 0.0)[0]
    assert up == pytest.approx(1 + 0.01 / 0.015, abs=1e-3)
    assert down == pytest.approx(1 - 0.01 / 0.015, abs=1e-3)


def test_a_hump_takes_the_same_both_ways_and_more_than_its_climb_alone():
    up, down = effort_of(200.0, 5.0, 5.0)[0]
    assert up == pytest.approx(down)
    assert up == pytest.approx(0.5 * (1 + 0.05 / 0.015), abs=1e-2)


def test_a_way_of_unknown_slope_counts_as_level_and_is_called_unknown():
    level, known = effort_of(100.0, np.nan, np.nan)
    assert not known
    assert level == pytest.approx([1.0, 1.0])


def test_the_matrix_adds_up_what_each_way_takes():
    """Twenty corners with hills between them, some of unknown height: every way, metre by metre."""
    draw = np.random.default_rng(6)
    nodes = [(100 * (n % 5) + draw.integers(40), 90 * (n // 5)) for n in range(20)]
    joined = [(n, n + 1) for n in range(19) if n % 5 < 4] + [(n, n + 5) for n in range(15)]
    edges = [(a, b, GOOD | hill(draw)) for a, b in joined]
    streets = small_streets(nodes, edges)
    costs, effort = compile_needs(streets, get_preset("walking")), measure_effort(streets)
    places = [at(x + 9, y + 7) for x, y in nodes[::3]]
    matrix = travel_matrix(count_effort(costs, effort), origins=places, destinations=places)
    plain = travel_matrix(costs, origins=places, destinations=places)
    np.testing.assert_array_equal(matrix.cost_s, plain.cost_s)
    np.testing.assert_array_equal(matrix.length_m, plain.length_m)
    for (row, start), (column, end) in product(enumerate(places), repeat=2):
        path, way = find_path(costs, start=start, end=end), find_way(costs, start=start, end=end)
        assert path is not None and way is not None
        level_m = level_m_of_path(costs, path, effort)
        assert level_m_of_way(way, effort, streets)[0] == pytest.approx(level_m, abs=0.05)
        added = matrix.length_m[row, column] + matrix.unverified_m[row, column]
        assert added == pytest.approx(level_m, abs=0.05)


def hill(draw):
    if draw.random() < 0.2:
        nothing = dict.fromkeys(("climb_m", "descent_m"), np.nan)
        return nothing | dict.fromkeys(("slope_up_ratio", "slope_down_ratio"), np.nan)
    return {"climb_m": draw.integers(6) * 1.0, "descent_m": draw.integers(6) * 1.0}
