"""What riders report becomes a task for staff, once, and without where they are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.answers.world import World
from tests.app.served import desk_of

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.pages.map.tiles import build_tiles
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database

STOP = "/api/where/report-problem-with-stop/KC-M_S2.json"
TRIP = "/api/where/report-problem-with-trip/KC-M_T530.json"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[TaskBook]:
    database = open_database(tmp_path / "state.sqlite")
    yield TaskBook(database)
    database.dispose()


@pytest.fixture
def reporter(town: World, book: TaskBook) -> Iterator[TestClient[Any]]:
    desk = replace(desk_of(town.planner), tasks=book)
    tiles = build_tiles(streets=None, timetable=None, places=None)
    with TestClient(wire(desk, tiles=tiles, outline=town.folder / OUTLINE)) as client:
        yield client


def test_a_report_opens_a_task_once(reporter: TestClient[Any], book: TaskBook) -> None:
    words = {"code": "stop_name_wrong", "userComment": "Old Market", "userLat": "33.51234"}
    for _ in range(3):
        assert reporter.get(STOP, params=words).json()["code"] == 200
    (task,) = book.list_tasks()
    assert (task.kind, task.subject) == ("rider_report", "stop KC-M_S2 stop_name_wrong")
    assert task.text["en"] == "Market: its name is wrong (Old Market)"
    assert set(task.text) == {"ko", "en", "zh", "ja"}
    assert "33.5" not in str(task)


def test_other_problems_and_things_are_other_tasks(
    reporter: TestClient[Any], book: TaskBook
) -> None:
    for path, code in ((STOP, "other"), (TRIP, "vehicle_never_came"), (TRIP, "")):
        assert reporter.get(path, params={"code": code}).status_code == 200
    assert {one.subject for one in book.list_tasks()} == {
        "stop KC-M_S2 other",
        "trip KC-M_T530 vehicle_never_came",
        "trip KC-M_T530 other",
    }


def test_a_code_that_nobody_knows_is_refused(reporter: TestClient[Any], book: TaskBook) -> None:
    assert reporter.get(STOP, params={"code": "rude_driver"}).status_code == 400
    assert reporter.get(STOP.replace("S2", "X"), params={}).status_code == 404
    assert not book.list_tasks()
