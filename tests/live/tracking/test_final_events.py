"""Final stop events reach history once, also those of long ago that are told again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.region.feeds import feed, read

from modugil.core.errors import CouldNotLook
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord
from modugil.live.stop_events.stop_events import EventKind, StopEvents
from modugil.live.tracking.final_events import FinalEvents
from modugil.store.journal import Journal

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
BUS = "0001/00001"


@pytest.fixture(scope="module")
def timetable(tmp_path_factory):
    return read(feed(tmp_path_factory.mktemp("line")))


class Kept:
    """A journal of its own, and the history that is asked."""

    def __init__(self, timetable, folder: Path):
        self.history: list[StopEventRecord] = []
        self.asked: list[datetime] = []
        self.journal = Journal(folder)
        engine: Any = SimpleNamespace(vehicles={BUS: 0})
        self.final = FinalEvents(
            engine, timetable=timetable, journal=self.journal, look_up=self.look_up
        )

    def look_up(self, start, end):
        self.asked.append(start)
        return [[one for one in self.history if start <= instant(one.known_ms) < end]]

    def events(self) -> list[StopEventRecord]:
        self.journal.commit()
        reader = HistoryReader(self.journal.folder / "history", journal=self.journal.folder)
        return [event for batch in reader.read_stop_events() for event in batch]


@pytest.fixture
def open_kept(timetable, tmp_path):
    """`open_kept("name")`: nothing kept yet, in a folder of that name."""
    opened = []

    def build(name="first") -> Kept:
        opened.append(Kept(timetable, tmp_path / name))
        return opened[-1]

    yield build
    for one in opened:
        one.journal.close()


def instant(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def events(*times: datetime) -> StopEvents:
    """Departures from the stops of the first trip, one after the other."""
    zeros, ms = np.zeros(len(times), np.int32), [round(one.timestamp() * 1000) for one in times]
    return StopEvents(
        vehicle=zeros,
        trip=zeros,
        day=np.full(len(times), DAY.toordinal(), np.int32),
        position=np.arange(len(times), dtype=np.int32),
        kind=np.full(len(times), EventKind.DEPARTURE, np.uint8),
        time_ms=np.array(ms, np.int64),
        spread_ms=zeros,
        known_ms=np.array(ms, np.int64) + 5_000,
    )


def test_what_happened_since_the_start_is_kept_without_asking_history(open_kept):
    kept = open_kept()
    kept.final.know_from(AT)
    kept.final.keep(events(AT, AT + timedelta(minutes=5)))
    assert len(kept.events()) == 2
    assert kept.asked == []


def test_what_was_known_before_a_restart_is_passed_over(open_kept):
    kept = open_kept()
    kept.final.keep(events(AT))
    again = open_kept("again")
    again.final.know(kept.events())
    again.final.keep(events(AT + timedelta(seconds=2), AT + timedelta(minutes=5)))
    assert [one.position for one in again.events()] == [1]


def test_yesterday_told_again_is_found_in_history(open_kept):
    kept = open_kept()
    kept.final.keep(events(AT))
    again = open_kept("again")
    again.history = kept.events()
    again.final.know_from(AT + timedelta(days=1))
    again.final.keep(events(AT, AT + timedelta(minutes=5)))
    assert [one.position for one in again.events()] == [1]
    assert again.asked == [AT + timedelta(hours=more) for more in range(3)]


def test_history_that_cannot_be_read_loses_no_event(open_kept, caplog):
    kept = open_kept()

    def broken(_start, _end):
        raise CouldNotLook("The file is damaged.")

    kept.final._look_up = broken
    kept.final.know_from(AT + timedelta(days=1))
    kept.final.keep(events(AT))
    assert len(kept.events()) == 1
    assert "may be kept twice" in caplog.text
