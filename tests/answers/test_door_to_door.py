"""Journeys through the two towns: what each person gets, and what changes change."""

import threading
from dataclasses import replace
from datetime import datetime

import pytest
from tests.answers.questions import ask, first_walk, plan, rides, search, stricter, told, wall
from tests.answers.world import DAY, NOW, at

from modugil.conditions.conditions import Conditions, EdgeChange, Outage, Span, TripChange, TripRun
from modugil.core.access import Access, UnknownPolicy
from modugil.core.errors import BadInput, PlaceNotFound, TimeOutside
from modugil.core.time import parse_instant
from modugil.routing.presets import get_preset

MANUAL = get_preset("manual-wheelchair")


def instant(world, text: str) -> datetime:
    return parse_instant(f"{DAY}T{text}", zone=world.planner.region.zone)


def between(world, start: str, end: str) -> Span:
    return Span(instant(world, start), instant(world, end))


def publish(world, **changes) -> None:
    world.conditions.publish("test", Conditions(**changes), now=NOW)


# a: on foot or wheels


def test_a01_on_foot_over_the_crossing(world):
    (one,) = search(world, at("d"), at("i")).journeys
    assert (one.departure_s, one.boardings, round(first_walk(one).length_m)) == (8 * 3600, 0, 150)
    assert 100 < one.arrival_s - one.departure_s < 180


def test_a02_a_wheelchair_trades_time_for_certainty(world):
    found = search(world, at("d"), at("i"), needs="manual-wheelchair")
    quick, sure = found.journeys
    assert (wall(found, quick.arrival_s)[:4], wall(found, sure.arrival_s)[:4]) == ("08:1", "08:2")
    assert (round(quick.unverified_m), round(first_walk(quick).length_m, -1)) == (150, 750)
    assert (round(sure.unverified_m), round(first_walk(sure).length_m, -1)) == (0, 1050)


def test_a03_who_refuses_the_unknown_gets_the_verified_way_alone(world):
    needs = stricter(MANUAL, unknown_policy=UnknownPolicy.REFUSE)
    (one,) = search(world, at("d"), at("i"), needs=needs).journeys
    assert one.unverified_m == 0


def test_a04_who_accepts_the_unknown_still_hears_of_the_verified_way(world):
    needs = stricter(MANUAL, unknown_policy=UnknownPolicy.ACCEPT)
    found = search(world, at("d"), at("i"), needs=needs)
    assert [one.unverified_m for one in found.journeys] == [pytest.approx(150, abs=1), 0]


def test_a05_a_powered_chair_takes_the_steep_lane(world):
    found = search(world, at("e"), at("j"), needs="powered-wheelchair")
    assert first_walk(found.journeys[0]).length_m == pytest.approx(150, abs=1)


def test_a06_arriving_by_leaves_as_late_as_the_way_allows(world):
    found = search(world, at("d"), at("i"), "08:00", arrive_by=True)
    (one,) = found.journeys
    assert one.arrival_s == 8 * 3600 and 100 < one.arrival_s - one.departure_s < 180


def test_a07_an_elevator_drawn_as_a_point_is_told(world):
    answer = plan(world, at("n"), at("m"), needs="powered-wheelchair")
    steps = [step.kind for step in answer.journeys[0].legs[0].steps]
    assert steps == ["go", "elevator", "go", "arrive"]


def test_a08_a_way_too_long_for_one_leg_is_none(world):
    needs = stricter(get_preset("walking"), longest_leg_m=100.0)
    assert search(world, at("d"), at("i"), needs=needs).journeys == []


# b: the quicker way that was refused, and the least bad one


def test_b01_why_not_names_the_one_barrier(world):
    needs = stricter(MANUAL, unknown_policy=UnknownPolicy.REFUSE)
    (journey,) = plan(world, at("d"), at("i"), needs=needs).journeys
    why = journey.legs[0].why_not
    assert (why.barrier.kind, why.barrier.value, why.barrier.limit) == (
        "kerb",
        pytest.approx(0.15),
        pytest.approx(0.03),
    )
    assert why.saved_s == pytest.approx(18 * 60, abs=90)
    assert "15 cm" in why.text


