"""Our own arrivals judged while the day goes on: the same as judging them one by one."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.drives import DAY
from tests.live.operations.days import Day, line

from modugil.live.evaluation.yardsticks import (
    TRANSIT_BUCKETS,
    is_accurate_mbta,
    is_accurate_transit,
    mbta_bucket,
    transit_bucket,
)
from modugil.live.operations import accuracy
from modugil.live.operations.accuracy import AccuracyBook
from modugil.live.operations.look import Ahead
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.tell_accuracy import tell_accuracy
from modugil.live.stop_events.stop_events import EventKind, StopEvents

NOW = datetime(2026, 11, 22, 23, tzinfo=UTC)  # eight in the morning of the 23rd there
NOW_MS = int(NOW.timestamp() * 1000)


@pytest.fixture(scope="module")
def network():
    day = Day(line("08:00", "08:10"), line("08:00", name="2"))
    return ServiceNetwork(day.region.timetable, day.region.zone)


@pytest.fixture
def book(network):
    return AccuracyBook(network, now=NOW)


def ahead(*rows, low_s=60, high_s=60):
    """Predictions as (trip, position, seconds from now)."""
    trip, position, seconds = (np.array(column) for column in zip(*rows, strict=True))
    arrival_ms = NOW_MS + (seconds * 1000).astype(np.int64)
    return Ahead(
        trip.astype(np.int32),
        np.full(len(rows), DAY.toordinal(), np.int32),
        position.astype(np.int32),
        arrival_ms,
        arrival_ms - low_s * 1000,
        arrival_ms + high_s * 1000,
    )


def came(*rows, kind=EventKind.ARRIVAL, day: date = DAY):
    """Final events as (trip, position, seconds from now)."""
    trip, position, seconds = (np.array(column) for column in zip(*rows, strict=True))
    time_ms = NOW_MS + (seconds * 1000).astype(np.int64)
    count = len(rows)
    return StopEvents(
        np.zeros(count, np.int32),
        trip.astype(np.int32),
        np.full(count, day.toordinal(), np.int32),
        position.astype(np.int32),
        np.full(count, kind, np.uint8),
        time_ms,
        np.zeros(count, np.int32),
        time_ms,
    )


def told(book, network, *, window="today", now_ms=NOW_MS):
    counts, since_ms = (
        (book.today, book.since_ms) if window == "today" else book.get_hour(now_ms=now_ms)
    )
    return tell_accuracy(
        network, counts, window=window, since_ms=since_ms, waiting=book.waiting, now=NOW
    )


def share(answer, name):
    return next(one for one in answer.overall.yardsticks if one.name == name)


def test_a_bus_that_comes_as_told_is_right_by_all_three(book, network):
    book.sample(ahead((0, 1, 120)), now_ms=NOW_MS)
    assert book.waiting == 1
    book.judge(came((0, 1, 130)), now_ms=NOW_MS + 130_000)
    answer = told(book, network)
    assert [one.overall for one in answer.overall.yardsticks] == [1.0, 1.0, 1.0]
    assert (answer.overall.samples, answer.overall.mean_error_s) == (1, 10.0)
    assert (answer.overall.inside_share, answer.waiting) == (1.0, 0)
    assert [one.line for one in answer.lines] == ["1"]


def test_a_bus_that_came_a_minute_early_was_not_right_near_by(book, network):
    book.sample(ahead((0, 1, 120)), now_ms=NOW_MS)
    book.judge(came((0, 1, 59)), now_ms=NOW_MS + 130_000)
    assert [one.overall for one in told(book, network).overall.yardsticks] == [0.0, 0.0, 0.0]


def test_a_call_is_judged_once_and_departures_and_other_days_are_none(book, network):
    book.sample(ahead((0, 1, 120)), now_ms=NOW_MS)
    book.judge(came((0, 1, 130), kind=EventKind.DEPARTURE), now_ms=NOW_MS)
    book.judge(came((0, 1, 130), day=DAY - timedelta(days=1)), now_ms=NOW_MS)
    assert book.waiting == 1
    for _ in range(2):
        book.judge(came((0, 1, 130), kind=EventKind.PASSING), now_ms=NOW_MS)
    assert told(book, network).overall.samples == 1


def test_first_stops_and_what_is_further_than_half_an_hour_are_not_sampled(book):
    book.sample(ahead((0, 0, 60), (0, 2, 1_801), (0, 1, -31), (0, 3, 1_800)), now_ms=NOW_MS)
    assert book.waiting == 1


def test_a_bus_that_never_comes_is_told_as_unmatched_after_its_time(book, network):
    book.sample(ahead((0, 1, 120)), now_ms=NOW_MS)
    later_ms = NOW_MS + accuracy.FURTHEST_MS + accuracy.WAITS_MS + 1_000
    book.sample(ahead((1, 1, 10**6)), now_ms=later_ms)
    assert (told(book, network).unmatched, book.waiting) == (1, 0)


def test_the_last_hour_forgets_what_the_day_keeps(book, network):
    book.sample(ahead((0, 1, 120), (0, 2, 300)), now_ms=NOW_MS)
    book.judge(came((0, 1, 130)), now_ms=NOW_MS + 130_000)
    later_ms = NOW_MS + 3_600_000
    book.judge(came((0, 2, 300)), now_ms=later_ms)
    assert told(book, network).overall.samples == 2
    assert told(book, network, window="hour", now_ms=later_ms).overall.samples == 1


def test_another_day_begins_anew(book, network):
    book.sample(ahead((0, 1, 120)), now_ms=NOW_MS)
    book.judge(came((0, 1, 130)), now_ms=NOW_MS)
    book.begin(NOW + timedelta(days=1))
    assert told(book, network).overall.samples == 0


def test_of_too_many_runs_each_has_its_turn(book, monkeypatch):
    monkeypatch.setattr(accuracy, "MOST_A_SAMPLE", 2)
    rows = [(trip, position, 60 * position) for trip in (0, 1, 2) for position in (1, 2)]
    counts = []
    for turn in range(3):
        before = book.waiting
        book.sample(ahead(*rows), now_ms=NOW_MS + turn)
        counts.append(book.waiting - before)
    assert counts == [2, 2, 2]


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.floats(-20, 1_790), st.floats(-400, 400)),
        min_size=1,
        max_size=5,
        unique_by=lambda row: row[0],
    )
)
def test_counting_is_the_same_as_judging_each_by_itself(network, rows):
    book = AccuracyBook(network, now=NOW)
    book.sample(ahead(*[(0, at, round(told_s, 3)) for at, told_s, _ in rows]), now_ms=NOW_MS)
    events = came(*[(0, at, round(told_s, 3) + round(off_s, 3)) for at, told_s, off_s in rows])
    book.judge(events, now_ms=NOW_MS)
    predicted_s = np.array([round(told_s, 3) for _, told_s, _ in rows])
    actual_s = (events.time_ms - NOW_MS) / 1000.0
    seen = actual_s > -30
    predicted_s, actual_s = predicted_s[seen], actual_s[seen]
    # predictions are whole milliseconds
    predicted_s = (predicted_s * 1000).astype(np.int64) / 1000.0
    error_s = actual_s - predicted_s
    bucket = transit_bucket(actual_s)
    right = is_accurate_transit(error_s, horizon_s=actual_s)
    answer = told(book, network)
    for row, one in enumerate(share(answer, "transit").buckets):
        assert one.minutes == TRANSIT_BUCKETS[row]
        assert one.samples == int((bucket == row).sum())
        assert one.share == (right[bucket == row].mean() if (bucket == row).any() else None)
    of = mbta_bucket(predicted_s)
    placed = (of >= 0) & (of < 4)
    right = is_accurate_mbta(error_s, predicted_s=predicted_s)
    expected = right[placed].mean() if placed.any() else None
    assert share(answer, "mbta").overall == expected
    assert answer.overall.samples == len(error_s)


def test_a_day_of_buses_is_judged_as_it_goes():
    day = Day(line("08:00", "08:10"))
    drive = day.world.drive
    buses = [drive("1-08:00", vehicle="a"), drive("1-08:10", vehicle="b", late_s=90)]
    day.run(*buses, until="08:25", settles=True)
    answer = day.room.show_accuracy(now=day.now)
    assert answer.overall.samples > 30
    assert share(answer, "transit").overall > 0.7
    assert answer.overall.samples == answer.lines[0].samples
    assert (answer.window, answer.since) == ("hour", day.at("07:55"))
    today = day.room.show_accuracy(now=day.now, window="today")
    assert today.overall.yardsticks == answer.overall.yardsticks
