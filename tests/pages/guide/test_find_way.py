"""Ways found on the device: the cheapest by the packet's costs, as the server's, and soon."""

import math
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.answers.guidance.guided import guide
from tests.answers.guidance.on_device import Sent, edge_cost, ends_of, node_cost, part_cost
from tests.answers.world import at, build_world
from tests.pages.guide.drawn import draw

LIMIT_MS = 20.0
INF = math.inf


def cheapest(packet: Sent, start: Sent, end: Sent) -> float:
    """The least cost from one place on an edge to another, by asking every edge again and again."""
    first = ends_of(packet, start["edge"], backward=False)
    best = dict.fromkeys(range(len(packet["nodes"])), INF)
    best[first[1]] = part_cost(packet, start["edge"], 1 - start["ratio"], backward=False)
    back = part_cost(packet, start["edge"], start["ratio"], backward=True)
    best[first[0]] = min(best[first[0]], back)
    for _ in packet["nodes"]:
        for row in range(len(packet["edges"])):
            for backward in (False, True):
                tail, head = ends_of(packet, row, backward=backward)
                cost = (
                    best[tail] + node_cost(packet, tail) + edge_cost(packet, row, backward=backward)
                )
                best[head] = min(best[head], cost)
    found = [direct(packet, start, end)]
    for backward, share in ((False, end["ratio"]), (True, 1 - end["ratio"])):
        tail, _ = ends_of(packet, end["edge"], backward=backward)
        last = part_cost(packet, end["edge"], share, backward=backward)
        found.append(best[tail] + node_cost(packet, tail) + last)
    return min(found)


def direct(packet: Sent, start: Sent, end: Sent) -> float:
    if start["edge"] != end["edge"]:
        return INF
    share = end["ratio"] - start["ratio"]
    return part_cost(packet, start["edge"], abs(share), backward=share < 0)


def cost_of(packet: Sent, passed: list[Sent]) -> float:
    """What the parts and the nodes between them cost."""
    parts = [
        part_cost(
            packet, one["edge"], abs(one["toRatio"] - one["fromRatio"]), backward=one["backward"]
        )
        for one in passed
    ]
    nodes = [ends_of(packet, one["edge"], backward=one["backward"])[1] for one in passed[:-1]]
    return sum(parts) + sum(node_cost(packet, node) for node in nodes)


def check(packet: Sent, pair: list[Sent], found: Sent | None) -> None:
    """The found way costs the least there is, and hangs together."""
    least = cheapest(packet, *pair)
    if found is None:
        assert least == INF
        return
    passed = found["passed"]
    assert found["costS"] == pytest.approx(least, abs=1e-6)
    assert cost_of(packet, passed) == pytest.approx(least, abs=1e-6)
    assert (passed[0]["edge"], passed[0]["fromRatio"]) == (pair[0]["edge"], pair[0]["ratio"])
    assert (passed[-1]["edge"], passed[-1]["toRatio"]) == (pair[1]["edge"], pair[1]["ratio"])
    for before, after in pairwise(passed):
        met = ends_of(packet, before["edge"], backward=before["backward"])[1]
        assert met == ends_of(packet, after["edge"], backward=after["backward"])[0]


GRID = "a.b.c\n.....\nd.e.f\n.....\ng.h.i"
STREETS = "ab bc de ef gh hi ad be cf dg eh fi"
COSTS = st.one_of(st.none(), st.floats(0.0, 99.0).map(lambda cost: {"costS": cost, "timeS": 1.0}))
RATIOS = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@st.composite
def problems(draws):
    """A grid whose streets and crossings cost anything or refuse, and places on it."""
    packet = draw(GRID, STREETS, way="ab")
    for edge in packet["edges"]:
        edge["forward"], edge["backward"] = draws(COSTS), draws(COSTS)
    for node in packet["nodes"]:
        node["cost"] = draws(COSTS)
    place = st.fixed_dictionaries({"edge": st.integers(0, 11), "ratio": RATIOS})
    return packet, draws(st.lists(st.lists(place, min_size=2, max_size=2), min_size=8, max_size=8))


@settings(max_examples=1)
@given(st.lists(problems(), min_size=12, max_size=12))
def test_a_way_found_on_the_device_costs_the_least_there_is(engine, drawn):
    jobs = [{"do": "findWays", "packet": packet, "pairs": pairs} for packet, pairs in drawn]
    for (packet, pairs), ways in zip(drawn, engine.run(*jobs), strict=True):
        for pair, found in zip(pairs, ways, strict=True):
            check(packet, pair, found)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return build_world(tmp_path_factory.mktemp("towns"))


def test_in_the_packet_of_the_server_the_device_finds_the_way_that_the_server_found(engine, world):
    packet = guide(world, at("a"), at("e"), needs="manual-wheelchair")
    legs = [leg for leg in packet["legs"] if leg.get("passed")]
    assert legs
    ends = [ends_on_streets(leg) for leg in legs]
    told = engine.run({"do": "findWays", "packet": packet, "pairs": ends})[0]
    for leg, pair, found in zip(legs, ends, told, strict=True):
        check(packet, pair, found)
        whole = [
            {"fromRatio": 0.0, "toRatio": 1.0, "backward": False} | one for one in leg["passed"]
        ]
        assert found["costS"] == pytest.approx(cost_of(packet, whole), abs=0.5)


def ends_on_streets(leg: Sent) -> list[Sent]:
    first, last = leg["passed"][0], leg["passed"][-1]
    return [
        {"edge": first["edge"], "ratio": first.get("fromRatio", 0.0)},
        {"edge": last["edge"], "ratio": last.get("toRatio", 1.0)},
    ]


def test_a_way_over_five_thousand_streets_is_found_within_twenty_milliseconds(
    engine, record_property
):
    told = engine.run({"do": "timeSearches", "size": 54, "count": 30})[0]
    assert told["edges"] > 5000
    record_property("measured", f"{told['edges']} edges, {median(told['took']):.1f} ms")
    assert median(told["took"]) < LIMIT_MS
