"""calendar.txt and calendar_dates.txt: on which days each service runs.

    service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
    WEEKDAY,1,1,1,1,1,0,0,20260101,20261231

    service_id,date,exception_type
    WEEKDAY,20260301,2

Source: GTFS Schedule reference, calendar.txt and calendar_dates.txt.
"""

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.fields import DAY, choice, parse_column
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import Table
from modugil.region.texts import build_texts
from modugil.region.timetable import Services

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CALENDAR_COLUMNS = ("service_id", *WEEKDAYS, "start_date", "end_date")
DATE_COLUMNS = ("service_id", "date", "exception_type")
ADDED, REMOVED = 1, 2
U8 = NDArray[np.uint8]
_Dates = list[tuple[int, bool]]


def read_services(files: FeedFiles) -> tuple[Services, dict[str, int]]:
    """The services of the feed and the row of each service_id; either file may be missing."""
    known: dict[str, int] = {}
    calendar = files.read("calendar.txt", CALENDAR_COLUMNS, required=CALENDAR_COLUMNS)
    exceptions = files.read("calendar_dates.txt", DATE_COLUMNS, required=DATE_COLUMNS)
    spans = _read_spans(calendar, known)
    dates = _read_dates(exceptions, known)
    ends = [(start, end) for start, end, _ in spans.values()]
    ends += [(day, day) for days in dates.values() for day, _ in days]
    first = min((start for start, _ in ends), default=1)
    count = max((end for _, end in ends), default=0) - first + 1
    active = np.zeros((len(known), (count + 7) // 8), np.uint8)
    for row in range(len(known)):
        days = _days(spans.get(row), dates.get(row, []), first=first, count=count)
        active[row] = np.packbits(days, bitorder="little")
    idle = {service for service, row in known.items() if not active[row].any()}
    for table in (calendar, exceptions):
        for row, service in enumerate(table.column("service_id")):
            if service in idle:
                idle.remove(service)
                table.fault("service_never_runs", row, field="service_id")
    services = Services(build_texts(known), np.zeros(len(known), np.uint8), active, first, count)
    return trim_days(services), known


def _read_spans(table: Table, known: dict[str, int]) -> dict[int, tuple[int, int, U8]]:
    ids = list(table.column("service_id"))
    flag = choice((0, 1), blank=0)
    flags = [parse_column(table, name, flag, needed=True) for name in WEEKDAYS]
    week = np.array(flags, np.uint8).T.reshape(len(table), len(WEEKDAYS))
    starts, ends = (
        parse_column(table, name, DAY, needed=True).tolist() for name in ("start_date", "end_date")
    )
    spans: dict[int, tuple[int, int, U8]] = {}
    for row, service in enumerate(ids):
        if not service:
            table.fault("id_missing", row, field="service_id")
        elif known.setdefault(service, len(known)) in spans:
            table.fault("id_twice", row, field="service_id")
        elif 0 <= ends[row] < starts[row]:
            table.fault("calendar_backwards", row, field="end_date")
        elif starts[row] >= 0 and ends[row] >= 0:
            spans[known[service]] = (starts[row], ends[row], week[row])
    return spans


def _read_dates(table: Table, known: dict[str, int]) -> dict[int, _Dates]:
    days = parse_column(table, "date", DAY, needed=True).tolist()
    kind = choice((ADDED, REMOVED), blank=0)
    kinds = parse_column(table, "exception_type", kind, needed=True).tolist()
    dates: dict[int, _Dates] = {}
    for row, service in enumerate(table.column("service_id")):
        if not service:
            table.fault("id_missing", row, field="service_id")
            continue
        index = known.setdefault(service, len(known))
        if days[row] >= 0 and kinds[row]:
            dates.setdefault(index, []).append((days[row], kinds[row] == ADDED))
    return dates


def _days(span: tuple[int, int, U8] | None, dates: _Dates, *, first: int, count: int) -> U8:
    """1 for each day from `first` on which the service runs; of two exceptions the later holds."""
    days = np.zeros(count, np.uint8)
    if span is not None:
        start, end, week = span
        # ordinal 1 is a Monday
        days[start - first : end - first + 1] = week[(np.arange(start, end + 1) - 1) % 7]
    for day, added in dates:
        days[day - first] = added
    return days


def trim_days(services: Services) -> Services:
    """The same services over exactly the days from the first to the last on which any runs."""
    any_bits = (
        np.bitwise_or.reduce(services.active, axis=0)
        if len(services.active)
        else np.zeros(0, np.uint8)
    )
    used = np.flatnonzero(np.unpackbits(any_bits, bitorder="little")[: services.day_count])
    first, last = (int(used[0]), int(used[-1])) if len(used) else (0, -1)
    start = services.first_day + first if len(used) else 1
    return shift_days(services, first_day=start, day_count=last - first + 1)


def shift_days(services: Services, *, first_day: int, day_count: int) -> Services:
    """The same services counted from another first day; days outside are dropped."""
    width = (day_count + 7) // 8
    active = np.zeros((len(services.active), width), np.uint8)
    skip = first_day - services.first_day
    for row in range(len(active)):
        days = np.unpackbits(services.active[row], bitorder="little")[: services.day_count]
        target = np.zeros(day_count, np.uint8)
        part = days[max(0, skip) : max(0, skip + day_count)]
        place = max(0, -skip)
        target[place : place + len(part)] = part[: max(0, day_count - place)]
        active[row] = np.packbits(target, bitorder="little")
    return Services(services.id, services.feed, active, first_day, day_count)
