"""Places at the door: every word of the query, alone and with every other."""

from itertools import combinations

import pytest
from litestar.testing import TestClient
from tests.app.served import web_of
from tests.places.drawn import draw_places

from modugil.answers.planner import Planner
from modugil.api.places_query import WORDS

P = "/api/v1/places"
DRAWN = """
sights 등대_공원 @ 33.5000,126.5000 wheelchair=yes guide_dog=yes category=sight hours=24/7
sights 등대_전망대 @ 33.5010,126.5000 wheelchair=no guide_dog=yes category=sight hours=24/7
sights 등대_식당 @ 33.5020,126.5000 category=food hours=off
toilets 등대_화장실 @ 33.5030,126.5000 accessible_toilet=yes emergency_bell=yes hours=24/7
toilets 바다_화장실 @ 33.5500,126.5000 accessible_toilet=yes hours=24/7
chargers 바다_충전기 @ 33.5510,126.5000 air_pump=yes
"""
NARROWING = {
    "q": ("등대", {"등대_공원", "등대_전망대", "등대_식당", "등대_화장실"}),
    "kinds": (
        "sights,toilets",
        {"등대_공원", "등대_전망대", "등대_식당", "등대_화장실", "바다_화장실"},
    ),
    "needs": (
        "wheelchair",
        {"등대_공원", "등대_식당", "등대_화장실", "바다_화장실", "바다_충전기"},
    ),
    "open": ("true", {"등대_공원", "등대_전망대", "등대_화장실", "바다_화장실", "바다_충전기"}),
    "near": (
        "33.5,126.5",
        {"등대_공원", "등대_전망대", "등대_식당", "등대_화장실", "바다_화장실", "바다_충전기"},
    ),
    "along": (
        "33.5005,126.499;33.56,126.499",
        {"등대_공원", "등대_전망대", "등대_식당", "등대_화장실", "바다_화장실", "바다_충전기"},
    ),
    "category": ("sight,food", {"등대_공원", "등대_전망대", "등대_식당"}),
    "has": ("accessible_toilet", {"등대_화장실", "바다_화장실"}),
}
"""What each word alone leaves of all."""
KNOWN = {"등대_공원", "등대_화장실", "바다_화장실"}
"""Met for a wheelchair, and open, as far as those are asked."""


@pytest.fixture(scope="module")
def door(towns):
    planner = Planner(towns.planner.region, places=draw_places(DRAWN))
    with TestClient(web_of(planner, towns.folder)) as client:
        yield client


