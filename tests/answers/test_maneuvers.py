"""Turns, crossings, steps and kerbs of ways drawn as text, told in both languages."""

import pytest
from tests.region.drawings import places, streets_from_drawing

from modugil.answers.telling.maneuvers import build_maneuvers
from modugil.answers.telling.sentences import get_phrasebook
from modugil.answers.telling.short_stretches import Stretch, join_short
from modugil.answers.telling.turns import Turn, classify_turn
from modugil.core.geo import LatLon
from modugil.routing.journey import WayEdge
from modugil.routing.presets import get_preset
from modugil.routing.streets import compile_needs, find_way

CROSS = """
    n
    |
w---o---e
    |
    s
"""
ARMS = ("no", "eo", "so", "wo")


def steps_of(drawing, ways, route, nodes=None, *, language="en", cell_m=10.0):
    """What one is told on foot from the first letter of the route to the last."""
    streets = streets_from_drawing(drawing, ways, nodes, cell_m=cell_m)
    points = places(drawing, cell_m=cell_m)
    costs = compile_needs(streets, get_preset("walking"))
    way = find_way(costs, start=LatLon(*points[route[0]]), end=LatLon(*points[route[-1]]))
    assert way is not None
    phrases = get_phrasebook(language)
    return [phrases.maneuver(one) for one in build_maneuvers(streets, way, language=language)]


@pytest.mark.parametrize(
    ("route", "turn"),
    [
        ("se", "Turn right"),
        ("sw", "Turn left"),
        ("nw", "Turn right"),
        ("ne", "Turn left"),
        ("wn", "Turn left"),
        ("ws", "Turn right"),
        ("en", "Turn right"),
        ("es", "Turn left"),
    ],
)
def test_left_is_left_and_right_is_right(route, turn):
    first, second = steps_of(CROSS, ARMS, route)
    assert second.startswith(turn)
    assert first.endswith("for 20 m.") or first.endswith("for 40 m.")


@pytest.mark.parametrize(
    ("route", "heading", "korean"),
    [
        ("sn", "north", "북쪽"),
        ("ns", "south", "남쪽"),
        ("we", "east", "동쪽"),
        ("ew", "west", "서쪽"),
    ],
)
def test_one_sets_out_in_the_right_direction(route, heading, korean):
    (only,) = steps_of(CROSS, ARMS, route)
    assert only.startswith(f"Head {heading} on the footpath for ")
    (only,) = steps_of(CROSS, ARMS, route, language="ko")
    assert only.startswith(f"{korean}으로 보행로를 따라 ")


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (0, 20, Turn.STRAIGHT),
        (350, 10, Turn.STRAIGHT),
        (0, 90, Turn.RIGHT),
        (0, 270, Turn.LEFT),
        (90, 0, Turn.LEFT),
        (0, 150, Turn.SHARP_RIGHT),
        (0, 210, Turn.SHARP_LEFT),
        (10, 190, Turn.BACK),
        (None, 90, Turn.START),
    ],
)
def test_turns_by_degrees(before, after, turn):
    assert classify_turn(before, after) is turn


def test_a_bend_in_one_street_is_no_turn_but_a_corner_is():
    bend = """
    a---b
         |
          c---d
    """
    names = {"abcd": {"highway": "footway", "name": "돌담길"}}
    told = steps_of(bend, names, "ad", language="ko")
    assert told[0].startswith("동쪽으로 돌담길을 따라")
    assert len(told) <= 3


def test_a_new_name_straight_on_is_told():
    line = "a----b----c"
    ways = {
        "ab": {"highway": "footway", "name": "앞길", "name:en": "Front Lane"},
        "bc": {"highway": "footway", "name": "뒷길", "name:en": "Back Lane"},
    }
    assert steps_of(line, ways, "ac", language="ko") == [
        "동쪽으로 앞길을 따라 50미터 이동하세요.",
        "직진하여 뒷길을 따라 50미터 이동하세요.",
    ]
    assert steps_of(line, ways, "ac") == [
        "Head east on Front Lane for 50 m.",
        "Continue straight onto Back Lane and go 50 m.",
    ]


CROSSING = {"highway": "footway", "footway": "crossing"}


@pytest.mark.parametrize(
    ("tags", "english", "korean"),
    [
        (
            {"crossing": "traffic_signals", "traffic_signals:sound": "yes"},
            "Cross the street at the signals. The crossing signal makes a sound.",
            "신호등이 있는 횡단보도를 건너세요. 음향신호기가 있습니다.",
        ),
        (
            {"crossing": "traffic_signals"},
            "Cross the street at the signals.",
            "신호등이 있는 횡단보도를 건너세요.",
        ),
        (
            {"crossing": "marked"},
            "Cross the street on the marked crossing.",
            "횡단보도를 건너세요.",
        ),
        (
            {"crossing": "unmarked"},
            "Cross the street where no crossing is marked.",
            "횡단보도 표시가 없는 곳에서 길을 건너세요.",
        ),
        ({}, "Cross the street.", "길을 건너세요."),
    ],
)
def test_crossings(tags, english, korean):
    ways = {"ab": {"highway": "footway"}, "bc": CROSSING | tags, "cd": {"highway": "footway"}}
    assert steps_of("a--b--c--d", ways, "ad")[1] == english
    assert steps_of("a--b--c--d", ways, "ad", language="ko")[1] == korean