def test_b02_who_goes_the_shortest_way_is_told_of_no_other(world):
    (journey,) = plan(world, at("d"), at("i")).journeys
    assert journey.legs[0].why_not is None


def test_b03_where_only_steps_lead_the_least_bad_way_names_them(world):
    answer = plan(world, at("a"), "place:wall", needs="manual-wheelchair")
    (journey,) = answer.journeys
    assert not journey.passes
    assert answer.message
    assert [barrier.kind for barrier in journey.legs[0].barriers] == ["steps"]
    assert journey.legs[0].accessible == "no"
    assert "30" in journey.legs[0].warnings[0]


@pytest.mark.parametrize("policy", [UnknownPolicy.REFUSE, UnknownPolicy.PENALISE])
def test_b03b_far_away_the_bus_is_taken_and_the_steps_at_its_end_are_named(world, policy):
    needs = stricter(MANUAL, unknown_policy=policy)
    answer = plan(world, "stop:E2", "place:wall", needs=needs)
    journey = answer.journeys[0]
    assert not journey.passes and answer.message.startswith("No way meets all your needs.")
    assert journey.legs[0].ride.line == "365"
    assert journey.legs[-1].barriers[0].kind == "steps"


def test_b04_to_an_island_of_streets_the_way_over_open_ground_is_told_as_not_known(world):
    (journey,) = plan(world, at("k"), "place:hut").journeys
    assert "path away from the street" in journey.legs[0].facts.unknown[0]


def test_b05_where_nothing_leads_it_is_told_what_one_may_change(world):
    answer = plan(world, at("a"), "stop:sea:1", "2026-11-30T21:30")
    assert answer.journeys == []
    assert answer.message.startswith("No journey was found")


# c: by vehicle


def test_c01_the_bus_that_arrives_first(world):
    assert told(search(world, "stop:W2", "stop:E2", "07:59")) == ["08:01:00-08:06:00 R2 0m"]


def test_c02_a_wheelchair_leaves_the_bus_with_steps_to_others(world):
    found = search(world, "stop:W2", "stop:E2", "07:59", needs="powered-wheelchair")
    assert told(found) == ["08:03:00-08:12:00 R1 0m"]


def test_c03_a_bus_of_which_nothing_is_known_counts_as_unverified(world):
    found = search(world, "stop:W2", "stop:E1", "08:10", needs="powered-wheelchair")
    assert told(found)[0].startswith("08:12:00-08:19:00 R3")
    assert found.journeys[0].unverified_m > 0
    assert told(found)[-1] == "08:23:00-08:29:00 R1 0m"


def test_c04_after_midnight_the_friday_bus_still_runs(world):
    found = search(world, "stop:land:W1", "stop:E2", "2026-11-28T00:10")
    assert [found.time(found.journeys[0].departure_s)] == ["2026-11-28T00:30:00+09:00"]
    assert rides(found.journeys[0])[0].service_day.isoformat() == "2026-11-27"
    assert search(world, "stop:land:W1", "stop:E2", "2026-11-24T00:10").journeys[0].arrival_s > 3600


def test_c04b_a_journey_that_begins_on_another_day_says_which(world):
    (journey,) = plan(world, at("t"), "stop:sea:1", "21:30", language="ko").journeys
    assert journey.summary.startswith("11월 24일 07:")
    (journey,) = plan(world, at("t"), "stop:sea:1", "21:30").journeys
    assert "arrive at 24 Nov 07:45" in journey.summary


def test_c05_a_window_lists_every_departure_within_it(world):
    found = search(world, "stop:land:W1", "stop:E2", "08:00", window_s=3600)
    departures = [wall(found, one.departure_s) for one in found.journeys if rides(one)]
    assert {"08:00:00", "08:20:00", "08:40:00", "09:00:00"} <= {*departures}


