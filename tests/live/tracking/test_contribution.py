"""What the plan is told of the buses under way, and what is not worth telling."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.live.streams import fix
from tests.region.feeds import feed, read

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.time import get_zone
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress
from modugil.live.stop_events.stop_events import EventKind, StopEvents
from modugil.live.tracking.contribution import Contribution, compress_delays
from modugil.live.tracking.delays import NOT_TOLD
from modugil.live.tracking.runs import CalledRuns, Drivers
from modugil.live.tracking.schedule import Schedule

DAY = date(2026, 11, 23)
RUN = TripRun(0, DAY)


@pytest.fixture
def schedule(tmp_path):
    timetable = read(feed(tmp_path))
    return Schedule(timetable, get_zone(timetable.time_zone))


def progress(**columns):
    """One vehicle on the only trip, on the way to its second stop."""
    row = {
        "status": 2, "trip": 0, "day": DAY.toordinal(), "path": 0, "along_m": 100.0,
        "off_path_m": 0.0, "last_position": 0, "at_stop": 0, "last_event_ms": 0,
        "leg_ratio": 0.1, "time_ms": 1,
    } | columns  # fmt: skip
    return Progress(**{name: np.atleast_1d(np.array(value)) for name, value in row.items()})


def predictions(schedule, delays_s, *, first=1):
    """What is expected of vehicle 0 when it is so late at each stop from `first` on."""
    positions = np.arange(first, first + len(delays_s), dtype=np.int32)
    planned = [schedule.departure_ms(0, day=DAY.toordinal(), position=at) for at in positions]
    ms = np.array(planned, np.int64) + 1000 * np.array(delays_s, np.int64)
    start = np.array([0, len(delays_s)], np.int64)
    kinds = np.zeros(len(delays_s), np.uint8)
    row = np.zeros(1, np.int32)
    return Predictions(row, row, start, positions, ms, ms, ms - 60_000, ms + 60_000, kinds, ms)


def update(contribution, schedule, delays_s, newest=None, **more):
    expected = predictions(schedule, delays_s, **more)
    is_news = contribution.update(expected, progress(), [newest or fix(0)])
    return dict(contribution.changes) if is_news else None


def test_a_late_bus_is_told_with_its_delay_at_every_stop(schedule):
    told = update(Contribution(schedule), schedule, [120, 180])
    assert told[RUN].delays_s == ((0, 120), (2, 180))


def test_a_delay_that_hardly_changes_is_no_news(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [120, 180])
    assert update(contribution, schedule, [130, 170]) is None
    assert update(contribution, schedule, [130, 195])[RUN].delays_s == ((0, 130), (2, 195))


def test_a_stop_that_was_left_keeps_the_delay_it_had(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [120, 120])
    told = update(contribution, schedule, [300], first=2)
    assert told[RUN].delays_s == ((0, 120), (2, 300))


def test_a_bus_that_is_withdrawn_is_no_longer_told_of(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [120, 120])
    assert update(contribution, schedule, []) == {}
    assert update(contribution, schedule, []) is None


@pytest.mark.parametrize(
    "facts, wheelchair, full",
    [
        ({}, None, False),
        ({"low_floor": Access.YES}, Access.YES, False),
        ({"low_floor": Access.NO}, Access.NO, False),
        ({"low_floor": Access.YES, "ramp": Access.NO}, Access.NO, False),
        ({"low_floor": Access.YES, "wheelchair_bays_free": 0}, Access.UNKNOWN, False),
        ({"occupancy_ratio": 1.0}, None, True),
        ({"occupancy_ratio": 0.9}, None, False),
    ],
)
def test_what_the_vehicle_is_like_is_told_with_its_run(schedule, facts, wheelchair, full):
    change = update(Contribution(schedule), schedule, [0, 0], fix(0, **facts))[RUN]
    assert (change.wheelchair, change.full) == (wheelchair, full)


def test_a_bus_that_fills_up_is_news_although_its_delay_is_not(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [0, 0])
    assert update(contribution, schedule, [0, 0], fix(1, occupancy_ratio=1.0))[RUN].full


def test_of_delays_only_the_changes_are_told():
    assert compress_delays([NOT_TOLD, 60, 62, NOT_TOLD, 120]) == ((0, 60), (4, 120))
    assert compress_delays([NOT_TOLD, NOT_TOLD]) == ()


def events(*told):
    """Events of the only trip as (position, kind)."""
    n = len(told)
    zeros = np.zeros(n, np.int32)
    return StopEvents(
        zeros,
        zeros,
        np.full(n, DAY.toordinal(), np.int32),
        np.array([position for position, _ in told], np.int32),
        np.array([kind for _, kind in told], np.uint8),
        np.zeros(n, np.int64),
        zeros,
        np.zeros(n, np.int64),
    )


def test_a_stop_at_which_the_bus_stands_is_not_behind_it_yet(schedule):
    called = CalledRuns(schedule)
    called.note(events((0, EventKind.DEPARTURE), (1, EventKind.ARRIVAL)))
    assert called.get() == {RUN: 0}
    called.note(events((1, EventKind.DEPARTURE), (2, EventKind.ARRIVAL)))
    assert called.get() == {RUN: 2}


def test_what_was_handed_out_does_not_change(schedule):
    called = CalledRuns(schedule)
    before = called.get()
    called.note(events((0, EventKind.PASSING)))
    assert before == {}


def test_runs_of_earlier_days_are_forgotten(schedule):
    called = CalledRuns(schedule)
    called.note(events((0, EventKind.DEPARTURE)))
    later = events((1, EventKind.DEPARTURE))
    called.note(replace(later, day=later.day + 3))
    assert list(called.get()) == [TripRun(0, date(2026, 11, 26))]


def test_of_two_vehicles_on_one_run_the_further_one_is_believed(schedule):
    expected = predictions(schedule, [0, 0])._replace(row=np.array([0, 1], np.int32))
    both = progress(trip=[0, 0], day=[DAY.toordinal()] * 2, along_m=[900.0, 300.0])
    drivers = Drivers(expected, both)
    assert drivers.find(RUN) == 0
    assert drivers.find(TripRun(1, DAY)) is None
    assert drivers.find(TripRun(0, date(2026, 11, 22))) is None
