"""Final stop events are told once only, and must not be lost while the disk is full."""

import logging
from datetime import date
from types import SimpleNamespace

import numpy as np

from modugil.live.history.records import decode_record
from modugil.live.stop_events.stop_events import NO_EVENTS, EventKind, StopEvents
from modugil.live.tracking.final_events import FinalEvents
from modugil.store.journal import Journal
from modugil.store.segments import read_records

DAY = date(2026, 11, 23).toordinal()
ENGINE = SimpleNamespace(vehicles={"1/1": 0})
TIMETABLE = SimpleNamespace(
    trips=SimpleNamespace(id=["T"], pattern=np.zeros(1, int)),
    patterns=SimpleNamespace(stop_start=np.zeros(1, int), stop=np.zeros(9, int)),
    stops=SimpleNamespace(id=["S"]),
)


def passing(position: int) -> StopEvents:
    values = (0, 0, DAY, position, EventKind.PASSING, 60_000 * position, 50, 60_000 * position)
    return StopEvents(*(np.array([value]) for value in values))


def test_events_wait_while_the_journal_takes_nothing_more_and_each_is_kept_once(tmp_path, caplog):
    journal = Journal(tmp_path / "journal", pending_bytes=100)
    final = FinalEvents(ENGINE, timetable=TIMETABLE, journal=journal, look_up=lambda start, end: ())
    journal.append(bytes(100))
    with caplog.at_level(logging.ERROR):
        final.keep(passing(1))
        final.keep(passing(2))
    assert caplog.text.count("Stop events wait") == 1
    journal.commit()
    final.keep(NO_EVENTS)
    final.keep(NO_EVENTS)
    journal.close()
    _, *kept = read_records(tmp_path / "journal")
    assert [decode_record(one).position for one in kept] == [1, 2]
