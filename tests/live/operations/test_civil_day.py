"""Days on the wall, also those on which the clock is changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from modugil.live.operations.civil_day import HOUR_MS, read_civil_day

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 7, 1), list(range(24))),
        (date(2026, 3, 8), [0, 1, *range(3, 24)]),
        (date(2026, 11, 1), [0, 1, 1, *range(2, 24)]),
    ],
)
def test_every_hour_of_a_day_has_the_number_that_the_clock_shows(
    day: date, hours: list[int]
) -> None:
    told = read_civil_day(day, NEW_YORK)
    assert told.hours.tolist() == hours
    assert told.end_ms - told.start_ms == len(hours) * HOUR_MS
    middles = told.start_ms + HOUR_MS * np.arange(len(hours)) + HOUR_MS // 2
    assert told.find_hours(middles).tolist() == hours
    assert [told.find_hour(one) for one in middles.tolist()] == hours


def test_one_day_ends_where_the_next_begins() -> None:
    day = date(2026, 10, 30)
    for _ in range(4):
        after = day + timedelta(days=1)
        assert read_civil_day(day, NEW_YORK).end_ms == read_civil_day(after, NEW_YORK).start_ms
        day = after
    midnight = datetime(2026, 11, 1, 4, tzinfo=UTC)
    told = read_civil_day(date(2026, 11, 1), NEW_YORK)
    assert told.start_ms == midnight.timestamp() * 1000
    assert told.holds(told.start_ms) and not told.holds(told.end_ms)
