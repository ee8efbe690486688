"""Laws that hold for any streets and any needs."""

from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.streets.moments import NOON
from tests.routing.streets.random_streets import (
    LIMITS,
    STRICTER,
    edge_places,
    random_needs,
    random_streets,
)

from modugil.conditions.conditions import Conditions, EdgeChange
from modugil.core.access import UnknownPolicy
from modugil.routing.streets import (
    EdgePoint,
    apply_conditions,
    compile_needs,
    find_least_bad_way,
    find_path,
    find_way,
    list_barriers,
)

MANY = settings(max_examples=100, deadline=None)


def least_cost(costs, start, end):
    path = find_path(costs, start=EdgePoint(*start), end=EdgePoint(*end))
    return path.cost_s if path else inf


@MANY
@given(st.data())
def test_a_stricter_need_never_opens_a_street_nor_makes_one_cheaper(data):
    streets, needs = data.draw(random_streets()), data.draw(random_needs())
    name = data.draw(st.sampled_from(STRICTER))
    values = LIMITS[name]
    place = values.index(getattr(needs, name))
    stricter = needs.with_limits(**{name: values[data.draw(st.integers(place, len(values) - 1))]})
    loose, strict = compile_needs(streets, needs), compile_needs(streets, stricter)
    assert (strict.leave[:, 0] >= loose.leave[:, 0] * (1 - 1e-6)).all()
    assert (strict.leave[:, 3] >= loose.leave[:, 3])[np.isfinite(strict.leave[:, 0])].all()
    start, end = (data.draw(edge_places(streets)) for _ in range(2))
    assert least_cost(strict, start, end) >= least_cost(loose, start, end) * (1 - 1e-4)


@MANY
@given(st.data())
def test_refusing_the_unknown_costs_at_least_penalising_it_and_that_at_least_accepting(data):
    streets, needs = data.draw(random_streets()), data.draw(random_needs())
    start, end = (data.draw(edge_places(streets)) for _ in range(2))
    refuse, penalise, accept = (
        least_cost(compile_needs(streets, needs.with_limits(unknown_policy=policy)), start, end)
        for policy in (UnknownPolicy.REFUSE, UnknownPolicy.PENALISE, UnknownPolicy.ACCEPT)
    )
    assert refuse >= penalise * (1 - 1e-5)
    assert penalise >= accept * (1 - 1e-5)


@MANY
@given(st.data())
def test_who_refuses_the_unknown_is_never_led_over_unverified_metres(data):
    needs = data.draw(random_needs()).with_limits(unknown_policy=UnknownPolicy.REFUSE)
    costs = compile_needs(data.draw(random_streets()), needs)
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    way = find_way(costs, start=EdgePoint(*start), end=EdgePoint(*end), max_m=inf)
    assert way is None or way.facts.unverified_m == 0
    assert way is None or way.barriers == ()


@MANY
@given(st.data())
def test_verified_costs_are_those_of_refusing_the_unknown(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    verified = costs.find_verified()
    if verified is None:
        return
    refused = compile_needs(
        costs.streets, costs.needs.with_limits(unknown_policy=UnknownPolicy.REFUSE)
    )
    assert np.allclose(verified.leave[:, 0], refused.leave[:, 0], rtol=1e-5)


@MANY
@given(st.data())
def test_a_blocked_street_is_never_used(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    edge = data.draw(st.integers(0, costs.streets.edge_count - 1))
    before = costs.leave.copy()
    blocked = apply_conditions(
        costs, Conditions(edges={edge: EdgeChange(blocked=True)}), start=NOON, end=NOON
    )
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    way = find_way(blocked, start=EdgePoint(*start), end=EdgePoint(*end), max_m=inf)
    assert way is None or all(p.edge != edge or p.length_m == 0 for p in way.edges)
    assert least_cost(blocked, start, end) >= least_cost(costs, start, end) * (1 - 1e-5)
    assert (costs.leave == before).all()


@MANY
@given(st.data())
def test_a_refused_street_names_its_barriers_and_an_open_one_has_none(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    for arc, code in enumerate(costs.network.arc_edge.tolist()):
        barriers = list_barriers(costs, edge=code >> 1, backward=code & 1)
        assert bool(barriers) == bool(np.isinf(costs.leave[arc, 0]))


@MANY
@given(st.data())
def test_there_is_a_least_bad_way_wherever_streets_join_and_it_is_clean_where_one_passes(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    ends = {"start": EdgePoint(*start), "end": EdgePoint(*end)}
    way = find_least_bad_way(costs, **ends)
    tail = costs.streets.edge_tail
    joined = np.isfinite(costs.streets.landmark_m[[tail[start[0]], tail[end[0]]]]).all(axis=0).any()
    assert way is not None or not joined
    if find_path(costs, **ends) is not None:
        assert way is not None and way.barriers == ()
    elif way is not None:
        assert way.barriers
