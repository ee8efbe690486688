"""One bus in words, and the fleet as a moving map needs it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.answers.boards.fleet import drive, follow, vehicle
from tests.answers.world import NOW

from modugil.answers.boards.boards import Boards, Wanted
from modugil.core.access import Access
from modugil.core.errors import VehicleNotFound
from modugil.core.geo import LatLon
from modugil.live.progress import VehicleStatus
from modugil.region.manifest import Bounds


@pytest.fixture
def towns(world):
    return world.fresh()


def test_a_bus_is_told_by_its_line_its_next_stop_and_the_age_of_its_position(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=180, last=0, occupancy_ratio=0.5))
    card = Boards(towns.planner).show_vehicle("J/R1-W1-540", now=NOW, language="ko")
    said = "365, E2 방면, 다음 서마을 회관, 3분 늦음, 저상, 보통, 12초 전 위치 기준"
    assert card.text == said
    english = Boards(towns.planner).show_vehicle("J/R1-W1-540", now=NOW, language="en")
    assert (english.where, english.how, english.age) == (
        "next West Village Hall",
        "3 min late, low-floor, some room",
        "position 12 s old",
    )
    assert not english.stale


def test_a_bus_at_a_stop_on_a_detour_without_a_run_or_at_its_end_is_told_as_such(towns):
    boards = Boards(towns.planner)
    state, run, change = drive(towns, "R1-W1-540", last=1, at_stop=True)
    follow(
        towns,
        (replace(state, status=VehicleStatus.DETOUR), run, change),
        drive(towns, "R1-W1-560", last=3),
    )
    assert (
        boards.show_vehicle("J/R1-W1-540", now=NOW, language="en").where
        == "on a detour, stands at West Village Hall"
    )
    assert boards.show_vehicle("J/R1-W1-560", now=NOW, language="en").where == ""
    live = follow(towns)
    lost = vehicle(
        "J/9", None, status=VehicleStatus.UNASSIGNED, fix_time=NOW - timedelta(minutes=4)
    )
    live.snapshot = replace(live.snapshot, vehicles=(lost,))
    card = boards.show_vehicle("J/9", now=NOW, language="en")
    assert (card.line, card.where, card.age, card.stale) == (
        "",
        "trip not known",
        "position 4 min old",
        True,
    )


def test_a_vehicle_nobody_heard_of_is_not_found(towns):
    with pytest.raises(VehicleNotFound):
        Boards(towns.planner).show_vehicle("J/none", now=NOW, language="en")


def test_vehicles_are_chosen_by_line_and_by_bounds_and_none_is_left_out_silently(towns):
    follow(
        towns,
        drive(towns, "R1-W1-540", last=0),
        drive(towns, "R3-W2-552", last=0, at=LatLon(33.6, 126.6)),
    )
    boards = Boards(towns.planner)
    ask: dict[str, Any] = {"now": NOW, "language": "en", "limit": 10}
    assert [one.line for one in boards.list_vehicles(Wanted(), **ask).vehicles] == ["365", "간선7"]
    assert [one.line for one in boards.list_vehicles(Wanted(line="365"), **ask).vehicles] == ["365"]
    inside = boards.list_vehicles(Wanted(Bounds(33.55, 126.5, 33.7, 126.7)), **ask)
    assert [one.line for one in inside.vehicles] == ["간선7"]
    assert boards.list_vehicles(Wanted(), **(ask | {"limit": 1})).left_out == 1


def test_low_floor_only_hides_every_other_vehicle_and_counts_them(towns):
    follow(
        towns,
        drive(towns, "R1-W1-540", last=0),
        drive(towns, "R3-W2-552", last=0, low_floor=Access.UNKNOWN),
    )
    only = Wanted(low_floor_only=True)
    told = Boards(towns.planner).list_vehicles(only, now=NOW, language="en", limit=9)
    assert ([one.line for one in told.vehicles], told.hidden) == (["365"], 1)
