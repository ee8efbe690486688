"""A bus that has not left the first stop of its run, as boards tell it."""

from datetime import datetime, timedelta

import pytest
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import NOW, World

from modugil.answers.boards.board import Departure
from modugil.answers.boards.boards import Boards
from modugil.core.language import Language
from modugil.live.progress import VehicleStatus


@pytest.fixture
def towns(world: World) -> World:
    return world.fresh()


def row_of(world: World, stop: str, *, now: datetime = NOW, language: Language = "en") -> Departure:
    """The row of the run that leaves its first stop at nine."""
    board = Boards(world.planner).show_board(
        stop, now=now, language=language, minutes=60, low_floor_only=False
    )
    return next(one for one in board.departures if one.trip_id == "R1-W1-540")


def wait(world: World, *, late_s: int, now: datetime = NOW) -> None:
    """The bus of nine o'clock stands at its first stop, expected to leave so late."""
    follow(
        world,
        drive(
            world,
            "R1-W1-540",
            late_s=late_s,
            status=VehicleStatus.LAYOVER,
            as_of=now - timedelta(seconds=12),
        ),
        now=now,
    )


def test_before_its_time_it_is_told_in_minutes_and_that_it_waits(towns):
    early = NOW - timedelta(minutes=10)
    wait(towns, late_s=0, now=early)
    row = row_of(towns, "land:W1", now=early)
    assert (row.state, row.when) == ("live", "in 10 min")
    assert "waiting at its first stop" in row.notes
    assert "waiting at its first stop" in row_of(towns, "W2", now=early).notes


def test_a_bus_that_should_have_left_waits_and_is_not_arriving(towns):
    for minutes in (1, 20, 110):
        now = NOW + timedelta(minutes=minutes)
        wait(towns, late_s=60 * minutes, now=now)
        row = row_of(towns, "land:W1", now=now)
        assert (row.state, row.when) == ("waiting", "waiting at the first stop")
        assert (row.stops_away, row.age_s) == (None, 12)
        korean = row_of(towns, "land:W1", now=now, language="ko")
        assert korean.text == "첫 정류소에서 대기 중, 저상, 여유"


def test_stops_on_are_told_how_far_away_they_are_once_it_leaves(towns):
    now = NOW + timedelta(minutes=20)
    wait(towns, late_s=60 * 20, now=now)
    row = row_of(towns, "E1", now=now)
    assert (row.state, row.when) == ("waiting", "has not left yet")
    assert row.notes[1] == "9 min once it leaves its first stop"
    assert row_of(towns, "E1", now=now, language="ko").notes[1] == "첫 정류소를 떠나면 9분 걸림"


def test_a_little_late_it_is_still_told_in_minutes_at_stops_on(towns):
    now = NOW + timedelta(minutes=2)
    wait(towns, late_s=120, now=now)
    assert row_of(towns, "land:W1", now=now).state == "waiting"
    assert (row_of(towns, "E1", now=now).state, row_of(towns, "E1", now=now).when) == (
        "live",
        "in 9 min",
    )


def test_once_it_has_left_nothing_is_said_of_waiting(towns):
    now = NOW + timedelta(minutes=21)
    follow(towns, drive(towns, "R1-W1-540", late_s=60 * 20, last=0, as_of=now), now=now)
    row = row_of(towns, "W2", now=now)
    assert (row.state, row.when) == ("live", "in 2 min")
    assert not [note for note in row.notes if "first stop" in note]
