"""What an alert touches, as rows of the region's timetable."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.messages import ServiceAlert, Touched
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.region.timetable import Timetable

Rows = frozenset[int]


@dataclass(frozen=True, slots=True)
class Reach:
    """One thing that an alert touches: all that is told holds together; None is any."""

    told: Touched
    agencies: Rows | None
    routes: Rows | None
    stops: Rows | None
    """A station stands for its platforms too."""
    trips: Rows | None
    direction: int | None
    day: date | None

    def touches_line(self, timetable: Timetable, route: int) -> bool:
        """Whether it is told of the line as a whole, or of its runs; not of a stop alone."""
        if self.trips is not None:
            return bool(np.isin(timetable.trips.route[list(self.trips)], route).any())
        if self.routes is None and self.stops is not None:
            return False
        return _fits(self.routes, route) and _fits(
            self.agencies, int(timetable.lines.agency[route])
        )

    def touches_stops(
        self, timetable: Timetable, stops: Collection[int], routes: Collection[int]
    ) -> bool:
        """Whether it is told of one of the stops, or of one of these lines that serve them."""
        if self.trips is not None or not _any_fits(self.stops, stops):
            return False
        if self.stops is not None and self.routes is None:
            return True
        agencies = {int(timetable.lines.agency[route]) for route in routes}
        return _any_fits(self.routes, routes) and _any_fits(self.agencies, agencies)

    def touches_run(self, timetable: Timetable, run: TripRun, stops: Collection[int]) -> bool:
        """Whether it is told of that run, or of its line; of a stop only if it is one of these."""
        trips, lines = timetable.trips, timetable.lines
        route = int(trips.route[run.trip])
        return (
            _fits(self.trips, run.trip)
            and (self.day is None or self.day == run.day)
            and _fits(self.routes, route)
            and _fits(self.agencies, int(lines.agency[route]))
            and (self.direction is None or self.direction == int(trips.direction[run.trip]))
            and _any_fits(self.stops, stops)
        )


def _fits(told: Rows | None, row: int) -> bool:
    return told is None or row in told


def _any_fits(told: Rows | None, rows: Collection[int]) -> bool:
    return told is None or any(row in told for row in rows)


def reaches_of(alert: ServiceAlert, ids: PublishedIds) -> tuple[Reach, ...]:
    """What the alert touches; what the region does not hold touches nothing."""
    return tuple(_reach(told, ids) for told in alert.touches)


def _reach(told: Touched, ids: PublishedIds) -> Reach:
    return Reach(
        told,
        _row(ids.find_agency(told.agency)) if told.agency else None,
        _row(ids.find_route(told.route)) if told.route else None,
        _with_platforms(ids, ids.find_stop(told.stop)) if told.stop else None,
        frozenset(ids.find_trips(told.trip)) if told.trip else None,
        told.direction,
        told.day,
    )


def _row(row: int | None) -> Rows:
    return frozenset() if row is None else frozenset((row,))


def _with_platforms(ids: PublishedIds, stop: int | None) -> Rows:
    """The stop and, of a station, every platform in it."""
    if stop is None:
        return frozenset()
    return frozenset((stop, *np.flatnonzero(ids.timetable.stops.parent == stop).tolist()))
