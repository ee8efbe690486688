"""What the plan is told of the buses under way, and what is not worth telling."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from tests.live.streams import fix
from tests.region.feeds import feed, read

from modugil.conditions.conditions import TripChange, TripRun
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


def clock_ms(minute):
    """So many minutes past eight, when the run begins."""
    eight = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # 08:00 of the 23rd in Jeju
    return round(eight.timestamp() * 1000) + round(minute * 60_000)


def update(contribution, schedule, delays_s, newest=None, *, minute=9.0, heard=None, **more):
    expected = predictions(schedule, delays_s, **more)
    measured_ms = clock_ms(minute if heard is None else heard)
    return tell(contribution, expected, progress(time_ms=measured_ms), newest, minute=minute)


def tell(contribution, expected, places, newest=None, *, minute=9.0):
    newest = [newest or fix(0)] * len(places.trip)
    leading = Drivers(expected, places).list_leading()
    is_news = contribution.update(
        expected, places, newest, leading=leading, now_ms=clock_ms(minute)
    )
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


def test_nobody_is_sent_after_a_bus_that_left_earlier_than_expected(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [0, 0], minute=8.0)
    gone = progress(last_position=1, time_ms=clock_ms(8.5))
    told = tell(contribution, predictions(schedule, [0], first=2), gone, minute=8.5)
    assert told[RUN].delays_s == ((0, -150), (2, 0))
    stands = progress(last_position=1, at_stop=1, time_ms=clock_ms(8.5))
    other = Contribution(schedule)
    update(other, schedule, [0, 0], minute=8.0)
    assert tell(other, predictions(schedule, [0], first=2), stands, minute=8.5) is None


def test_a_delay_that_is_to_come_does_not_hold_for_stops_that_were_left_before(schedule):
    told = update(Contribution(schedule), schedule, [900, 900], minute=9.0)
    assert told[RUN].delays_s == ((0, 540), (1, 900))


def test_a_bus_that_fell_silent_is_no_longer_told_of(schedule):
    contribution = Contribution(schedule)
    update(contribution, schedule, [120, 120], minute=9.0)
    assert update(contribution, schedule, [120, 120], minute=12.0, heard=9.0) is None
    assert update(contribution, schedule, [120, 120], minute=12.1, heard=9.0) == {}


def test_a_bus_with_steps_has_them_still_when_it_fell_silent(schedule):
    contribution = Contribution(schedule)
    steps = fix(0, low_floor=Access.NO)
    update(contribution, schedule, [120, 120], steps, minute=9.0)
    told = update(contribution, schedule, [120, 120], steps, minute=13.0, heard=9.0)
    assert told == {RUN: TripChange(wheelchair=Access.NO)}
    assert update(contribution, schedule, [], steps, minute=15.0, heard=9.0) is None
    assert update(contribution, schedule, [], steps, minute=40.0, heard=9.0) == {}
    assert update(Contribution(schedule), schedule, [], fix(0), minute=9.0) is None


def two_buses(schedule, *, says):
    """Both on the run, the first further on; of each something is expected or not."""
    one = predictions(schedule, [120, 120])
    start = np.cumsum([0, *(2 * int(any_) for any_ in says)])
    columns = {
        name: np.concatenate([getattr(one, name)] * sum(says))
        for name in ("position", "arrival_ms", "departure_ms", "low_ms", "high_ms", "support",
                     "likely_ms")
    }  # fmt: skip
    row = np.array([0, 1], np.int32)
    both = progress(
        status=[2, 2], trip=[0, 0], day=[DAY.toordinal()] * 2, along_m=[900.0, 300.0],
        last_position=[0, 0], at_stop=[0, 0], time_ms=[clock_ms(9.0)] * 2,
    )  # fmt: skip
    return one._replace(row=row, delay_s=row, start=start.astype(np.int64), **columns), both


def test_a_run_that_another_bus_took_over_is_still_told_of_when_the_first_is_withdrawn(schedule):
    contribution = Contribution(schedule)
    assert RUN in tell(contribution, *two_buses(schedule, says=[True, True]))
    told = tell(contribution, *two_buses(schedule, says=[False, True]))
    assert told[RUN].delays_s == ((0, 120),)


def test_a_run_is_told_of_by_the_bus_of_which_something_is_expected(schedule):
    expected, both = two_buses(schedule, says=[False, True])
    assert Drivers(expected, both).find(RUN) == 1
    assert Drivers(expected, both).list_leading().tolist() == [False, True]


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
    expected, both = two_buses(schedule, says=[True, True])
    drivers = Drivers(expected, both)
    assert drivers.find(RUN) == 0
    assert drivers.find(TripRun(1, DAY)) is None
    assert drivers.find(TripRun(0, date(2026, 11, 22))) is None
