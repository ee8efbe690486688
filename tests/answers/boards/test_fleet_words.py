"""The fleet in words."""

from datetime import timedelta

import pytest
from tests.answers.boards.fleet import TODAY, drive, follow, vehicle
from tests.answers.world import NOW, World

from modugil.answers.boards.boards import Boards, Wanted
from modugil.conditions.conditions import TripChange, TripRun
from modugil.core.access import Access
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.run_state import RunState


@pytest.fixture
def towns(world: World) -> World:
    return world.fresh()


def fleet_of(world: World, **wanted: object):
    given: dict = {"line": "", "low_floor_only": False} | wanted
    return Boards(world.planner).list_vehicles(Wanted(**given), now=NOW, language="en", limit=1)


def test_every_bus_is_counted_whether_it_is_listed_or_not(towns):
    old = NOW - timedelta(minutes=3)
    follow(
        towns,
        drive(towns, "R1-W1-540", late_s=240, last=0),
        drive(towns, "R1-W1-520", late_s=-90, last=1, low_floor=Access.NO),
        drive(towns, "R1-E2-530", last=1, as_of=old),
        drive(towns, "R3-W2-552", status=VehicleStatus.LAYOVER),
        (vehicle("J/9", None, status=VehicleStatus.UNASSIGNED, low_floor=Access.UNKNOWN), *lost()),
    )
    answer = fleet_of(towns)
    assert (len(answer.vehicles), answer.left_out) == (1, 4)
    told = answer.fleet
    assert (told.total, told.running, told.waiting, told.others) == (5, 3, 1, 1)
    assert (told.late, told.early, told.on_time, told.stale) == (1, 1, 1, 1)
    assert (told.low_floor, told.low_floor_unknown) == (3, 1)
    assert told.text == (
        "5 buses are reporting their position. 3 on their way, 1 waiting at the first stop, "
        "1 not in service or on an unknown trip. 1 on time, 1 late by 3 min or more, "
        "1 early by 1 min or more, 1 with an old position. "
        "3 low-floor, 1 with low floor not confirmed."
    )


def lost():
    """What a bus on no trip has besides."""

    run = TripRun(0, TODAY - timedelta(days=9))
    return RunState(run, "J/9", NOW, None), TripChange()


def test_only_what_is_wanted_is_counted_and_none_is_said(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0), drive(towns, "R3-W2-552", last=0))
    assert fleet_of(towns, line="365").fleet.total == 1
    towns.planner.live.snapshot = FixedSnapshot(NOW)
    assert fleet_of(towns).fleet.text == "No bus is reporting its position."


def test_what_is_listed_are_the_first_by_line(towns):
    follow(
        towns,
        drive(towns, "R3-W2-552", last=0),
        drive(towns, "R2-W2-541", last=0),
        drive(towns, "R1-W1-540", last=0),
    )
    (first,) = fleet_of(towns).vehicles
    assert first.line == "급행"
