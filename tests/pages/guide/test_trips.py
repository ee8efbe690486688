"""A trip of several legs and places beside it: what is said when one ends and another begins."""

from tests.pages.guide.drawn import named, point_of, read_nodes
from tests.pages.guide.engine import said
from tests.pages.guide.test_guiding import TOWN, fix, phases, spots, town


def trip():
    """A walk, a ride and a walk."""
    packet = town(way="ab")
    nodes = read_nodes(TOWN, 20.0)
    stop, off = named("b", nodes), named("f", nodes)
    ride = {
        "kind": "ride",
        "start": stop,
        "end": off,
        "line": spots("bf"),
        "texts": ["Wait here for bus 1."],
    }
    last = town(way="fg")["legs"][0]
    packet["legs"] = [packet["legs"][0], ride, last]
    packet["end"] = last["end"]
    return packet


def test_a_ride_is_told_and_ends_where_one_gets_off(engine):
    packet = trip()
    to_stop = engine.walk(packet, spots("ab"))
    ride = [fix(100 + 2 * n, -1.2 * n, 200 + n) for n in range(0, 51, 5)]
    rest = engine.walk(packet, spots("fg"), startMs=400_000)
    heard = engine.guide(packet, *to_stop, *ride, *rest)
    told = said(heard)
    assert told.index("You have arrived at B.") + 1 == told.index("Wait here for bus 1.")
    assert "You have arrived at F." in told
    assert told[-1] == "You have arrived at G."
    assert [one["state"]["leg"] for one in heard][-1] == 2


def test_warnings_of_a_walk_are_told_when_it_begins_however_often_one_was_led_anew_before(engine):
    packet = trip()
    packet["legs"][1]["warnings"] = ["The lift is broken."]
    packet["legs"][2]["warnings"] = ["30 steps."]
    wrong = engine.walk(packet, [*spots("a"), point_of(60, 0), point_of(60, -60), *spots("cb")])
    ride = [fix(100 + 2 * n, -1.2 * n, 1000 + n) for n in range(0, 51, 5)]
    heard = engine.guide(
        packet, *wrong, *ride, *engine.walk(packet, spots("fg"), startMs=2_000_000)
    )
    told = said(heard)
    assert heard[-1]["state"]["rerouted"] >= 1
    assert told.index("Wait here for bus 1.") + 1 == told.index("The lift is broken.")
    assert told.count("30 steps.") == 1 < told.index("30 steps.")


def test_what_a_trip_begins_with_is_told_with_the_first_fix(engine):
    packet = trip()
    packet["legs"] = packet["legs"][1:]
    first, second = engine.guide(packet, fix(100, 0, 1), fix(100, 0, 2))
    assert said([first]) == ["Wait here for bus 1."]
    assert said([second]) == []


def test_a_person_may_say_that_a_leg_is_done(engine):
    heard = engine.guide(
        trip(), fix(20, 0, 1), {"nextLeg": None}, {"nextLeg": None}, fix(200, -70, 9)
    )
    assert phases(heard) == ["on-way", "riding", "waiting", "on-way"]
    assert heard[1]["words"][0]["text"] == "Wait here for bus 1."


def test_one_is_led_to_a_toilet_and_then_on_with_the_trip(engine):
    packet = town()
    at = point_of(150, 3)
    place = {"ref": "t", "kind": "toilet", "name": "Toilet", "lon": at[0], "lat": at[1]}
    packet["toilets"] = [{"at": at, "place": place, "usable": "yes"}]
    there = engine.walk(packet, [point_of(40, 0), at], startMs=40_000)
    back = engine.walk(packet, [at, *spots("bcd")], startMs=300_000)
    events = [fix(40, 0, 39), {"guideTo": 0}, *there, {"resume": None}, *back]
    heard = engine.guide(packet, *events)
    told = said(heard)
    assert told[0] == "Guiding you to Toilet, 110 metres to go."
    assert told.index("You have arrived at Toilet.") < told.index("Back to your journey.")
    assert told[-1] == "You have arrived at D."
    assert heard[2]["state"]["aside"]
    assert not heard[-1]["state"]["aside"]
