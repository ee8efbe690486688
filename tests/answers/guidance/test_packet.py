"""What a packet of the two towns holds."""

import re

import msgspec
import pytest
from tests.answers.guidance.guided import guide, named_edges, walks
from tests.answers.questions import ask, plan
from tests.answers.world import NOW, at

from modugil.answers.guidance.guide import open_guide
from modugil.answers.guidance.question import TripGuidance
from modugil.conditions.conditions import Conditions, EdgeChange
from modugil.core.errors import NoGuidance, PlaceNotFound
from modugil.core.language import ALL_LANGUAGES


def edge_between(packet, one, other):
    """The edge whose ends lie at these letters."""
    ends = {mark_of(one), mark_of(other)}
    return next(
        edge
        for edge in packet["edges"]
        if {tuple(edge["line"][0]), tuple(edge["line"][-1])} == ends
    )


def mark_of(mark):
    lat, lon = map(float, at(mark).split(","))
    return round(lon, 6), round(lat, 6)


def test_a_device_knows_each_street_near_the_way_with_its_facts(world):
    packet = guide(world, at("b"), at("e"), needs="powered-wheelchair")
    north = named_edges(packet, "North Road")
    assert {edge["surface"] for edge in north} == {"asphalt"}
    assert {edge["widthCm"] for edge in north} == {200.0}
    stairs = edge_between(packet, "c", "h")
    assert (stairs["act"], stairs["stepCount"], stairs["handrail"]) == ("steps", 12, "yes")
    assert "rises" not in stairs
    assert "forward" not in stairs and "backward" not in stairs
    crossing = edge_between(packet, "d", "i")
    assert (crossing["act"], crossing["crossing"], crossing["kerbCm"]) == ("cross", "signals", 15)
    steep = edge_between(packet, "e", "j")
    climbs = tuple(steep["line"][0]) == mark_of("j")
    assert steep["upPercent" if climbs else "downPercent"] == 10.0
    assert steep["rises"] == ("yes" if climbs else "no")
    unknown = edge_between(packet, "b", "g")
    assert unknown["forward"]["unverifiedM"] == unknown["lengthM"]
    assert not {"widthCm", "surface", "upPercent", "stepCount"} & set(unknown)


def test_facts_of_nodes_are_told_where_one_passes_them(world):
    packet = guide(world, at("m"), at("n"), needs="powered-wheelchair")
    lifts = [node for node in packet["nodes"] if node.get("elevator")]
    assert [tuple(node["at"]) for node in lifts] == [mark_of("x")]
    assert lifts[0]["cost"]["costS"] > 0


def test_what_conditions_close_is_refused_as_it_is_for_the_planner(changing):
    closed = {row: EdgeChange(blocked=True) for row in changing.edges("af")}
    open_before = edge_between(guide(changing, at("b"), at("g"), needs="walking"), "a", "f")
    changing.conditions.publish("test", Conditions(edges=closed), now=NOW)
    closed_now = edge_between(guide(changing, at("b"), at("g"), needs="walking"), "a", "f")
    assert "forward" in open_before
    assert "forward" not in closed_now and "backward" not in closed_now


@pytest.mark.parametrize("needs", ["walking", "powered-wheelchair", "low-vision"])
def test_each_journey_of_the_packet_is_the_one_of_that_number_on_the_page(world, needs):
    told = plan(world, at("b"), at("t"), needs=needs).journeys
    for number, journey in enumerate(told, 1):
        packet = guide(world, at("b"), at("t"), needs=needs, journey=number)
        assert packet["summary"] == journey.summary
        assert packet["passes"] == journey.passes
        assert [leg["kind"] for leg in packet["legs"]] == [leg.kind for leg in journey.legs]
        times = [(leg["departure"], leg["arrival"]) for leg in packet["legs"]]
        assert times == [(leg.departure, leg.arrival) for leg in journey.legs]
    with pytest.raises(NoGuidance, match=f"no journey {len(told) + 1}"):
        guide(world, at("b"), at("t"), needs=needs, journey=len(told) + 1)


def test_a_way_that_breaks_the_needs_says_so_and_marks_what_it_breaks(world):
    packet = guide(world, at("b"), at("S"), needs="powered-wheelchair")
    assert packet["passes"] is False
    assert packet["warnings"] and "30" in packet["warnings"][0]
    last = walks(packet)[-1]["passed"][-1]
    stairs = packet["edges"][last["edge"]]
    assert stairs["stepCount"] == 30
    assert stairs["backward" if last.get("backward") else "forward"]["barred"] is True
    fine = named_edges(packet, "North Road")[0]["forward"]
    assert "barred" not in fine


