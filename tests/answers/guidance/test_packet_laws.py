"""A packet alone gives the ways and costs that the planner gives, whoever asks."""

from math import inf

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st
from tests.answers.guidance.guided import walks
from tests.answers.guidance.on_device import (
    cheapest,
    cheapest_of_leg,
    edge_cost,
    node_cost,
    passed_cost,
    send,
)
from tests.answers.questions import ask
from tests.answers.world import NOW, POINTS, at
from tests.routing.streets.random_streets import edge_places, random_needs, random_streets
from tests.routing.streets.small_streets import small_streets

from modugil.answers.guidance.build_packet import get_journey
from modugil.answers.guidance.build_streets import build_streets
from modugil.answers.guidance.guide import open_guide
from modugil.answers.guidance.question import TripGuidance
from modugil.answers.telling.tell_trip import list_least_bad, list_passing
from modugil.answers.trips.trace_ways import costs_of_leg
from modugil.core.access import Access
from modugil.region.vocabulary import SidewalkSide, WayKind
from modugil.routing.journey import WalkLeg
from modugil.routing.presets import list_presets
from modugil.routing.streets import EdgePoint, compile_needs, find_least_bad_way, find_way
from modugil.routing.streets.relax_costs import penalise_barriers

PRESETS = [needs.preset for needs in list_presets()]
ENDS = st.sampled_from([at(mark) for mark in sorted(POINTS)])
SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
GRAPHS = settings(max_examples=80, deadline=None)
ROUNDED = 0.012
"""Each cost and each share is rounded by itself."""


def like(cost, parts):
    return pytest.approx(cost, rel=2e-4, abs=ROUNDED * (2 * parts + 1))


def sent_of(streets, way):
    """What of a packet streets and one way make, as it is sent."""
    passed = [send(one) for one in streets.list_passed(way)]
    packet = {"nodes": streets.nodes, "edges": streets.edges}
    sent = {name: [send(one) for one in rows] for name, rows in packet.items()}
    return sent, {"passed": passed}


def build(costs, plain, way):
    return build_streets(costs, plain=plain, ways=[way], lines=[way.geometry], language="en")


@SOME
@given(ENDS, ENDS, st.sampled_from(PRESETS), st.sampled_from(["08:00", "22:30"]))
def test_each_walk_costs_what_the_planner_says_and_nothing_in_the_packet_is_cheaper(
    world, start, end, needs, when
):
    assume(start != end)
    question = ask(start, end, when, needs=needs)
    found = world.planner.search(question, now=NOW)
    asked = open_guide(world.planner)
    shown = list_passing(found) or list_least_bad(found)
    for number in range(1, len(shown) + 1):
        packet = send(asked(TripGuidance(question, number), now=NOW))
        journey = get_journey(found, number)
        for leg, told in zip(journey.legs, packet["legs"], strict=True):
            if isinstance(leg, WalkLeg) and leg.way is not None:
                check_leg(found, leg, packet, told)


def check_leg(found, leg, packet, told):
    costs = costs_of_leg(leg, found.preparation)
    assert costs is not None
    links = (leg.way.start_link_m, leg.way.end_link_m)
    link_s = sum(float(costs.link_label(metres)[0]) for metres in links)
    parts = len(leg.way.edges)
    assert len(told["passed"]) == parts
    assert passed_cost(packet, told) == like(leg.way.cost_s - link_s, parts)
    assert cheapest_of_leg(packet, told) == like(passed_cost(packet, told), parts)


def draw_way(data):
    """Some streets, some needs, and a way from one place on them to another."""
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    way = find_way(costs, start=EdgePoint(*start), end=EdgePoint(*end), max_m=inf)
    if way is None:
        reject()
    return costs, way, (start, end)


@GRAPHS
@given(st.data())
def test_on_any_streets_a_device_finds_the_cost_that_the_planner_finds(data):
    costs, way, (start, end) = draw_way(data)
    streets = build(costs, costs, way)
    packet, leg = sent_of(streets, way)
    rows = {row: place for place, row in enumerate(streets.edge_rows.tolist())}
    places = [(rows[edge], ratio) for edge, ratio in (start, end)]
    assert passed_cost(packet, leg) == like(way.cost_s, len(way.edges))
    assert cheapest(packet, *places, sure=False) == like(way.cost_s, len(way.edges))


