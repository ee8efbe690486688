"""A server sees within a second what another process of its state wrote."""

import time
from datetime import timedelta

import pytest
from tests.answers.world import NOW, build_world
from tests.conditions.staff.messages import alert, cancellation

from modugil.app.staff_watch import StaffWatch
from modugil.app.web import build_desk
from modugil.conditions.staff.book import StaffBook
from modugil.core.clock import FixedClock
from modugil.store.database import open_database


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    return build_world(tmp_path_factory.mktemp("towns"), "gtfs:land", "osm")


def test_what_another_process_writes_is_told_within_a_second(towns, tmp_path):
    database, other = (open_database(tmp_path / "state.sqlite") for _ in range(2))
    desk = build_desk(towns.planner, clock=FixedClock(NOW), database=database)
    assert desk.staff is not None
    StaffBook(other, timetable_ids=desk.staff.ids).write(alert(), author="kim", now=NOW)
    watch = StaffWatch(desk.staff, desk.clock)
    watch.start()
    try:
        assert [one.id for one in desk.staff.list_alerts(now=NOW)] == ["a1"]
        book = StaffBook(other, timetable_ids=desk.staff.ids)
        book.write(cancellation(), author="kim", now=NOW)
        began_s = time.monotonic()
        while not towns.conditions.get_current().trips and time.monotonic() - began_s < 10:
            time.sleep(0.02)
        took = timedelta(seconds=time.monotonic() - began_s)
    finally:
        watch.stop()
        database.dispose()
        other.dispose()
    (change,) = towns.conditions.get_current().trips.values()
    assert change.cancelled
    assert took < timedelta(seconds=2)