def test_rides_and_stations_are_told_in_whole_sentences(world):
    packet = guide(world, at("b"), "stop:P2", needs="walking")
    rides = [leg for leg in packet["legs"] if leg["kind"] == "ride"]
    assert rides and all(leg["texts"][0].startswith("Take") for leg in rides)
    assert any("stop" in leg["texts"][0] for leg in rides)
    assert all(text.endswith(".") for leg in rides for text in leg["texts"])
    assert not any("position" in text for leg in rides for text in leg["texts"]), "old by then"
    station = [leg for leg in packet["legs"] if leg["kind"] == "walk" and leg.get("texts")]
    assert any("gate" in text.lower() for leg in station for text in leg["texts"])


@pytest.mark.parametrize(
    ("language", "name", "along"),
    [
        ("en", "West Gate Lane", "along West Gate Lane"),
        ("ko", "서문길", "서문길을 따라"),
        ("ko-easy", "북로", "북로를 따라"),
        ("zh", "West Gate Lane", "沿West Gate Lane"),
        ("ja", "North Road", "North Roadを"),
    ],
)
def test_one_goes_along_a_street_in_ones_own_language(world, language, name, along):
    packet = guide(world, at("b"), at("f"), needs="walking", language=language)
    assert {"name": name, "along": along} in packet["names"]


def test_every_sentence_differs_by_language(world):
    asked = {
        one: guide(world, at("b"), at("t"), needs="powered-wheelchair", language=one)
        for one in ALL_LANGUAGES
    }
    assert len({packet["summary"] for packet in asked.values()}) == len(ALL_LANGUAGES)
    rides = {leg["texts"][0] for p in asked.values() for leg in p["legs"] if leg["kind"] == "ride"}
    assert len(rides) >= len(ALL_LANGUAGES)


def test_landmarks_are_those_beside_the_way_by_the_names_people_know(world):
    packet = guide(world, at("n"), at("q"), needs="walking", language="ko")
    landmarks = {(one["name"], one["kind"]) for one in packet["landmarks"]}
    assert {("등대", "sight"), ("해변 화장실", "toilet"), ("동마을 해변", "stop")} <= landmarks
    assert ("옛 성벽", "sight") not in landmarks


def test_numbers_are_as_fine_as_a_device_can_use_and_no_finer(world):
    question = TripGuidance(ask(at("b"), at("t"), needs="powered-wheelchair"))
    text = msgspec.json.encode(open_guide(world.planner)(question, now=NOW)).decode()
    assert not re.search(r"\d\.\d{7}", text)
    assert "NaN" not in text and "null" not in text.replace('"cost":null', "")
    costs = re.findall(r'"(?:costS|timeS)":[\d]+\.(\d+)', text)
    assert costs and max(map(len, costs)) <= 2
    assert max(map(len, re.findall(r'"(?:lengthM|unverifiedM)":[\d]+\.(\d+)', text))) == 1


def test_the_same_question_has_the_same_packet(world):
    one, other = (guide(world, at("b"), at("t"), needs="stroller") for _ in range(2))
    assert one == other


def test_without_streets_nobody_can_be_guided_and_the_error_says_so(timetable_only):
    with pytest.raises(NoGuidance, match="no streets") as caught:
        guide(timetable_only, "stop:W2", "stop:E1")
    assert "course" in caught.value.allowed


def test_without_a_timetable_one_is_guided_all_the_way_on_foot(streets_only):
    packet = guide(streets_only, at("b"), at("j"), needs="walking")
    assert [leg["kind"] for leg in packet["legs"]] == ["walk"]
    assert packet["legs"][0]["passed"]
    assert packet["toilets"] == []


def test_a_place_that_is_not_there_is_an_error_as_for_a_plan(world):
    with pytest.raises(PlaceNotFound):
        guide(world, at("b"), "place:nowhere")


def test_the_line_of_each_walk_is_the_one_that_the_page_draws(world):
    journey = plan(world, at("b"), at("t"), needs="powered-wheelchair").journeys[0]
    packet = guide(world, at("b"), at("t"), needs="powered-wheelchair")
    for leg, sent in zip(journey.legs, packet["legs"], strict=True):
        drawn = [[round(lon, 6), round(lat, 6)] for lon, lat in leg.geometry]
        assert sent["line"][0] == drawn[0] and sent["line"][-1] == drawn[-1]
        assert {tuple(point) for point in sent["line"]} == {tuple(point) for point in drawn}
