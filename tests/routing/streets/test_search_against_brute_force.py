"""Every search gives what plain Dijkstra gives, on random streets with random needs."""

from math import inf, isinf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.routing.streets.oracle import brute_force, leaving, spread_from
from tests.routing.streets.random_streets import edge_places, random_needs, random_streets
from tests.routing.streets.small_streets import small_stops

from modugil.routing.streets import (
    EdgePoint,
    compile_needs,
    compile_stop_access,
    find_path,
    find_way,
    reach,
    reach_stops,
    transfer_table,
    travel_matrix,
)

SEARCHES = settings(max_examples=80, deadline=None)


def near(value):
    return pytest.approx(value, rel=1e-4, abs=1e-3)


@SEARCHES
@given(st.data())
def test_one_to_one_finds_the_cheapest_path_between_places_on_edges(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    path = find_path(costs, start=EdgePoint(*start), end=EdgePoint(*end))
    expected = brute_force(costs, start, end)
    assert (path.cost_s if path else inf) == near(expected)


@SEARCHES
@given(st.data())
def test_a_way_is_made_of_edges_that_join_and_its_parts_add_up(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    way = find_way(costs, start=EdgePoint(*start), end=EdgePoint(*end), max_m=inf)
    if way is None:
        return
    assert way.facts.time_s == near(sum(part.time_s for part in way.edges))
    assert way.facts.length_m == near(sum(part.length_m for part in way.edges))
    assert way.facts.unverified_m == near(sum(part.unverified_m for part in way.edges))
    assert way.cost_s >= way.facts.time_s * (1 - 1e-4)
    at = None
    for part in way.edges:
        ends = int(costs.streets.edge_tail[part.edge]), int(costs.streets.edge_head[part.edge])
        tail, head = ends[::-1] if part.backward else ends
        assert at in (None, tail)
        at = head
        assert (part.from_ratio >= part.to_ratio) if part.backward else True
        assert (part.from_ratio <= part.to_ratio) if not part.backward else True
    assert (way.edges[0].edge, way.edges[-1].edge) == (start[0], end[0])


@SEARCHES
@given(st.data())
def test_reaching_out_and_reaching_towards_settle_every_node_at_its_least_cost(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    place = data.draw(edge_places(costs.streets))
    verified = data.draw(st.booleans())
    out = reach(costs, EdgePoint(*place), verified_only=verified)
    expected = spread_from(costs, leaving(costs, place, verified), verified)
    assert dict(zip(out.node.tolist(), out.cost_s.tolist(), strict=True)) == near(expected)
    towards = reach(costs, EdgePoint(*place), towards=True)
    for node, cost in zip(towards.node.tolist(), towards.cost_s.tolist(), strict=True):
        assert cost == near(from_node(costs, node, place))


def from_node(costs, node, place):
    from tests.routing.streets.oracle import arriving

    reached = spread_from(costs, [(node, 0.0)])
    return min(reached.get(n, inf) + cost for n, cost in arriving(costs, place, False))


@SEARCHES
@given(st.data())
def test_a_matrix_holds_what_single_searches_find(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    places = [EdgePoint(*data.draw(edge_places(costs.streets))) for _ in range(3)]
    matrix = travel_matrix(costs, origins=places, destinations=places[1:])
    for row, start in enumerate(places):
        for column, end in enumerate(places[1:]):
            path = find_path(costs, start=start, end=end)
            assert matrix.cost_s[row, column] == near(path.cost_s if path else inf)


@SEARCHES
@given(st.data())
def test_stops_are_reached_by_their_cheapest_door_both_ways_and_in_the_table(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    places = [data.draw(edge_places(costs.streets)) for _ in range(3)]
    assume(all(costs.openness[edge] for edge, _ in places))
    access = compile_stop_access(costs, small_stops([[(*place, 0.0)] for place in places]))
    table = transfer_table(access, max_m=1e6)
    for verified in (False, True):
        for origin, start in enumerate(places):
            out = reach_stops(access, EdgePoint(*start), max_m=inf, verified_only=verified)
            back = reach_stops(
                access, EdgePoint(*start), max_m=inf, towards=True, verified_only=verified
            )
            for stop, end in enumerate(places):
                there = brute_force(costs, start, end, verified_only=verified)
                assert cost_of(out, stop) == near(there)
                assert cost_of(back, stop) == near(
                    brute_force(costs, end, start, verified_only=verified)
                )
                if stop != origin:
                    assert cost_in(table, origin, stop, verified) == near(there)


def cost_of(reached, stop):
    row = np.flatnonzero(reached.stop == stop)
    return float(reached.cost_s[row[0]]) if len(row) else inf


def cost_in(table, origin, stop, verified):
    rows = range(table.start[origin], table.start[origin + 1])
    return min(
        (
            float(table.cost_s[row])
            for row in rows
            if table.to_stop[row] == stop and not (verified and table.unverified_m[row] > 0)
        ),
        default=inf,
    )


@SEARCHES
@given(st.data())
def test_a_limit_of_metres_gives_only_ways_within_it_and_all_that_are_cheapest(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    place = EdgePoint(*data.draw(edge_places(costs.streets)))
    limit = data.draw(st.sampled_from([50.0, 200.0, 500.0]))
    free, bound = reach(costs, place), reach(costs, place, max_m=limit)
    assert (bound.length_m <= limit).all()
    within = {n for n, m in zip(free.node.tolist(), free.length_m, strict=True) if m < limit - 0.01}
    assert within <= set(bound.node.tolist())
    cheapest = dict(zip(free.node.tolist(), free.cost_s.tolist(), strict=True))
    for node, cost in zip(bound.node.tolist(), bound.cost_s.tolist(), strict=True):
        assert not isinf(cost)
        assert cost >= cheapest[node] - 1e-3
