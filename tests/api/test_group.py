"""One plan for a wheelchair, a stroller and a blind walker, beside the plans of each alone."""

import pytest
from tests.answers.world import DAY, at

ALONE = ("powered-wheelchair", "stroller", "low-vision")
TOGETHER = ",".join(ALONE)


def plan(client, start, end, needs, **words):
    asked = {"from": at(start), "to": at(end), "at": f"{DAY}T09:00", "needs": needs}
    answer = client.get("/api/v1/journeys", params=asked | {"language": "en"} | words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def first(told):
    return told["journeys"][0]


def lines(journey):
    return [leg["ride"]["line"] for leg in journey["legs"] if leg["ride"]]


def said(journey):
    return " ".join(step["text"] for leg in journey["legs"] for step in leg["steps"])


def test_each_alone_rides_another_bus_and_together_they_wait_for_one_that_all_can_board(client):
    chair, stroller, blind = (first(plan(client, "a", "t", needs)) for needs in ALONE)
    assert lines(chair) == lines(stroller) == ["간선7"]
    assert chair["unverifiedM"] == 40.0  # nobody says whether it has a step
    assert stroller["unverifiedM"] == 0.0  # who asks for no low floor
    assert lines(blind) == ["급행"]  # it has steps at its door, and steps lead to its stop
    assert "Take the steps (12)." in said(blind)
    told = plan(client, "a", "t", TOGETHER)
    assert told["needs"] == TOGETHER
    assert told["needsText"].startswith(
        "Powered wheelchair, stroller and low vision or blind together, climbs to 12%"
    )
    together = first(told)
    assert lines(together) == ["365"]
    assert together["passes"] and together["unverifiedM"] == 0.0
    assert "steps" not in said(together).lower()


def test_the_way_between_is_not_the_way_of_any_two_and_as_slow_as_the_slowest(client):
    alone = [first(plan(client, "d", "i", needs)) for needs in ALONE]
    assert [round(one["walkM"]) for one in alone] == [750, 750, 150]
    assert "signals" in said(alone[2])  # the blind walker steps down the kerb of 15 cm
    together = first(plan(client, "d", "i", TOGETHER))
    assert round(together["walkM"]) == 450  # known all along, where the others' is not
    assert together["unverifiedM"] == 0.0
    why = together["legs"][0]["whyNot"]
    assert why["barrier"]["kind"] == "kerb"
    assert why["barrier"]["stops"] == ["powered-wheelchair", "stroller"]
    assert why["text"].endswith("your limit is 3 cm, stops: powered wheelchair, stroller).")
    steep = [
        one
        for needs in ALONE[:2]
        for one in plan(client, "d", "i", needs)["journeys"]
        if round(one["walkM"]) == 450
    ]
    assert len(steep) == 2 and all(one["durationS"] <= together["durationS"] for one in steep)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "계단(30단, 막히는 사람: 전동휠체어, 유아차)"),
        ("en", "steps (30, stops: powered wheelchair, stroller)"),
        ("ja", "通れない人：電動車いす、ベビーカー"),
        ("zh", "受阻：电动轮椅、婴儿车"),
        ("ko-easy", "못 가는 사람: 전동휠체어, 유아차"),
    ],
)
def test_a_way_that_stops_some_of_them_says_whom(client, language, said):
    assert first(plan(client, "a", "S", "low-vision"))["passes"]
    journey = first(plan(client, "a", "S", TOGETHER, language=language))
    assert not journey["passes"]
    assert journey["legs"][0]["barriers"][0]["stops"] == ["powered-wheelchair", "stroller"]
    assert said in journey["warnings"][0]


def test_the_order_and_doubles_do_not_matter(client):
    mixed = "low-vision,stroller,powered-wheelchair,stroller"
    ours, theirs = (plan(client, "a", "t", needs) for needs in (TOGETHER, mixed))
    assert ours["journeys"] == theirs["journeys"]
    assert theirs["needs"] == TOGETHER
    assert plan(client, "a", "t", "stroller,stroller") | {"askedAt": ""} == plan(
        client, "a", "t", "stroller"
    ) | {"askedAt": ""}


def test_a_limit_beside_them_holds_for_all(client):
    told = plan(client, "c", "h", "low-vision,cane", maxStepCount="2")
    assert told["needs"] == "custom"
    assert told["needsText"].startswith(
        "Cane or slow walking and low vision or blind together, my own limits"
    )
    stops = first(told)["legs"][0]["whyNot"]["barrier"]["stops"]
    assert stops == ["cane", "low-vision"]
    assert first(plan(client, "c", "h", "low-vision,cane"))["walkM"] < first(told)["walkM"]


def test_one_who_is_not_known_is_refused_and_not_left_out(client):
    words = {"from": at("a"), "to": at("t"), "needs": "stroller,hovercraft"}
    answer = client.get("/api/v1/journeys", params=words)
    assert answer.status_code == 400
    assert "hovercraft" in answer.json()["detail"]


def test_a_group_reaches_no_farther_than_any_of_it(client):
    def metres(needs):
        asked = {"from": at("a"), "needs": needs, "minutes": "6"}
        lines = client.get("/api/v1/reach", params=asked).json()["features"][0]["geometry"]
        return sum(len(line) for line in lines["coordinates"])

    assert metres(TOGETHER) <= min(metres(one) for one in ALONE)
