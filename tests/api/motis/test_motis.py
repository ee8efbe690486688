"""`plan` and `stoptimes` asked by the client of MOTIS itself, over the small world of two towns."""

import json
from datetime import datetime

import pytest
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import at
from tests.app.served import serve, web_of
from tests.foreign.clients import run_script

NINE = "2026-11-23T00:00:00Z"
ACROSS = {"fromPlace": at("j"), "toPlace": at("q"), "time": NINE}
"""From the west town to the east town."""


@pytest.fixture(scope="module")
def motis(towns, foreign_node):
    """Asks all these questions at once: call, query."""
    world = towns.fresh()
    follow(world, drive(world, "R1-W1-540", late_s=240, last=0))
    with serve(web_of(world.planner, world.folder)) as address:

        def ask(*questions):
            asked = [{"call": call, "query": query} for call, query in questions]
            return run_script(foreign_node, "motis.mjs", address, json.dumps(asked))

        yield ask


def rides(itinerary):
    return [leg for leg in itinerary["legs"] if leg["mode"] != "WALK"]


def test_every_answer_is_as_the_clients_schemas_say(motis):
    answers = motis(
        ("plan", ACROSS),
        ("plan", ACROSS | {"arriveBy": True, "timetableView": False}),
        ("plan", ACROSS | {"pedestrianProfile": "WHEELCHAIR", "language": ["ko"]}),
        ("plan", ACROSS | {"detailedLegs": False}),
        ("plan", {"fromPlace": "land_W2", "toPlace": "land_E2", "time": NINE}),
        ("plan", {"fromPlace": at("a"), "toPlace": at("f"), "time": NINE}),
        ("stoptimes", {"stopId": "land_W2", "time": NINE}),
        ("stoptimes", {"stopId": "land_ST", "time": NINE, "n": 3}),
        ("stoptimes", {"stopId": "sea_W1", "time": NINE}),
    )
    assert [(one["status"], one["faults"]) for one in answers] == [(200, [])] * len(answers)


def test_a_plan_has_what_a_map_and_a_list_show(motis):
    (answer,) = motis(("plan", ACROSS))
    found = answer["data"]["itineraries"]
    bus = next(leg for one in found for leg in rides(one) if leg["routeShortName"] == "365")
    assert (bus["mode"], bus["routeId"], bus["agencyId"]) == ("BUS", "land_R1", "J")
    assert bus["tripId"].startswith("20261123_")
    assert bus["from"]["stopId"] == "land_W2"
    assert [one["stopId"] for one in bus["intermediateStops"]] == ["land_E1"]
    assert bus["legGeometry"]["precision"] == 6
    assert bus["legGeometry"]["length"] >= 2
    walk = next(leg for one in found for leg in one["legs"] if len(leg.get("steps", [])) > 1)
    assert walk["steps"][0]["relativeDirection"] == "DEPART"
    assert {one["relativeDirection"] for one in walk["steps"]} > {"DEPART"}


def test_a_late_bus_is_told_as_it_is_and_as_it_was_planned(motis):
    (plan, stop) = motis(("plan", ACROSS), ("stoptimes", {"stopId": "land_W2", "time": NINE}))
    late = [leg for one in plan["data"]["itineraries"] for leg in rides(one) if leg["realTime"]]
    assert late
    planned, now = late[0]["scheduledStartTime"], late[0]["startTime"]
    assert (datetime.fromisoformat(now) - datetime.fromisoformat(planned)).seconds == 240
    followed = next(one for one in stop["data"]["stopTimes"] if one["realTime"])
    assert followed["place"]["scheduledDeparture"] == "2026-11-23T00:03:00Z"
    assert followed["place"]["departure"] == "2026-11-23T00:07:00Z"
    assert followed["wheelchairAccessible"] == "ACCESSIBLE"
    assert (followed["tripFrom"]["stopId"], followed["tripTo"]["stopId"]) == ("land_W1", "land_E2")


def test_every_option_that_is_taken_changes_the_answer(motis):
    whole, few, fast, wheel, plain = motis(
        ("plan", ACROSS | {"searchWindow": 7200}),
        ("plan", ACROSS | {"searchWindow": 7200, "maxItineraries": 1}),
        ("plan", ACROSS | {"searchWindow": 7200, "maxTravelTime": 1}),
        ("plan", {"fromPlace": at("S"), "toPlace": at("f"), "time": NINE}),
        ("plan", ACROSS | {"detailedLegs": False}),
    )
    assert len(whole["data"]["itineraries"]) > 1
    assert len(few["data"]["itineraries"]) == 1
    assert fast["data"]["itineraries"] == fast["data"]["direct"] == []
    assert len(wheel["data"]["direct"]) == 1
    (stairs,) = motis(
        (
            "plan",
            {
                "fromPlace": at("S"),
                "toPlace": at("f"),
                "time": NINE,
                "pedestrianProfile": "WHEELCHAIR",
            },
        )
    )
    assert stairs["data"]["direct"] == []
    legs = [leg for one in plain["data"]["itineraries"] for leg in one["legs"]]
    assert all("steps" not in leg and leg["legGeometry"]["length"] == 0 for leg in legs)


def test_pages_follow_on_one_another_without_a_gap(motis):
    (first,) = motis(("stoptimes", {"stopId": "land_W2", "time": NINE, "window": 1800}))
    cursor = first["data"]["nextPageCursor"]
    query = {"stopId": "land_W2", "window": 1800}
    (second,) = motis(("stoptimes", query | {"pageCursor": cursor}))
    (back,) = motis(
        ("stoptimes", query | {"pageCursor": second["data"]["previousPageCursor"]}),
    )
    times = [one["place"]["departure"] for one in second["data"]["stopTimes"]]
    assert times and all("2026-11-23T00:30:00Z" <= one <= "2026-11-23T01:00:00Z" for one in times)
    assert back["data"]["stopTimes"] == first["data"]["stopTimes"]


def test_what_cannot_be_answered_is_an_error_with_one_sentence(motis):
    answers = motis(
        ("plan", {"toPlace": at("q")}),
        ("plan", ACROSS | {"fromPlace": "land_none"}),
        ("plan", ACROSS | {"fromPlace": "1,2,3,4"}),
        ("plan", ACROSS | {"time": "now"}),
        ("plan", ACROSS | {"directModes": ["BIKE"]}),
        ("plan", ACROSS | {"via": ["land_K"]}),
        ("plan", ACROSS | {"pageCursor": "x"}),
        ("plan", ACROSS | {"searchWindow": -1}),
        ("stoptimes", {}),
        ("stoptimes", {"stopId": "W2"}),
        ("stoptimes", {"stopId": "land_W2", "arriveBy": True}),
    )
    assert [one["status"] for one in answers] == [400, 404, *[400] * 6, 400, 404, 400]
    assert all(one["error"]["error"].endswith(".") for one in answers)
    assert [one["faults"] for one in answers] == [[]] * len(answers)
