from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.errors import BadInput, RegionUnreadable
from modugil.core.time import (
    format_local,
    get_zone,
    instant_of_service_second,
    local_day,
    parse_instant,
    seconds_of_service_day,
    service_day_shift_s,
    service_day_start,
)

BERLIN = get_zone("Europe/Berlin")
SEOUL = get_zone("Asia/Seoul")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 7, 5), "2022-07-05T00:00:00+02:00"),
        (date(2022, 3, 27), "2022-03-26T23:00:00+01:00"),  # clocks go forward at 2:00
        (date(2022, 10, 30), "2022-10-30T01:00:00+02:00"),  # clocks go back at 3:00
    ],
)
def test_a_service_day_starts_twelve_hours_before_noon(day, expected):
    assert format_local(service_day_start(day, zone=BERLIN), zone=BERLIN) == expected


@given(DAYS, st.integers(-86_400, 3 * 86_400))
def test_seconds_to_instant_and_back_is_the_same_second(day, second):
    instant = instant_of_service_second(second, day=day, zone=BERLIN)
    assert seconds_of_service_day(instant, day=day, zone=BERLIN) == second


@given(DAYS)
def test_the_next_service_day_is_a_day_away_or_an_hour_off_when_clocks_change(day):
    shift = service_day_shift_s(day, other=day + timedelta(days=1), zone=BERLIN)
    assert shift in (82_800, 86_400, 90_000)
    assert service_day_shift_s(day, other=day + timedelta(days=1), zone=SEOUL) == 86_400


def test_a_time_without_an_offset_is_local_and_with_one_is_exact():
    expected = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert parse_instant("2026-11-23T08:00", zone=SEOUL) == expected
    assert parse_instant("2026-11-23T00:00+01:00", zone=SEOUL) == expected


@pytest.mark.parametrize(
    "text", ["tomorrow", "", "0001-01-01T00:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_a_text_that_is_no_time_is_answered_with_an_example(text):
    with pytest.raises(BadInput, match="2026-11-23T08:00"):
        parse_instant(text, zone=SEOUL)


@pytest.mark.parametrize("text", ["0002-01-01T00:00+14:00", "9998-12-31T23:59-12:00"])
def test_the_outermost_times_have_service_days_around_them(text):
    instant = parse_instant(text, zone=SEOUL)
    day = local_day(instant, zone=SEOUL)
    for other in (day - timedelta(days=3), day, day + timedelta(days=3)):
        seconds_of_service_day(instant, day=other, zone=SEOUL)


@pytest.mark.parametrize("name", ["Asia/Jeju", "", "../etc/passwd", "Asia"])
def test_a_zone_that_does_not_exist_is_told_plainly(name):
    with pytest.raises(RegionUnreadable, match="does not exist"):
        get_zone(name)