def test_c06_a_line_that_runs_every_so_often_says_so(world):
    answer = plan(world, "stop:E1", "stop:E2", "12:14", needs="cane")
    warnings = [text for one in answer.journeys for text in one.warnings]
    assert "It runs about every 15 min; the time is an example." in warnings


def test_c07_the_time_to_change_is_kept(world):
    needs = stricter(get_preset("walking"), longest_leg_m=0.0, change_time_s=120.0)
    for one in search(world, "stop:K", "stop:E2", "08:10", needs=needs).journeys:
        first, second = rides(one)
        assert second.departure_s - first.arrival_s >= 120


def test_c08_no_journey_beyond_the_timetable(world):
    with pytest.raises(TimeOutside) as told_of:
        search(world, at("a"), at("q"), "2026-12-02T08:00")
    assert "2026-11-01" in str(told_of.value) and "2026-11-30" in str(told_of.value)


# d: through the station


def test_d01_from_the_street_through_the_gate_to_the_platform(world):
    answer = plan(world, at("m"), "stop:P2", "08:00", needs="powered-wheelchair")
    walk, ride = answer.journeys[0].legs
    texts = [step.text for step in walk.steps]
    assert texts[-2:] == [
        "Go in through the fare gate.",
        "Take the elevator, following the signs to 타는 곳.",
    ]
    assert texts[0].startswith("Head east on Pier Road")
    assert ride.ride.line == "열차"


def test_d02_on_foot_the_stairs_are_quicker(world):
    answer = plan(world, at("m"), "stop:P2", "08:00")
    assert "Go down 24 steps, following the signs to 타는 곳." in [
        step.text for step in answer.journeys[0].legs[0].steps
    ]


def test_d03_out_of_the_station_the_gate_comes_last(world):
    answer = plan(world, "stop:P2", at("m"), "08:00", needs="powered-wheelchair")
    texts = [step.text for step in answer.journeys[0].legs[-1].steps]
    assert texts[:2] == [
        "Take the elevator, following the signs to 나가는 곳.",
        "Go out through the exit gate.",
    ]
    assert texts[2].startswith("Head west on Pier Road")
    assert texts[-1] == "You have arrived."


def test_d05_from_the_bus_along_the_street_and_through_the_station(world):
    answer = plan(world, "stop:land:W1", "stop:P2", "08:00", needs="powered-wheelchair")
    bus, walk, train = answer.journeys[0].legs
    texts = [step.text for step in walk.steps]
    assert (bus.ride.line, train.ride.line) == ("365", "열차")
    assert texts[0].startswith("Head east on Pier Road for 300 m")
    assert texts[-2:] == [
        "Go in through the fare gate.",
        "Take the elevator, following the signs to 타는 곳.",
    ]
    assert (walk.geometry[-1], len(walk.geometry) > 2) == (train.geometry[0], True)


def test_d06_from_the_platform_through_the_station_to_the_bus(world):
    answer = plan(world, "stop:P2", "stop:E2", "08:00")
    walk = answer.journeys[0].legs[1]
    texts = [step.text for step in walk.steps]
    assert texts[1] == "Go out through the exit gate."
    assert texts[2].startswith("Head ")


def test_d07_street_and_station_together_are_no_longer_than_the_longest_way(world):
    def walks(longest_m: float) -> list[float]:
        needs = replace(get_preset("powered-wheelchair"), longest_leg_m=longest_m)
        found = world.planner.search(ask(at("m"), "stop:P2", "08:00", needs=needs), now=NOW)
        return [first_walk(one).length_m for one in found.journeys]

    (length_m,) = set(walks(2000.0))
    assert length_m in walks(length_m + 1.0)
    assert max(walks(length_m - 1.0), default=0.0) < length_m - 1.0


def test_d04_an_elevator_out_of_service_closes_the_station_for_its_span(changing):
    pathways = changing.timetable.pathways
    lifts = [row for row, id in enumerate(pathways.id) if id == "LIFT"]
    out = Outage(between(changing, "08:00", "09:00"))
    publish(changing, pathway_outages=dict.fromkeys(lifts, out))
    wheels = {"needs": "powered-wheelchair"}
    assert search(changing, at("m"), "stop:P2", "08:30", **wheels).journeys == []
    assert search(changing, at("m"), "stop:P2", "08:30").journeys
    assert search(changing, at("m"), "stop:P2", "14:00", **wheels).journeys