def ask(door, **words):
    answer = door.get(P, params={"language": "ko", "limit": "30"} | words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(told):
    return [place["name"] for place in told["places"]]


COMBINED = [
    chosen
    for size in range(1, len(NARROWING) + 1)
    for chosen in combinations(NARROWING, size)
    if chosen not in (("q",), ("near",), ("q", "near"))
]


def test_all_words_together_find_what_each_of_them_finds(door):
    for chosen in COMBINED:
        words = {word: NARROWING[word][0] for word in chosen}
        expected = set.intersection(*(NARROWING[word][1] for word in chosen))
        told = ask(door, **words)
        assert set(names(told)) == expected, chosen
        assert told["total"] == len(expected)
        known = [bool(_is_known(place, chosen)) for place in told["places"]]
        assert known == sorted(known, reverse=True), chosen
        assert told["unknown"] == known.count(False)
        confirmed = ask(door, confirmed="true", **words)
        assert names(confirmed) == names(told)[: known.count(True)], chosen


def _is_known(place, chosen):
    wheelchair = "needs" not in chosen or place["needs"]["wheelchair"] == "yes"
    return wheelchair and ("open" not in chosen or place["open"] == "open")


def test_several_needs_are_met_by_few(door):
    told = ask(door, needs="wheelchair,sight", confirmed="true")
    assert names(told) == ["등대_공원"]
    assert told["places"][0]["needs"] == {"wheelchair": "yes", "sight": "yes"}


def test_radius_and_corridor_bound_the_metres(door):
    near = ask(door, near="33.5,126.5", radius="150")
    assert names(near) == ["등대_공원", "등대_전망대"]
    assert [place["distanceM"] for place in near["places"]] == [0.0, 111.2]
    beside = ask(door, along="33.5,126.499;33.56,126.499", corridor="90")
    assert names(beside) == []
    wide = ask(door, along="33.5005,126.499;33.56,126.499", corridor="100")
    assert names(wide)[0] == "등대_전망대"
    at = [place["alongM"] for place in wide["places"]]
    assert at == sorted(at) and all(92 < place["distanceM"] < 94 for place in wide["places"])


def test_pages_by_limit_and_offset_are_one_list(door):
    whole = names(ask(door, kinds="sights,toilets,chargers"))
    paged = [
        name
        for at in range(0, 8, 2)
        for name in names(ask(door, kinds="sights,toilets,chargers", limit="2", offset=str(at)))
    ]
    assert paged == whole and len(whole) == 6


def test_a_name_alone_finds_stops_too_and_tells_the_same_of_places(door):
    told = ask(door, q="등대")
    assert "등대_화장실" in names(told) and told["total"] is None
    toilet = next(place for place in told["places"] if place["name"] == "등대_화장실")
    assert toilet["collection"] == "toilets" and toilet["open"] == "open"
    assert toilet["facts"] == ["장애인 화장실", "비상벨"] and toilet["hoursText"] == "24시간"
    stops = ask(door, q="서마을")["places"]
    assert {stop["kind"] for stop in stops} == {"stop"} and stops[0]["id"] == ""


@pytest.mark.parametrize("language", ["ko", "en", "zh", "ja", "ko-easy"])
def test_answers_are_in_the_asked_language(door, language):
    (toilet,) = door.get(P, params={"has": "emergency_bell", "language": language}).json()["places"]
    words = {
        "ko": "비상벨",
        "en": "emergency bell",
        "zh": "紧急呼叫铃",
        "ja": "非常ベル",
        "ko-easy": "도움을 부르는 벨이 있어요",
    }
    assert words[language] in toilet["facts"]


WRONG = {
    "kind": ({"kind": "sights"}, "There are: q"),
    "kinds": ({"kinds": "sights,cafes"}, "sights, toilets"),
    "category": ({"category": "beach"}, "sight, culture"),
    "needs": ({"needs": "wheels"}, "wheelchair, sight, hearing, infants, older"),
    "has": ({"has": "gold"}, "accessible_toilet"),
    "confirmed": ({"confirmed": "maybe", "needs": "sight"}, "true or false"),
    "open": ({"open": "now"}, "true or false"),
    "radius without near": ({"radius": "100"}, "near"),
    "radius": ({"near": "33.5,126.5", "radius": "0"}, "from 1 to 100000"),
    "corridor without along": ({"corridor": "100"}, "along"),
    "corridor": ({"along": "33.5,126.5", "corridor": "9999"}, "from 1 to 2000"),
    "along": ({"along": "33.5,126.5;here"}, "33.50,126.52;33.51,126.53"),
    "along too far": ({"along": "33.5,126.5;37.5,127.0"}, "300 km"),
    "along with too many": ({"along": ";".join(["33.5,126.5"] * 201)}, "200 points"),
    "offset": ({"kinds": "sights", "offset": "-1"}, "from 0 to 100000"),
    "limit": ({"kinds": "sights", "limit": "31"}, "from 1 to 30"),
    "nothing": ({}, "q="),
    "near alone": ({"near": "33.5,126.5"}, "q="),
    "too long": ({"along": "1" * 6001}, "6000"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_refused_in_one_sentence(door, words, said):
    answer = door.get(P, params=words | {"language": "en"})
    assert answer.status_code == 400
    told = answer.json()
    assert told["type"] == "/api/docs#bad_input"
    assert said in f"{told['detail']} {told['allowed']}"


def test_the_description_names_every_word(door):
    paths = door.get("/api/openapi.json").json()["paths"]
    told = {one["name"]: one for one in paths[P]["get"]["parameters"]}
    assert tuple(told) == WORDS
    assert all(one["description"] for one in told.values())
