"""One way, told by the server's itinerary and by the device: the same turns in the same order.

A lift at a corner is a step of the itinerary; the device tells it as what needs care.
"""

import pytest
from tests.answers.guidance.guided import guide
from tests.answers.questions import plan
from tests.answers.world import at, build_world

TURNS = {"start", "straight", "left", "right", "sharp-left", "sharp-right", "back"}
ENDS = [("a", "e"), ("b", "e"), ("b", "f"), ("a", "j"), ("n", "q"), ("m", "n"), ("f", "a")]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return build_world(tmp_path_factory.mktemp("towns"))


def server_turns(leg):
    """The turns of a walk as the itinerary tells them, without lifts and the arrival."""
    return [step.turn for step in leg.steps if step.turn in TURNS and step.kind != "elevator"]


def count_lifts(leg):
    return sum(step.kind == "elevator" for step in leg.steps)


def device_tells(engine, packet, row):
    """The turns without the arrival, and how many lifts there are."""
    alone = packet | {"legs": [packet["legs"][row]]}
    told = engine.guide(alone, {"list": None})[0]
    lifts = sum(one["kind"] == "elevator" for one in told["cautions"])
    return [one["turn"] for one in told["instructions"] if one["turn"] != "arrive"], lifts


@pytest.mark.parametrize("needs", ["walking", "manual-wheelchair"])
def test_the_device_tells_the_turns_of_the_itinerary_in_its_order(engine, world, needs):
    seen = set()
    for start, end in [*ENDS, *(pair[::-1] for pair in ENDS)]:
        journey = plan(world, at(start), at(end), needs=needs).journeys[0]
        packet = guide(world, at(start), at(end), needs=needs)
        for row, leg in enumerate(journey.legs):
            if leg.kind == "walk" and packet["legs"][row].get("passed"):
                expected = server_turns(leg)
                told = device_tells(engine, packet, row)
                assert told == (expected, count_lifts(leg)), (start, end, row)
                seen |= set(expected)
    assert {"start", "left", "right"} <= seen
