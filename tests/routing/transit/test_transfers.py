"""Walks between stops: streets, pathways and transfers.txt together."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from tests.routing.transit.asking import ask, told
from tests.routing.transit.small import seconds, small, trip

from modugil.core.access import UnknownPolicy
from modugil.core.geo import LatLon, distance_m
from modugil.core.thresholds import limit
from modugil.region.vocabulary import LocationType, PathwayMode
from modugil.routing.journey import WalkLeg
from modugil.routing.presets import get_preset
from modugil.routing.transit import (
    TransferTable,
    build_transfers,
    merge_transfers,
    station_links,
)

WALKING = get_preset("walking")
CHAIR = get_preset("manual-wheelchair")
FIRST = trip("A 8:00 B 8:10")
NEXT_B = trip("B 8:11 D 8:30")
LATER_B = trip("B 8:21 D 8:40")
FROM_C = trip("C 8:15 D 8:20")
A, B, C, D = range(4)


@dataclass
class Ways:
    """Street ways between stops as the street search gives them."""

    start: np.ndarray
    to_stop: np.ndarray
    time_s: np.ndarray
    length_m: np.ndarray
    unverified_m: np.ndarray


def ways(*rows: tuple[int, int, float], stops: int = 8) -> Ways:
    table = build_transfers(
        stops,
        pairs=([row[0] for row in rows], [row[1] for row in rows]),
        time_s=[row[2] for row in rows],
        length_m=[row[2] for row in rows],
    )
    time_s = table.time_s.astype(np.float32)
    return Ways(table.start, table.to_stop, time_s, table.length_m, table.unverified_m)


def walk_s(table: TransferTable, start: int, end: int) -> int | None:
    """Seconds of the only walk between two stops, None where there is none."""
    rows = range(table.start[start], table.start[start + 1])
    found = [int(table.time_s[row]) for row in rows if table.to_stop[row] == end]
    assert len(found) < 2
    return found[0] if found else None


def test_streets_alone_are_taken_as_they_are():
    timetable = small(FIRST, FROM_C)
    table = merge_transfers(timetable, needs=WALKING, ways=ways((B, C, 120)))
    (journey,) = ask(timetable, "AD", "7:50", transfers=table, change_time_s=60)
    assert told(journey) == "A 8:00 B 8:10, C 8:15 D 8:20"
    walk = journey.legs[1]
    assert isinstance(walk, WalkLeg)
    assert (walk.from_stop, walk.to_stop, walk.length_m) == (B, C, 120)
    assert walk.arrival_s - walk.departure_s == 120


@pytest.mark.parametrize(("walk", "change", "made"), [(240, 60, True), (241, 60, False)])
def test_the_walk_and_the_change_time_must_both_fit(walk, change, made):
    timetable = small(FIRST, FROM_C)
    table = merge_transfers(timetable, needs=WALKING, ways=ways((B, C, walk)))
    found = ask(timetable, "AD", "7:50", transfers=table, change_time_s=change)
    assert ("8:20" in "".join(told(one) for one in found)) == made


def test_no_change_time_is_needed_before_the_first_vehicle():
    timetable = small(FIRST)
    assert told(ask(timetable, "AB", "8:00", change_time_s=600)[0]) == "A 8:00 B 8:10"


def test_a_forbidden_transfer_is_not_made():
    timetable = small(FIRST, FROM_C, transfers=((B, C, 3, -1),))
    table = merge_transfers(timetable, needs=WALKING, ways=ways((B, C, 120), (C, B, 120)))
    assert walk_s(table, B, C) is None
    assert walk_s(table, C, B) == 120


def test_a_change_forbidden_at_one_stop_is_not_made_there():
    open_ = small(FIRST, NEXT_B)
    shut = small(FIRST, NEXT_B, transfers=((B, B, 3, -1),))
    for timetable, expected in ((open_, ["A 8:00 B 8:10, B 8:11 D 8:30"]), (shut, [])):
        table = merge_transfers(timetable, needs=WALKING)
        found = ask(timetable, "AD", "7:50", transfers=table, change_time_s=60)
        assert [told(one) for one in found] == expected


def test_a_minimum_time_at_one_stop_holds_against_the_change_time():
    timetable = small(FIRST, NEXT_B, LATER_B, transfers=((B, B, 2, 300),))
    table = merge_transfers(timetable, needs=WALKING)
    change = round(WALKING.change_time_s)
    assert table.same_stop_s[B] == 300 - change
    (journey,) = ask(timetable, "AD", "7:50", transfers=table, change_time_s=change)
    assert told(journey) == "A 8:00 B 8:10, B 8:21 D 8:40"


@pytest.mark.parametrize(("least_s", "expected"), [(600, 540), (100, 120)])
def test_a_minimum_time_makes_a_walk_longer_but_never_shorter(least_s, expected):
    timetable = small(FIRST, FROM_C, transfers=((B, C, 2, least_s),))
    table = merge_transfers(timetable, needs=WALKING, ways=ways((B, C, 120)))
    assert walk_s(table, B, C) == expected


def test_a_transfer_that_nothing_else_tells_of_is_a_straight_way():
    timetable = small(FIRST, FROM_C, transfers=((B, C, 0, -1),))
    lat, lon = timetable.stops.lat, timetable.stops.lon
    straight_m = distance_m(LatLon(lat[B], lon[B]), LatLon(lat[C], lon[C]))
    length_m = straight_m * limit("detour.straight_factor")
    walking = merge_transfers(timetable, needs=WALKING)
    assert walking.length_m[0] == pytest.approx(length_m, rel=1e-3)
    assert walking.time_s[0] == np.ceil(walking.length_m[0] / WALKING.speed_mps)
    assert walking.unverified_m[0] == 0
    chair = merge_transfers(timetable, needs=CHAIR)
    assert chair.unverified_m[0] == chair.length_m[0]
    refusing = replace(CHAIR, unknown_policy=UnknownPolicy.REFUSE)
    assert not len(merge_transfers(timetable, needs=refusing).to_stop)
    near = replace(WALKING, longest_leg_m=10.0)
    assert not len(merge_transfers(timetable, needs=near).to_stop)


def test_what_is_said_of_a_station_holds_for_its_platforms_unless_they_say_otherwise():
    station = 7
    timetable = small(
        FIRST,
        FROM_C,
        location_type={station: LocationType.STATION},
        parent={B: station, C: station, D: station},
        transfers=((station, station, 2, 600), (B, C, 3, -1)),
    )
    table = merge_transfers(timetable, needs=WALKING, ways=ways((B, C, 30), (C, D, 30)))
    assert walk_s(table, B, C) is None
    assert walk_s(table, C, D) == 540
    assert table.same_stop_s[B] == 540


def test_a_way_through_the_station_joins_its_platforms_and_names_its_pathways():
    timetable = small(
        FIRST,
        FROM_C,
        pathways=({"from": B, "to": C, "mode": PathwayMode.WALKWAY, "length_m": 100.0},),
    )
    links = station_links(timetable, needs=WALKING)
    table = merge_transfers(timetable, needs=WALKING, links=links)
    (journey,) = ask(timetable, "AD", "7:50", transfers=table)
    walk = journey.legs[1]
    assert isinstance(walk, WalkLeg)
    assert walk.pathways == (0,)
    assert seconds("8:10") == walk.departure_s


def test_of_two_walks_the_verified_one_is_kept_beside_the_quick_one():
    timetable = small(FIRST, FROM_C, trip("C 8:30 D 8:40"))
    table = build_transfers(
        8, pairs=([B, B], [C, C]), time_s=[60, 600], length_m=[60, 90], unverified_m=[50, 0]
    )
    quick, sure = ask(timetable, "AD", "7:50", transfers=table)
    assert (told(quick), quick.unverified_m) == ("A 8:00 B 8:10, C 8:15 D 8:20", 50)
    assert (told(sure), sure.unverified_m) == ("A 8:00 B 8:10, C 8:30 D 8:40", 0)
