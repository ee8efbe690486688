"""Hypothesis strategies: small random streets with all kinds of facts, and random needs."""

from math import inf, nan
from typing import Any

from hypothesis import strategies as st
from tests.routing.streets.small_streets import small_streets

from modugil.core.access import Access, UnknownPolicy
from modugil.region.vocabulary import Kerb, Smoothness, Surface, WayKind, WheelchairTag
from modugil.routing.needs import (
    ALL_SURFACES,
    FIRM_SURFACES,
    CrossingRule,
    Needs,
    StepRamp,
    TagRule,
    Use,
)

CHOICES = {
    "kind": [WayKind.FOOTWAY, WayKind.CROSSING, WayKind.STEPS, WayKind.ELEVATOR],
    "side": [0, 0, 3],
    "foot_forward": [Access.YES, Access.YES, Access.NO, Access.UNKNOWN],
    "foot_backward": [Access.YES, Access.YES, Access.NO],
    "wheelchair": list(WheelchairTag),
    "surface": [Surface.UNKNOWN, Surface.ASPHALT, Surface.GRAVEL],
    "smoothness": [Smoothness.UNKNOWN, Smoothness.GOOD, Smoothness.BAD],
    "width_m": [nan, 0.7, 0.9, 1.5],
    "slope_up_ratio": [nan, 0.0, 0.05, 0.1],
    "slope_down_ratio": [nan, 0.0, 0.05, 0.1],
    "slope_error_ratio": [0.0, 0.02],
    "cross_slope_ratio": [nan, 0.01, 0.06],
    "step_count": [0, 0, -1, 2, 10],
    "step_ramp": [0, 1, 2],
    "step_ramp_stroller": [0, 1, 2],
    "kerb": [0, 0, *Kerb],
    "crossing": [0, 1, 2, 3, 4],
    "signal_sound": [0, 1, 2],
}
NODE_CHOICES = {
    "kerb": [0, 0, 0, *Kerb],
    "elevator": [0, 0, 0, 1],
    "barrier": [0, 0, 0, 1, 6, 11],
    "barrier_width_m": [nan, 0.6, 1.0],
    "foot": [1, 1, 1, 2],
    "wheelchair": [0, 0, 1, 2, 3],
}


def facts(choices):
    return st.fixed_dictionaries(
        {name: st.sampled_from(values) for name, values in choices.items()}
    )


@st.composite
def random_streets(draw, most_nodes=7, most_edges=14):
    count = draw(st.integers(2, most_nodes))
    place = st.integers(0, 30).map(lambda v: 10.0 * v)
    nodes = draw(st.lists(st.tuples(place, place), min_size=count, max_size=count))
    node = st.integers(0, count - 1)
    good = st.just({"surface": 1, "smoothness": 1, "width_m": 2.0})
    edge = st.tuples(node, node, st.one_of(facts(CHOICES), good))
    edges = draw(st.lists(edge, min_size=1, max_size=most_edges))
    told = draw(st.dictionaries(node, facts(NODE_CHOICES), max_size=2))
    return small_streets(nodes, edges, node_facts=told)


LIMITS: dict[str, list[Any]] = {
    "speed_mps": [0.8, 1.3],
    "max_slope_up_ratio": [inf, 0.12, 0.08, 0.04],
    "max_slope_down_ratio": [inf, 0.12, 0.08, 0.04],
    "max_cross_slope_ratio": [inf, 0.06, 0.04],
    "max_kerb_m": [inf, 0.15, 0.1, 0.03, 0.0],
    "min_width_m": [0.0, 0.65, 0.8, 1.2],
    "surfaces": [ALL_SURFACES, FIRM_SURFACES, frozenset({Surface.ASPHALT})],
    "worst_smoothness": [Smoothness.IMPASSABLE, Smoothness.BAD, Smoothness.GOOD],
    "max_step_count": [inf, 12, 2, 0],
    "step_ramp": list(StepRamp),
    "elevators": list(Use),
    "escalators": list(Use),
    "crossings": list(CrossingRule),
    "wheelchair_tag": [TagRule.IGNORE, TagRule.HEED],
    "carriageway_factor": [1.0, 3.0],
    "unknown_policy": list(UnknownPolicy),
}
"""Loosest first, where one is stricter than the other."""
STRICTER = [
    "max_slope_up_ratio",
    "max_slope_down_ratio",
    "max_cross_slope_ratio",
    "max_kerb_m",
    "min_width_m",
    "surfaces",
    "worst_smoothness",
    "max_step_count",
    "elevators",
    "escalators",
    "crossings",
    "carriageway_factor",
]


@st.composite
def random_needs(draw):
    chosen = {name: draw(st.sampled_from(values)) for name, values in LIMITS.items()}
    return Needs(**chosen, longest_leg_m=20_000)


def edge_places(streets):
    """Places (edge, ratio) on any edge."""
    return st.tuples(
        st.integers(0, streets.edge_count - 1), st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0])
    )
