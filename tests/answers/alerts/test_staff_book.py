"""What staff write stands where riders look: cancelled runs, skipped stops, detours."""

from pathlib import Path

import pytest
from tests.answers.boards.fleet import TODAY
from tests.answers.world import NOW, World
from tests.conditions.staff.messages import HOUR

from modugil.answers.boards.board import Board
from modugil.answers.boards.boards import Boards
from modugil.answers.lines.lines import Lines
from modugil.conditions.conditions import Span
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.messages import Cancellation, Detour
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.store.database import open_database


@pytest.fixture
def towns(world: World) -> World:
    return world.fresh()


@pytest.fixture
def book(towns: World, tmp_path: Path) -> StaffBook:
    """The book of the towns' staff, which the planner reads."""
    ids = PublishedIds(towns.timetable, zone=towns.planner.region.zone)
    book = StaffBook(
        open_database(tmp_path / "state.sqlite"), timetable_ids=ids, conditions=towns.conditions
    )
    towns.planner.alerts.staff = book
    return book


def board_of(world: World, stop: str) -> Board:
    return Boards(world.planner).show_board(
        stop, now=NOW, language="en", minutes=60, low_floor_only=False
    )


def states(board: Board) -> dict[str, str]:
    return {one.trip_id: one.state for one in board.departures}


def test_a_cancelled_run_is_told_on_boards_with_its_reason(towns, book):
    reason = {"ko": "차량 고장", "en": "The bus broke down"}
    message = Cancellation("c1", "R1-W1-540", TODAY, reason=reason)
    book.write(message, author="kim", now=NOW)
    board = board_of(towns, "W2")
    assert states(board)["R1-W1-540"] == "cancelled"
    (alert,) = board.alerts
    assert "The bus broke down" in alert.text
    row = next(one for one in board.departures if one.trip_id == "R1-W1-540")
    assert row.notes == [alert.header] and row.alerts == [alert.id]
    line = Lines(towns.planner, Boards(towns.planner)).show_line("R1", now=NOW, language="en")
    assert [one.id for one in line.alerts] == [alert.id]
    book.withdraw("c1", author="kim", now=NOW)
    assert states(board_of(towns, "W2"))["R1-W1-540"] == "timetable"
    assert board_of(towns, "W2").alerts == []


def test_a_skipped_stop_is_told_there_and_not_elsewhere(towns, book):
    message = Cancellation("c2", "R1-W1-540", TODAY, skipped_positions=frozenset((1,)))
    book.write(message, author="kim", now=NOW)
    assert states(board_of(towns, "W2"))["R1-W1-540"] == "skipped"
    assert states(board_of(towns, "E1"))["R1-W1-540"] != "skipped"


def test_a_detour_is_told_at_the_stops_it_leaves_out(towns, book):
    span = Span(NOW - HOUR, NOW + HOUR)
    message = Detour("d1", "R1", "E1", "E1", span, {"ko": "공사"}, direction=None)
    book.write(message, author="kim", now=NOW)
    board = board_of(towns, "E1")
    assert board.alerts and board.alerts[0].effect == "detour"
    assert states(board)["R1-W1-540"] == "skipped"
