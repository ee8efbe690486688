"""Several who go together at stations and doors: what refuses one refuses all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.routing.transit.small import Small, build

from modugil.conditions.conditions import AS_PLANNED
from modugil.core.access import UnknownPolicy
from modugil.region.vocabulary import PathwayMode
from modugil.routing.group_needs import join_needs
from modugil.routing.needs import Boarding
from modugil.routing.presets import get_preset, list_presets
from modugil.routing.transit.boarding import BoardingRule, boarding_rule
from modugil.routing.transit.pathway_costs import PathwayCosts, price_pathways

GROUPS = st.lists(st.sampled_from(list_presets()), min_size=1, max_size=4)
POLICIES = st.sampled_from(list(UnknownPolicy))
PATHWAY = st.fixed_dictionaries(
    {
        "from": st.just(0),
        "to": st.just(1),
        "mode": st.sampled_from(list(PathwayMode)),
        "length_m": st.sampled_from([5.0, 40.0, np.nan]),
        "stair_count": st.sampled_from([0, 2, -12]),
        "min_width_m": st.sampled_from([np.nan, 0.75, 2.0]),
        "max_slope_ratio": st.sampled_from([np.nan, 0.0, 0.1, -0.11]),
    }
)


def price(timetable, needs) -> PathwayCosts:
    return price_pathways(timetable, needs=needs, conditions=AS_PLANNED, span=None)


@settings(max_examples=60, deadline=None)
@given(st.lists(PATHWAY, min_size=1, max_size=5), GROUPS, POLICIES)
def test_a_pathway_is_open_for_the_group_where_it_is_open_for_each(pathways, group, policy):
    timetable = build(Small(trips=(), stop_count=2, pathways=tuple(pathways)))
    asked = [one.with_limits(unknown_policy=policy) for one in group]
    together = price(timetable, join_needs(asked))
    each = [price(timetable, one) for one in asked]
    assert (together.cost_s == np.max([one.cost_s for one in each], axis=0)).all()
    assert (together.time_s == np.max([one.time_s for one in each], axis=0)).all()
    assert (together.unverified_m == np.max([one.unverified_m for one in each], axis=0)).all()
    assert (together.length_m == each[0].length_m).all()


@given(GROUPS, POLICIES)
def test_the_group_boards_by_the_strictest_rule_of_any(group, policy):
    asked = [one.with_limits(unknown_policy=policy) for one in group]
    rules = {boarding_rule(one) for one in asked}
    found = boarding_rule(join_needs(asked))
    assert found in rules
    assert found is not BoardingRule.ANY or rules == {BoardingRule.ANY}


@pytest.mark.parametrize("loose", [UnknownPolicy.ACCEPT, UnknownPolicy.PENALISE])
def test_who_refuses_the_unknown_refuses_it_only_for_what_they_ask(loose):
    walker = get_preset("walking").with_limits(unknown_policy=UnknownPolicy.REFUSE)
    chair = get_preset("powered-wheelchair").with_limits(unknown_policy=loose)
    assert chair.boarding is Boarding.STEP_FREE
    assert boarding_rule(join_needs([walker, chair])) is BoardingRule.STEP_FREE_OR_UNKNOWN
    assert not join_needs([walker, chair]).refuses_unknown