@GRAPHS
@given(st.data())
def test_what_refuses_has_no_cost_and_is_never_passed(data):
    costs, way, _ = draw_way(data)
    streets = build(costs, costs, way)
    packet, leg = sent_of(streets, way)
    for place, row in enumerate(streets.edge_rows.tolist()):
        for backward in (False, True):
            expected = float(costs.along[2 * row + backward, 0])
            told = edge_cost(packet, place, backward=backward)
            assert told == (inf if expected == inf else pytest.approx(expected, abs=ROUNDED))
    for place, node in enumerate(streets.node_rows.tolist()):
        assert node_cost(packet, place) == pytest.approx(float(costs.point[node, 0]), abs=ROUNDED)
    for one in leg["passed"]:
        if one.get("fromRatio", 0.0) != one.get("toRatio", 1.0):
            assert edge_cost(packet, one["edge"], backward=one.get("backward", False)) < inf


@GRAPHS
@given(st.data())
def test_a_least_bad_way_is_priced_and_each_barrier_on_it_is_marked(data):
    costs = compile_needs(data.draw(random_streets()), data.draw(random_needs()))
    start, end = (data.draw(edge_places(costs.streets)) for _ in range(2))
    way = find_least_bad_way(costs, start=EdgePoint(*start), end=EdgePoint(*end))
    if way is None:
        reject()
    streets = build(penalise_barriers(costs), costs, way)
    packet, leg = sent_of(streets, way)
    assert passed_cost(packet, leg) == like(way.cost_s, len(way.edges))
    for one, part in zip(leg["passed"], way.edges, strict=True):
        sent = packet["edges"][one["edge"]]["backward" if part.backward else "forward"]
        refused = float(costs.along[2 * part.edge + part.backward, 0]) == inf
        assert sent.get("barred", False) == refused


def test_streets_that_nobody_may_enter_on_foot_are_left_out_unless_the_way_passes_them():
    closed = {"foot_forward": Access.NO, "foot_backward": Access.NO}
    edges = [(0, 1, {}), (1, 2, closed), (1, 3, {"foot_backward": Access.NO})]
    streets = small_streets([(0, 0), (50, 0), (100, 0), (50, 50)], edges)
    costs = compile_needs(streets, list_presets()[0])
    way = find_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(0, 1.0))
    assert build(costs, costs, way).edge_rows.tolist() == [0, 2]
    way = find_least_bad_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(1, 1.0))
    assert build(penalise_barriers(costs), costs, way).edge_rows.tolist() == [0, 1, 2]


def test_among_cars_one_goes_on_a_carriageway_but_not_on_a_living_street():
    car, living = WayKind.RESIDENTIAL, WayKind.LIVING_STREET
    edges = [
        (0, 1, {"kind": car, "side": SidewalkSide.CARRIAGEWAY}),
        (1, 2, {"kind": living, "side": SidewalkSide.CARRIAGEWAY}),
        (2, 3, {"kind": car, "side": SidewalkSide.LEFT}),
    ]
    streets = small_streets([(0, 0), (50, 0), (100, 0), (150, 0)], edges)
    costs = compile_needs(streets, list_presets()[0])
    way = find_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(2, 1.0))
    told = build(costs, costs, way).edges
    assert [bool(one.on_road) for one in told] == [True, False, False]


def test_walks_of_every_kind_were_asked(world):
    """The law above is worth nothing where no walk has edges."""
    kinds = set()
    for end in (at("t"), at("S")):
        for needs in ("walking", "powered-wheelchair"):
            question = TripGuidance(ask(at("b"), end, needs=needs))
            packet = send(open_guide(world.planner)(question, now=NOW))
            kinds |= {(packet["passes"], len(leg["passed"]) > 1) for leg in walks(packet)}
    assert kinds >= {(True, True), (False, True)}