@pytest.mark.parametrize(
    ("tags", "english", "korean"),
    [
        ({"step_count": "12"}, "Take the steps (12).", "계단 12단을 이용하세요."),
        (
            {"step_count": "12", "incline": "30%", "handrail": "yes"},
            "Go up 12 steps. There is a handrail.",
            "계단 12단을 올라가세요. 손잡이가 있습니다.",
        ),
        ({"step_count": "3", "incline": "-30%"}, "Go down 3 steps.", "계단 3단을 내려가세요."),
        ({"step_count": "1"}, "Take the steps (1).", "계단 1단을 이용하세요."),
        ({}, "Take the steps.", "계단을 이용하세요."),
    ],
)
def test_steps(tags, english, korean):
    ways = {"ab": {"highway": "footway"}, "bc": {"highway": "steps"} | tags}
    assert steps_of("a--b--c", ways, "ac")[1] == english
    assert steps_of("a--b--c", ways, "ac", language="ko")[1] == korean


def test_steps_walked_the_other_way_go_the_other_way():
    ways = {"ab": {"highway": "footway"}, "bc": {"highway": "steps", "incline": "30%"}}
    assert steps_of("a--b--c", ways, "ca")[0] == "Go down the steps."


def test_a_steep_way_says_how_steep_and_which_way():
    ways = {"ab": {"highway": "footway", "incline": "8%"}}
    assert steps_of("a--b", ways, "ab") == [
        "Head east on the footpath for 30 m. It climbs up to 8%."
    ]
    assert steps_of("a--b", ways, "ba", language="ko") == [
        "서쪽으로 보행로를 따라 30미터 이동하세요. 경사가 최대 8퍼센트인 내리막입니다."
    ]


@pytest.mark.parametrize(
    ("kerb", "english", "korean"),
    [
        (
            {"kerb": "raised", "kerb:height": "0.12"},
            "There is a kerb of 12 cm.",
            "높이 12센티미터의 턱이 있습니다.",
        ),
        (
            {"kerb": "yes"},
            "There is a kerb of unknown height.",
            "높이가 확인되지 않은 턱이 있습니다.",
        ),
        ({"kerb": "flush", "kerb:height": "0"}, "", ""),
    ],
)
def test_kerbs(kerb, english, korean):
    nodes = {"b": {"barrier": "kerb"} | kerb}
    told = " ".join(steps_of("a--b--c", ["ab", "bc"], "ac", nodes))
    assert english in told and ("kerb" in told) == bool(english)
    assert korean in " ".join(steps_of("a--b--c", ["ab", "bc"], "ac", nodes, language="ko"))


@pytest.mark.parametrize("as_point", [True, False])
def test_an_elevator_is_told_once_and_stands_alone(as_point):
    if as_point:
        drawing, nodes = "a--b--c", {"b": {"highway": "elevator"}}
        ways = {"ab": {"highway": "footway"}, "bc": {"highway": "footway"}}
    else:
        drawing, nodes = "a--b-c--d", {}
        ways = {
            "ab": {"highway": "footway"},
            "bc": {"highway": "elevator"},
            "cd": {"highway": "footway"},
        }
    told = steps_of(drawing, ways, "ac" if as_point else "ad", nodes)
    assert [text == "Take the elevator." for text in told] == [False, True, False]


def test_an_escalator_is_told():
    ways = {"ab": {"highway": "footway"}, "bc": {"highway": "steps", "conveying": "yes"}}
    assert steps_of("a--b--c", ways, "ac")[1] == "Take the escalator."


SHORT = {"ab": CROSSING | {"crossing": "marked"}, "bc": {"highway": "footway"}}
AHEAD = {"cd": {"highway": "footway", "name:en": "Long Lane", "name": "긴길"}}


def test_a_few_metres_after_a_crossing_go_with_the_way_that_follows():
    told = steps_of("a--------b-c--------d", SHORT | AHEAD, "ad", cell_m=2.0)
    assert told == [
        "Cross the street on the marked crossing.",
        "Continue straight onto Long Lane and go 20 m.",
    ]


def test_a_few_metres_between_two_crossings_are_not_told():
    ways = SHORT | {"cd": CROSSING | {"crossing": "traffic_signals"}, "de": {"highway": "footway"}}
    told = steps_of("a-----b-c-----d---e", ways, "ae", cell_m=2.0)
    assert [text.split()[0] for text in told] == ["Cross", "Cross", "Continue"]


def test_a_few_metres_with_a_kerb_are_told():
    nodes = {"c": {"barrier": "kerb", "kerb:height": "0.12"}}
    told = steps_of("a--------b-c--------d", SHORT | AHEAD, "ad", nodes, cell_m=2.0)
    assert told[1].startswith("Continue straight") and "There is a kerb of 12 cm." in told[1]
    assert len(told) == 3


@pytest.mark.parametrize(("after_deg", "told"), [(0.0, 2), (90.0, 2), (-90.0, 2), (180.0, 3)])
def test_a_few_metres_that_turn_one_around_are_told(after_deg, told):
    def stretch(degrees: float, length_m: float) -> Stretch:
        edge = WayEdge(0, 0, 0.0, 1.0, length_m, length_m, 0.0)
        return Stretch([edge], edge, degrees, degrees, goes=True, careful=False, open=True)

    assert len(join_short([stretch(0, 50), stretch(90, 3), stretch(after_deg, 50)])) == told
