"""What a way is told as: turns, streets, landmarks and what needs care, in five languages."""

import pytest
from tests.pages.guide.drawn import Packet, draw, point_of

from modugil.answers.desk import SPOKEN

CORNER = """
a....b
.....c
......
.....d
"""


def tell(engine, packet, language="en"):
    """The instructions and cautions of the packet's first leg."""
    return engine.guide(packet, {"list": None}, language=language)[0]


def texts(told, kind="instructions"):
    return [one["text"] for one in told[kind]]


def corner(**facts):
    return draw(CORNER, "ab bc cd", way="abcd", facts=facts)


def test_a_way_is_told_as_start_turn_and_arrival_with_metres(engine):
    told = tell(engine, corner())
    assert texts(told) == [
        "Head east for 100 metres.",
        "Turn right and go for 60 metres.",
        "You have arrived at D.",
    ]
    assert [round(one["atM"]) for one in told["instructions"]] == [0, 100, 160]
    assert [one["turn"] for one in told["instructions"]] == ["start", "right", "arrive"]


def test_streets_are_named_and_a_change_of_name_is_told(engine):
    packet = corner(ab={"name": 0}, bc={"name": 1}, cd={"name": 1})
    packet["names"] = [{"name": "Top", "along": "along Top"}, {"name": "B", "along": "along B"}]
    assert texts(tell(engine, packet))[:2] == [
        "Head east along Top for 100 metres.",
        "Turn right and go along B for 60 metres.",
    ]


@pytest.mark.parametrize(
    ("way", "turn"), [("bax", "left"), ("bay", "sharp-right"), ("baz", "straight")]
)
def test_turns_follow_the_rules_of_the_itinerary(engine, way, turn):
    drawing = "...z\n....\n....\nx...a\n....\n....b\n......y"
    packet = draw(drawing, "ba ax ay az", way=way, cell_m=25, facts={"ba": {"name": 0}})
    packet["names"] = [{"name": "B", "along": "along B"}]
    assert tell(engine, packet)["instructions"][1]["turn"] == turn


def test_a_landmark_near_a_turn_is_named_rather_one_before_it(engine):
    packet = corner()
    packet["landmarks"] = [
        {"at": point_of(112, 0), "name": "Behind", "kind": "stop"},
        {"at": point_of(85, 5), "name": "City Hall", "kind": "sight"},
        {"at": point_of(60, 0), "name": "Far", "kind": "sight"},
    ]
    assert texts(tell(engine, packet))[1] == "At City Hall, turn right and go for 60 metres."


def test_a_slope_is_told_in_degrees_and_both_ways(engine):
    packet = corner(ab={"upPercent": 8.7, "downPercent": 1.0})
    assert texts(tell(engine, packet), "cautions") == ["slope of 100 metres, 5 degrees up"]
    packet["legs"][0]["passed"][0] = {"edge": 0, "backward": True, "fromRatio": 1.0, "toRatio": 0.0}
    assert texts(tell(engine, packet), "cautions") == ["slope of 100 metres, 5 degrees down"]


def test_the_same_care_on_streets_in_a_row_is_one_with_the_worst_of_it(engine):
    told = tell(engine, corner(bc={"upPercent": 6.0}, cd={"upPercent": 12.3}))
    assert texts(told, "cautions") == ["slope of 60 metres, 7 degrees up"]
    apart = tell(engine, corner(ab={"upPercent": 6.0}, cd={"upPercent": 12.3}))
    assert texts(apart, "cautions") == [
        "slope of 100 metres, 3 degrees up",
        "slope of 40 metres, 7 degrees up",
    ]


CARE = {
    "steps": (
        {"act": "steps", "stepCount": 12, "rises": "yes", "handrail": "yes"},
        "12 steps up, with a handrail",
    ),
    "uncounted": ({"act": "steps", "stepCount": -1}, "steps, number not known"),
    "kerb": ({"kerbCm": 4.0}, "a kerb of 4 centimetres"),
    "kerb unknown": ({"kerbUnknown": True}, "a kerb of unknown height"),
    "signals": (
        {"act": "cross", "crossing": "signals", "signalSound": "yes"},
        "crossing with signals, the signal makes a sound",
    ),
    "no signals": ({"act": "cross", "crossing": "marked"}, "crossing without signals"),
    "unknown crossing": ({"act": "cross", "crossing": "unknown"}, "a crossing, signals not known"),
    "narrow": ({"widthCm": 85.0}, "narrow, 85 centimetres wide"),
    "loose": ({"surface": "gravel"}, "gravel for 20 metres"),
    "elevator": ({"act": "elevator"}, "elevator"),
    "escalator": ({"act": "escalator"}, "escalator"),
    "road": ({"onRoad": True}, "on the roadway for 20 metres"),
    "tilt": ({"crossSlopePercent": 7.0}, "tilts sideways by 4 degrees for 20 metres"),
    "not known": (
        {"forward": {"costS": 30.0, "timeS": 17.0, "unverifiedM": 20.0}},
        "20 metres where not everything is known",
    ),
}


@pytest.mark.parametrize("name", CARE)
def test_what_needs_care_is_told(engine, name):
    facts, text = CARE[name]
    told = tell(engine, corner(bc=facts))
    assert texts(told, "cautions") == [text]
    assert told["cautions"][0]["fromM"] == pytest.approx(100, abs=0.5)


def test_what_is_gentle_is_not_told(engine):
    gentle = {
        "upPercent": 4.9,
        "kerbCm": 1.0,
        "widthCm": 150.0,
        "surface": "asphalt",
        "crossSlopePercent": 3.0,
    }
    assert tell(engine, corner(bc=gentle))["cautions"] == []


def test_what_stands_where_streets_meet_is_told_where_it_stands(engine):
    nodes: dict[str, Packet] = {"b": {"barrier": "bollard", "widthCm": 90.0}, "c": {"kerbCm": 3.0}}
    told = tell(engine, draw(CORNER, "ab bc cd", way="abcd", nodes=nodes))
    assert texts(told, "cautions") == [
        "bollards, 90 centimetres to pass",
        "a kerb of 3 centimetres",
    ]
    assert [round(one["fromM"]) for one in told["cautions"]] == [100, 120]


@pytest.mark.parametrize("language", SPOKEN)
def test_every_sentence_of_a_rich_way_is_whole_in_every_language(engine, language):
    packet = corner(ab={"name": 0, "upPercent": 8.7}, bc=CARE["steps"][0])
    packet["names"] = [{"name": "X", "along": "[X]"}]
    told = tell(engine, packet, language)
    everything = [*texts(told), *texts(told, "cautions")]
    assert len(everything) == 6
    assert not [text for text in everything if "_" in text or "{" in text or "  " in text]
    assert [text for text in everything if "12" in text]
    assert [text for text in everything if "[X]" in text]


def test_a_slope_is_told_in_korean_as_people_say_it(engine):
    packet = draw("a.b", "ab", way="ab", cell_m=12.5, facts={"ab": {"upPercent": 8.7}})
    assert texts(tell(engine, packet, "ko"), "cautions") == ["경사로 25미터, 오르막 5도"]
