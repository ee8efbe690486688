"""From a point on the map to streets one can use."""

from math import inf

import pytest
from tests.routing.streets.small_streets import GOOD, at, small_stops, small_streets

from modugil.region.vocabulary import Barrier, EdgeFlag, Surface
from modugil.routing.needs import FIRM_SURFACES, Needs
from modugil.routing.streets import (
    EdgePoint,
    compile_needs,
    compile_stop_access,
    find_snaps,
    find_way,
    reach_stops,
    stop_snaps,
)

CHAIR = Needs(speed_mps=1.0, surfaces=FIRM_SURFACES)
SAND = GOOD | {"surface": Surface.SAND}

# two parallel streets 20 m apart, joined at the right; the upper one is sand
#
#   ~~~~~~~~~~~~~
#               |
#   -------------
STREETS = small_streets(
    [(0, 20), (100, 20), (0, 0), (100, 0)],
    [(0, 1, SAND), (2, 3, GOOD), (1, 3, GOOD)],
)


def test_a_point_is_tied_to_the_streets_around_it_nearest_first():
    snaps = find_snaps(compile_needs(STREETS, Needs(speed_mps=1.0)), at(50, 12))
    assert snaps.edge.tolist() == [0, 1]
    assert snaps.distance_m.tolist() == pytest.approx([8, 12], abs=0.01)
    assert snaps.ratio.tolist() == pytest.approx([0.5, 0.5], abs=1e-3)


def test_a_street_far_beyond_the_nearest_one_is_not_offered_over_open_ground():
    costs = compile_needs(STREETS, Needs(speed_mps=1.0))
    assert find_snaps(costs, at(50, 18)).edge.tolist() == [0]
    assert find_snaps(costs, at(50, 18), over_ground=True).edge.tolist() == [0, 1, 2]


def test_nobody_gets_past_a_gate_by_setting_out_on_its_other_side():
    # o---G---o  and a long way round
    gate = {1: {"barrier": Barrier.GATE, "barrier_width_m": 0.5}}
    around = [(0, 0), (50, 0), (100, 0), (100, -300), (0, -300)]
    streets = small_streets(
        around,
        [(0, 1, GOOD), (1, 2, GOOD), (2, 3, GOOD), (3, 4, GOOD), (4, 0, GOOD)],
        node_facts=gate,
    )
    costs = compile_needs(streets, Needs(speed_mps=1.0, min_width_m=0.9))
    assert find_snaps(costs, at(48, 0.2)).edge.tolist() == [0]
    way = find_way(costs, start=at(48, 0.2), end=at(60, 0), max_m=inf)
    assert way is not None and way.facts.length_m > 700


@pytest.mark.parametrize("flags, offered", [(0, [0]), (EdgeFlag.BRIDGE, [0, 2])])
def test_a_street_across_another_is_not_offered_but_one_beyond_a_bridge_is(flags, offered):
    #  ---------- 0
    #      x
    #  ========== 1, which this person cannot use
    #  ---------- 2
    rows = [(0, 8), (100, 8), (0, -3), (100, -3), (0, -5), (100, -5)]
    road = SAND | {"flags": flags}
    streets = small_streets(rows, [(0, 1, GOOD), (2, 3, road), (4, 5, GOOD)])
    assert find_snaps(compile_needs(streets, CHAIR), at(50, 4)).edge.tolist() == offered


def test_a_stop_is_tied_as_any_other_point_and_not_across_a_street():
    rows = [(0, 8), (100, 8), (0, -3), (100, -3), (0, -5), (100, -5)]
    streets = small_streets(rows, [(0, 1, GOOD), (2, 3, SAND), (4, 5, GOOD)])
    stops = small_stops([[(0, 0.5, 4.0), (1, 0.5, 7.0), (2, 0.5, 9.0)]])
    stops.lat[:], stops.lon[:] = at(50, 4).lat, at(50, 4).lon
    access = compile_stop_access(compile_needs(streets, CHAIR), stops)
    assert stop_snaps(access, 0).edge.tolist() == [0]


def test_a_street_that_cannot_be_used_ties_nobody():
    snaps = find_snaps(compile_needs(STREETS, CHAIR), at(50, 18))
    assert snaps.edge.tolist() == [1]


def test_farther_than_allowed_there_is_no_street():
    costs = compile_needs(STREETS, CHAIR)
    assert len(find_snaps(costs, at(50, -90), max_m=80).edge) == 0
    assert find_snaps(costs, at(50, -90), max_m=100).edge.tolist() == [1]
    assert len(find_snaps(costs, at(9000, 9000)).edge) == 0


def test_the_straight_piece_counts_and_beyond_some_metres_nothing_is_known_of_it():
    costs = compile_needs(STREETS, CHAIR)
    near = find_way(costs, start=at(20, -5), end=at(80, 0))
    far = find_way(costs, start=at(20, -40), end=at(80, 0))
    assert near is not None and far is not None
    assert (near.facts.length_m, near.facts.unverified_m) == pytest.approx((65, 0), abs=0.01)
    assert (far.facts.length_m, far.facts.unverified_m) == pytest.approx((100, 40), abs=0.01)
    assert far.facts.time_s == pytest.approx(100, abs=0.01)


def test_an_island_of_streets_is_offered_beside_the_nearest_street_that_leads_on():
    many = [(x * 10.0, 0.0) for x in range(120)]
    island = [(300.0, 12.0), (320.0, 12.0)]
    streets = small_streets(
        [*many, *island], [(i, i + 1, GOOD) for i in range(119)] + [(120, 121, GOOD)]
    )
    snaps = find_snaps(compile_needs(streets, CHAIR), at(310, 10))
    assert snaps.edge[0] == 119
    assert {30, 31} <= set(snaps.edge.tolist())
    way = find_way(compile_needs(streets, CHAIR), start=at(310, 10), end=at(900, 0))
    assert way is not None and way.edges[-1].edge in (89, 90)


def test_start_and_end_on_one_street_go_straight_along_it_either_way():
    costs = compile_needs(STREETS, CHAIR)
    for start, end in ((0.2, 0.7), (0.7, 0.2)):
        way = find_way(costs, start=EdgePoint(1, start), end=EdgePoint(1, end))
        assert way is not None
        (part,) = way.edges
        assert (part.from_ratio, part.to_ratio) == pytest.approx((start, end))
        assert part.backward == (start > end)
        assert part.length_m == pytest.approx(50)


def test_a_stop_is_reached_as_a_way_to_its_snaps_is_found():
    costs = compile_needs(STREETS, CHAIR)
    access = compile_stop_access(costs, small_stops([[(1, 0.5, 3.0), (0, 0.5, 17.0)]]))
    reached = reach_stops(access, at(90, 2))
    way = find_way(costs, start=at(90, 2), end=stop_snaps(access, 0))
    assert way is not None
    assert reached.stop.tolist() == [0]
    assert reached.time_s[0] == pytest.approx(way.facts.time_s, abs=0.01)
    assert reached.length_m[0] == pytest.approx(45, abs=0.01)


def test_stops_beyond_the_longest_leg_are_not_reached():
    costs = compile_needs(STREETS, CHAIR.with_limits(longest_leg_m=40))
    access = compile_stop_access(costs, small_stops([[(1, 0.5, 0.0)], [(1, 0.1, 0.0)]]))
    assert reach_stops(access, at(90, 0)).stop.tolist() == [0]
    assert reach_stops(access, at(90, 0), max_m=inf).stop.tolist() == [0, 1]
