"""Laws of several who go together, for any streets and any needs."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.streets.random_streets import edge_places, random_needs, random_streets
from tests.routing.streets.small_streets import GOOD, small_streets

from modugil.core.access import UnknownPolicy
from modugil.routing.group_needs import join_needs
from modugil.routing.journey import BarrierKind
from modugil.routing.presets import get_preset, list_presets
from modugil.routing.streets import (
    EdgePoint,
    compile_needs,
    find_least_bad_way,
    find_path,
    find_way,
    list_barriers,
)
from modugil.routing.streets.relax_costs import penalise_barriers, relax_costs

MANY = settings(max_examples=40, deadline=None)
PRESETS = st.lists(st.sampled_from(list_presets()), min_size=1, max_size=4)


def named(group):
    """The needs with names to tell them apart by."""
    return [one.with_limits(preset=f"person-{row}") for row, one in enumerate(group)]


GROUPS = st.one_of(PRESETS, st.lists(random_needs(), min_size=1, max_size=3).map(named))


def labels_of(costs):
    return (costs.leave, costs.arrive, costs.along, costs.point)


@MANY
@given(random_streets(), GROUPS)
def test_open_for_the_group_is_open_for_each_and_open_for_each_is_open_for_the_group(
    streets, group
):
    together = compile_needs(streets, join_needs(group))
    alone = [compile_needs(streets, one) for one in group]
    for row, labels in enumerate(labels_of(together)):
        each = np.stack([labels_of(one)[row] for one in alone])
        assert (np.isfinite(labels[:, 0]) == np.isfinite(each[:, :, 0]).all(axis=0)).all()
        assert (labels >= each).all()
        assert (labels[:, 2] == each[0, :, 2]).all()


@MANY
@given(random_streets(), GROUPS, GROUPS)
def test_who_joins_never_opens_anything_nor_makes_it_cheaper(streets, group, more):
    before = compile_needs(streets, join_needs(group))
    after = compile_needs(streets, join_needs([*group, *more]))
    for few, many in zip(labels_of(before), labels_of(after), strict=True):
        assert (many >= few).all()


@MANY
@given(random_streets(), GROUPS, st.randoms())
def test_the_order_does_not_matter_and_doubles_go_once(streets, group, chance):
    shuffled = [*group, *group]
    chance.shuffle(shuffled)
    one, other = (compile_needs(streets, join_needs(some)) for some in (group, shuffled))
    for first, second in zip(labels_of(one), labels_of(other), strict=True):
        assert (first == second).all()
    assert set(one.needs.members) == set(other.needs.members)


@given(st.lists(st.sampled_from(list_presets()), min_size=1), st.randoms())
def test_the_same_presets_in_any_order_are_the_same_needs(group, chance):
    shuffled = [*group, *group]
    chance.shuffle(shuffled)
    assert join_needs(shuffled) == join_needs(group)
    assert hash(join_needs(shuffled)) == hash(join_needs(group))


@pytest.mark.parametrize("one", list_presets(), ids=lambda one: one.preset)
def test_a_group_of_one_is_that_one(one):
    assert join_needs([one, one]) is one


@MANY
@given(st.data())
def test_the_way_of_the_group_is_open_for_each_and_no_cheaper_than_their_own(data):
    streets, group = data.draw(random_streets()), data.draw(GROUPS)
    start, end = (EdgePoint(*data.draw(edge_places(streets))) for _ in range(2))
    together = compile_needs(streets, join_needs(group))
    way = find_way(together, start=start, end=end, max_m=inf)
    for one in group:
        alone = compile_needs(streets, one)
        own = find_path(alone, start=start, end=end)
        if way is None:
            continue
        assert own is not None
        assert own.cost_s <= way.cost_s * (1 + 1e-4)
        codes = [2 * part.edge + part.backward for part in way.edges if part.length_m > 0]
        assert np.isfinite(alone.along[codes, 0]).all()


@MANY
@given(st.data())
def test_a_refused_street_names_whom_it_stops_and_only_those(data):
    streets, group = data.draw(random_streets()), named(data.draw(GROUPS))
    together = compile_needs(streets, join_needs(group))
    for arc, code in enumerate(together.network.arc_edge.tolist()):
        barriers = list_barriers(together, edge=code >> 1, backward=code & 1)
        assert bool(barriers) == bool(np.isinf(together.leave[arc, 0]))
        for one in group:
            alone = compile_needs(streets, one)
            own = {
                (b.kind, b.asks) for b in list_barriers(alone, edge=code >> 1, backward=code & 1)
            }
            named_here = {(b.kind, b.asks) for b in barriers if one.preset in b.stops}
            assert len(group) == 1 or own == named_here


def test_of_several_the_strictest_limit_is_told_where_the_width_is_bad_or_not_known():
    streets = small_streets(
        [(0, 0), (50, 0), (100, 0)],
        [(0, 1, GOOD | {"width_m": 0.5}), (1, 2, GOOD | {"width_m": nan})],
    )
    group = [
        get_preset("powered-wheelchair").with_limits(
            preset=f"{width_m}", min_width_m=width_m, unknown_policy=UnknownPolicy.REFUSE
        )
        for width_m in (0.8, 1.2, 0.9)
    ]
    costs = compile_needs(streets, join_needs(group))
    for edge, kind in ((0, BarrierKind.WIDTH), (1, BarrierKind.UNKNOWN)):
        (found,) = list_barriers(costs, edge=edge, backward=0)
        assert (found.kind, found.limit) == (kind, 1.2)
        assert sorted(found.stops) == ["0.8", "0.9", "1.2"]


@MANY
@given(random_streets(), GROUPS)
def test_prices_of_barriers_and_freed_streets_bound_each_of_the_group(streets, group):
    together = compile_needs(streets, join_needs(group))
    freed, priced = relax_costs(together), penalise_barriers(together)
    for one in group:
        alone = compile_needs(streets, one)
        refused = np.isinf(alone.along[:, 0])
        assert (priced.along[refused, 0] >= penalise_barriers(alone).along[refused, 0]).all()
        assert (freed.along[:, 0] >= relax_costs(alone).along[:, 1] * (1 - 1e-6)).all()
    assert np.isfinite(priced.leave[:, 0]).all()
    assert (freed.leave[:, 0] <= together.leave[:, 0]).all()


@MANY
@given(st.data())
def test_a_group_has_a_least_bad_way_that_is_clean_where_one_passes(data):
    streets, group = data.draw(random_streets()), data.draw(GROUPS)
    costs = compile_needs(streets, join_needs(group))
    start, end = (EdgePoint(*data.draw(edge_places(streets))) for _ in range(2))
    passes = find_path(costs, start=start, end=end) is not None
    way = find_least_bad_way(costs, start=start, end=end)
    assert way is None or bool(way.barriers) is not passes
    assert way is not None or not passes


@MANY
@given(random_streets(), GROUPS)
def test_verified_costs_of_a_group_are_those_of_all_refusing_the_unknown(streets, group):
    costs = compile_needs(streets, join_needs(group))
    verified = costs.find_verified()
    refusing = costs.needs.with_limits(unknown_policy=UnknownPolicy.REFUSE)
    refused = compile_needs(streets, refusing)
    open_ones = np.isfinite((verified or costs).leave[:, 0])
    assert (open_ones == np.isfinite(refused.leave[:, 0])).all()
    assert verified is None or verified.needs == refusing


@given(GROUPS, st.floats(0, 500))
def test_ground_off_the_streets_costs_the_group_at_least_what_it_costs_each(group, length_m):
    streets = small_streets([(0, 0), (100, 0)], [(0, 1, GOOD)])
    link = compile_needs(streets, join_needs(group)).link_label(length_m)
    each = [compile_needs(streets, one).link_label(length_m) for one in group]
    assert np.isfinite(link[0]) == all(np.isfinite(one[0]) for one in each)
    assert all((link >= one).all() for one in each)