# e: what is different now


def test_e01_a_cancelled_bus_is_not_taken(changing):
    trip = TripRun(changing.trip("R2-W2-481"), NOW.date())
    publish(changing, trips={trip: TripChange(cancelled=True)})
    found = search(changing, "stop:W2", "stop:E2", "07:59")
    assert told(found)[0] == "08:03:00-08:12:00 R1 0m"


def test_e02_a_late_bus_is_told_late(changing):
    trip = TripRun(changing.trip("R2-W2-481"), NOW.date())
    publish(changing, trips={trip: TripChange(delays_s=((0, 120),))})
    answer = plan(changing, "stop:W2", "stop:E2", "07:59")
    ride = answer.journeys[0].legs[0].ride
    assert (ride.delay_s, ride.scheduled_departure[11:16]) == (120, "08:01")
    assert answer.journeys[0].departure[11:16] == "08:03"
    assert "2 min late." in answer.journeys[0].warnings
    assert answer.as_of == "2026-11-23T09:00:00+09:00"


def test_e03_a_skipped_stop_is_not_served(changing):
    trip = TripRun(changing.trip("R1-W1-480"), NOW.date())
    publish(changing, trips={trip: TripChange(skipped_positions=frozenset({3}))})
    found = search(changing, "stop:land:W1", "stop:E2", "08:00")
    assert found.journeys[0].arrival_s > 8 * 3600 + 12 * 60
    assert all(leg.trip != trip.trip or leg.to_position != 3 for leg in rides(found.journeys[0]))


def test_e04_a_bus_without_low_floor_took_the_trip_over(changing):
    trip = TripRun(changing.trip("R1-W1-480"), NOW.date())
    publish(changing, trips={trip: TripChange(wheelchair=int(Access.NO))})
    found = search(changing, "stop:land:W1", "stop:E2", "08:00", needs="powered-wheelchair")
    assert trip.trip not in [leg.trip for one in found.journeys for leg in rides(one)]


def test_e05_a_closed_stop_is_passed_by(changing):
    closed = Outage(between(changing, "07:00", "12:00"))
    publish(changing, stops_closed={changing.stop("W2"): closed})
    for one in search(changing, at("e"), at("q"), "08:00").journeys:
        assert changing.stop("W2") not in [leg.from_stop for leg in rides(one)]


def test_e06_a_street_closed_for_a_while_is_avoided_for_that_while(changing):
    edges = dict.fromkeys(
        changing.edges("di"), EdgeChange(blocked=True, span=between(changing, "08:00", "09:00"))
    )
    publish(changing, edges=edges)
    assert first_walk(search(changing, at("d"), at("i"), "08:30").journeys[0]).length_m > 400
    assert first_walk(search(changing, at("d"), at("i"), "10:00").journeys[0]).length_m < 200
    assert first_walk(search(changing, at("d"), at("i"), "02:00").journeys[0]).length_m < 200


def test_e07_an_elevator_of_the_street_out_of_service(changing):
    (node,) = [row for row, told_of in enumerate(changing.streets.node_elevator) if told_of == 1]
    publish(changing, node_outages={node: Outage(between(changing, "08:00", "09:00"))})
    around = search(changing, at("n"), at("m"), "08:10", needs="powered-wheelchair")
    assert first_walk(around.journeys[0]).length_m > 400
    through = search(changing, at("n"), at("m"), "12:00", needs="powered-wheelchair")
    assert first_walk(through.journeys[0]).length_m == pytest.approx(150, abs=1)


