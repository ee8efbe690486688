"""Which runs a detour touches, and between which of their stops."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from modugil.conditions.conditions import Span, TripRun
from modugil.conditions.staff.calls import at_second, find_times
from modugil.conditions.staff.messages import Detour
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class DetouredRun:
    """One run that leaves its way; it serves no stop from position `first` to `last`."""

    run: TripRun
    first: int
    last: int


def find_left_out(detour: Detour, ids: PublishedIds) -> dict[int, tuple[int, int]]:
    """By pattern of the line, the first and the last position that are not served.

    Unknown: patterns that do not call at both stops in that order are not touched. Where both
    directions are meant, a pattern may call at them in the other order.
    """
    timetable = ids.timetable
    route = ids.find_route(detour.route)
    ends = ids.find_stop(detour.from_stop), ids.find_stop(detour.to_stop)
    if route is None or ends[0] is None or ends[1] is None:
        return {}
    found: dict[int, tuple[int, int]] = {}
    mine = _list_trips(timetable, route, detour.direction)
    for pattern in np.unique(timetable.trips.pattern[mine]).tolist():
        start, end = timetable.patterns.stop_start[pattern : pattern + 2].tolist()
        stops: list[int] = timetable.patterns.stop[start:end].tolist()
        span = _between(stops, ends[0], ends[1])
        if span is None and detour.direction is None:
            span = _between(stops, ends[1], ends[0])
        if span is not None:
            found[pattern] = span
    return found


def find_detoured(
    detour: Detour, ids: PublishedIds, *, days: Iterable[date]
) -> Iterator[DetouredRun]:
    """The runs of these service days that would come to the first stop left out within the span."""
    timetable = ids.timetable
    left_out = find_left_out(detour, ids)
    mine = _list_trips(timetable, ids.find_route(detour.route), detour.direction)
    for day in days:
        if not mine or not _may_touch(detour.span, day, ids):
            continue
        runs_today = active_services(timetable.services, day=day)[timetable.trips.service]
        for trip in mine:
            first, last = left_out.get(int(timetable.trips.pattern[trip]), (-1, -1))
            if first >= 0 and runs_today[trip]:
                comes = find_arrival(ids, TripRun(trip, day), first)
                if detour.span.overlaps(comes, comes):
                    yield DetouredRun(TripRun(trip, day), first, last)


def find_arrival(ids: PublishedIds, run: TripRun, position: int) -> datetime:
    """When the run should come to that stop."""
    row = find_times(ids.timetable, run.trip) + position
    second = int(ids.timetable.patterns.arrival_s[row])
    return at_second(second, day=run.day, zone=ids.zone)


def _list_trips(timetable: Timetable, route: int | None, direction: int | None) -> list[int]:
    if route is None:
        return []
    mine = timetable.trips.route == route
    if direction is not None:
        mine &= timetable.trips.direction == direction
    found: list[int] = np.flatnonzero(mine).tolist()
    return found


def _between(stops: list[int], first: int, last: int) -> tuple[int, int] | None:
    if first not in stops:
        return None
    begin = stops.index(first)
    return (begin, stops.index(last, begin)) if last in stops[begin:] else None


def _may_touch(span: Span, day: date, ids: PublishedIds) -> bool:
    start = at_second(0, day=day, zone=ids.zone)
    return span.overlaps(start, start + timedelta(days=2))
