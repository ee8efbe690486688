"""Service days from weekly calendars and single dates, either of which may be missing."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.region.feeds import feed, read, read_small, told

from modugil.core.errors import RegionUnreadable
from modugil.region.calendar import active_services, first_day, last_day

CALENDAR = (
    "# calendar.txt\nservice_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\n"
)
DATES = "# calendar_dates.txt\nservice_id,date,exception_type\n"
START = date(2026, 11, 1)


def days_of(timetable, service="DAILY"):
    row = list(timetable.services.id).index(service)
    begin = first_day(timetable.services) or START
    days = (begin + timedelta(n) for n in range(timetable.services.day_count))
    return [day for day in days if active_services(timetable.services, day=day)[row]]


def test_a_weekly_calendar_with_exceptions(tmp_path):
    timetable, _ = read_small(
        tmp_path,
        CALENDAR
        + "DAILY,1,0,0,0,0,0,1,20261101,20261115\n"
        + DATES
        + "DAILY,20261102,2\nDAILY,20261120,1\nDAILY,20261108,2\nDAILY,20261108,1\n",
    )
    assert [day.day for day in days_of(timetable)] == [1, 8, 9, 15, 20]
    assert (first_day(timetable.services), last_day(timetable.services)) == (
        START,
        date(2026, 11, 20),
    )
    assert not active_services(timetable.services, day=date(2026, 10, 31)).any()
    assert not active_services(timetable.services, day=date(2026, 11, 21)).any()


def test_single_dates_alone_are_enough(tmp_path):
    path = feed(tmp_path, DATES + "DAILY,20261105,1\nDAILY,20261103,1\n", without=["calendar.txt"])
    assert [day.day for day in days_of(read(path))] == [3, 5]


def test_days_span_exactly_the_first_to_the_last_active_day(tmp_path):
    timetable, _ = read_small(tmp_path, CALENDAR + "DAILY,0,0,1,0,0,0,0,20261101,20261130\n")
    assert first_day(timetable.services) == date(2026, 11, 4)
    assert timetable.services.day_count == 22
    assert timetable.services.active.shape == (1, 3)


def test_a_timetable_that_never_runs_covers_no_day(tmp_path):
    timetable, notices = read_small(tmp_path, CALENDAR + "DAILY,0,0,0,0,0,0,0,20261101,20261130\n")
    assert timetable.services.day_count == 0
    assert first_day(timetable.services) is None
    assert last_day(timetable.services) is None
    assert not active_services(timetable.services, day=START).any()
    assert told(notices) == [("service_never_runs", "f/calendar.txt", 2, "service_id", "DAILY")]


def test_faults_of_calendars_are_noted(tmp_path):
    _, notices = read_small(
        tmp_path,
        CALENDAR
        + "DAILY,1,1,1,1,1,1,1,20261101,20261130\n"
        + "DAILY,1,1,1,1,1,1,1,20261101,20261130\n"
        + "BACK,1,1,1,1,1,1,1,20261130,20261101\n"
        + "BAD,1,1,1,1,1,1,1,20261301,20261101\n"
        + "OPEN,1,1,1,1,1,1,1,20261101,\n"
        + "FLAG,5,1,1,1,1,1,1,20261101,20261102\n"
        + ",1,1,1,1,1,1,1,20261101,20261102\n"
        + DATES
        + "DAILY,2026-11-01,1\nDAILY,20261101,3\nDAILY,,1\n,20261101,1\n",
    )
    assert told(notices) == [
        ("calendar_backwards", "f/calendar.txt", 4, "end_date", "20261101"),
        ("id_missing", "f/calendar.txt", 8, "service_id", ""),
        ("id_missing", "f/calendar_dates.txt", 5, "service_id", ""),
        ("id_twice", "f/calendar.txt", 3, "service_id", "DAILY"),
        ("invalid_choice", "f/calendar.txt", 7, "monday", "5"),
        ("invalid_choice", "f/calendar_dates.txt", 3, "exception_type", "3"),
        ("invalid_date", "f/calendar.txt", 5, "start_date", "20261301"),
        ("invalid_date", "f/calendar.txt", 6, "end_date", ""),
        ("invalid_date", "f/calendar_dates.txt", 2, "date", "2026-11-01"),
        ("invalid_date", "f/calendar_dates.txt", 4, "date", ""),
        ("service_never_runs", "f/calendar.txt", 4, "service_id", "BACK"),
        ("service_never_runs", "f/calendar.txt", 5, "service_id", "BAD"),
        ("service_never_runs", "f/calendar.txt", 6, "service_id", "OPEN"),
    ]


@pytest.mark.parametrize("column", ["monday", "sunday", "start_date", "service_id"])
def test_a_calendar_without_a_column_is_refused_and_not_read_as_no_service(tmp_path, column):
    rows = (CALENDAR + "DAILY,1,1,1,1,1,1,1,20261101,20261130\n").replace(column, "other")
    with pytest.raises(RegionUnreadable, match=f"calendar.txt has no column {column}"):
        read_small(tmp_path, rows)


def test_exceptions_that_say_not_what_kind_are_refused(tmp_path):
    with pytest.raises(RegionUnreadable, match="calendar_dates.txt has no column exception_type"):
        read_small(tmp_path, "# calendar_dates.txt\nservice_id,date\nDAILY,20261101\n")


@pytest.mark.parametrize("content", ["", "service_id\n"])
def test_a_file_without_rows_that_nobody_needs_may_lack_columns(tmp_path, content):
    path = feed(tmp_path, DATES + "DAILY,20261105,1\n")
    (path / "calendar.txt").write_text(content)
    assert [day.day for day in days_of(read(path))] == [5]


def test_an_empty_flag_of_a_calendar_is_a_fault(tmp_path):
    _, notices = read_small(
        tmp_path,
        CALENDAR + "DAILY,,1,1,1,1,1,1,20261101,20261130\n" + DATES + "DAILY,20261101,\n",
    )
    assert told(notices) == [
        ("invalid_choice", "f/calendar.txt", 2, "monday", ""),
        ("invalid_choice", "f/calendar_dates.txt", 2, "exception_type", ""),
    ]


def test_calendars_to_the_end_of_the_century_are_cheap(tmp_path):
    rows = "".join(f"S{n},1,1,1,1,1,0,0,20260101,20991231\n" for n in range(300))
    path = feed(tmp_path, CALENDAR + "DAILY,1,1,1,1,1,1,1,20260101,20991231\n" + rows)
    start_s = time.process_time()
    timetable = read(path)
    assert time.process_time() - start_s < 2.0
    assert timetable.services.day_count == 27_028
    assert timetable.services.active.nbytes < 1_100_000


week_st = st.lists(st.booleans(), min_size=7, max_size=7)
span_st = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
dates_st = st.lists(st.tuples(st.integers(-9, 70), st.sampled_from([1, 2])), max_size=8)


@given(week=week_st, span=span_st, dates=dates_st)
def test_service_days_equal_a_walk_through_the_calendar(tmp_path_factory, week, span, dates):
    begin, end = (START + timedelta(n) for n in span)
    flags = ",".join("1" if one else "0" for one in week)
    rows = "".join(f"DAILY,{START + timedelta(n):%Y%m%d},{kind}\n" for n, kind in dates)
    text = f"{CALENDAR}DAILY,{flags},{begin:%Y%m%d},{end:%Y%m%d}\n{DATES}{rows}"
    timetable, _ = read_small(tmp_path_factory.mktemp("feed"), text)
    expected = []
    for n in range(-10, 71):
        day = START + timedelta(n)
        runs = begin <= day <= end and week[day.weekday()]
        for other, kind in dates:
            if other == n:
                runs = kind == 1
        if runs:
            expected.append(day)
    assert (days_of(timetable) if expected else []) == expected
    if expected:
        assert first_day(timetable.services) == expected[0]
        assert last_day(timetable.services) == expected[-1]