def test_e08_what_changes_during_a_search_does_not_matter_to_it(changing):
    before = search(changing, "stop:W2", "stop:E2", "07:59")
    trip = TripRun(changing.trip("R2-W2-481"), NOW.date())
    publish(changing, trips={trip: TripChange(cancelled=True)})
    assert before.conditions.version == 0
    answer = plan(changing, "stop:W2", "stop:E2", "07:59")
    assert answer.journeys[0].legs[0].ride.line == "365"
    publish(changing)
    assert told(search(changing, "stop:W2", "stop:E2", "07:59")) == told(before)


def test_e09_many_ask_while_conditions_change(changing):
    trip = TripRun(changing.trip("R2-W2-481"), NOW.date())
    with_bus, without = ["08:01:00-08:06:00 R2 0m"], ["08:03:00-08:12:00 R1 0m"]
    wrong: list[object] = []
    done = threading.Event()

    def ask_often() -> None:
        while not done.is_set():
            found = search(changing, "stop:W2", "stop:E2", "07:59")
            cancelled = bool(found.conditions.trips)
            if told(found)[:1] != (without if cancelled else with_bus):
                wrong.append((cancelled, told(found)))

    threads = [threading.Thread(target=ask_often) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(60):
        changes = {trip: TripChange(cancelled=True)} if turn % 2 else {}
        publish(changing, trips=changes)
    done.set()
    for thread in threads:
        thread.join(timeout=30)
    assert wrong == []


def test_e10_needs_are_compiled_once_until_a_street_changes(changing):
    planner = changing.planner
    morning = instant(changing, "08:00"), instant(changing, "11:00")

    def prepared():
        conditions = changing.conditions.get_current()
        return planner.prepare(MANUAL, conditions=conditions, span=morning)

    first = prepared()
    publish(changing, trips={TripRun(0, NOW.date()): TripChange(cancelled=True)})
    assert prepared() is first
    publish(changing, edges={0: EdgeChange(blocked=True)})
    assert prepared() is not first
    publish(changing)
    assert prepared() is first
    later = Outage(between(changing, "20:00", "21:00"))
    publish(changing, edge_outages={0: later})
    assert prepared() is first


# f: how a place may be written


def test_f01_ids_that_clash_need_their_feed(world):
    with pytest.raises(PlaceNotFound) as told_of:
        search(world, "stop:W1", "stop:E2")
    assert "stop:land:" in str(told_of.value) and "stop:sea:" in str(told_of.value)
    assert search(world, "stop:land:W1", "stop:E2").journeys
    assert search(world, "stop:sea:W1", "stop:sea:1", "08:00").journeys


def test_f02_an_id_with_a_colon_is_tried_whole_first(world):
    assert search(world, "stop:sea:W1", "stop:sea:1").ends.end.place.name == "섬"
    assert search(world, "stop:sea:W1", "stop:sea:sea:1").ends.end.place.name == "섬"


def test_f03_every_place_told_can_be_asked_for_again(world):
    answer = plan(world, "stop:land:W1", "stop:sea:1", "08:00")
    refs = [place.ref for leg in answer.journeys[0].legs for place in (leg.start, leg.end)]
    assert "stop:sea:W1" in refs
    for ref in refs:
        world.planner.finder.get_endpoint(ref, language="en")


@pytest.mark.parametrize(
    "text",
    ["", "nowhere", "33.5", "33.5;126.5", "nan,nan", "1e999,0", "stop:", "stop:no", "place:x"],
)
def test_f04_what_is_no_place_is_told_in_a_sentence(world, text):
    with pytest.raises(BadInput) as told_of:
        search(world, text, at("a"))
    assert str(told_of.value).endswith(".")


def test_f05_a_coordinate_off_the_region_says_where_it_lies(world):
    with pytest.raises(PlaceNotFound) as told_of:
        search(world, "37.5,127.0", at("a"))
    assert "Latitude may be from" in str(told_of.value)


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01T08:00", "08:00", "2026-11-23T25:00"])
def test_f06_what_is_no_time_is_told_in_a_sentence(world, text):
    with pytest.raises(BadInput, match="is not a date and time"):
        world.planner.plan(ask(at("a"), at("b"), f"{text}" if "T" in text else f"{text}T"), now=NOW)
