"""What an alert touches, as rows of the region's timetable."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.messages import ServiceAlert, Touched
from modugil.region.texts import Texts
from modugil.region.timetable import U8, Timetable

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


class IdBook:
    """The rows of published ids of one timetable; with several feeds also as FEED:ID."""

    def __init__(self, timetable: Timetable) -> None:
        """Nothing is read before an alert asks."""
        self.timetable = timetable

    def reach(self, alert: ServiceAlert) -> tuple[Reach, ...]:
        """What the alert touches; what the region does not hold touches nothing."""
        return tuple(self._reach(one) for one in alert.touches)

    def _reach(self, told: Touched) -> Reach:
        return Reach(
            told,
            _rows(self._agencies, told.agency.rpartition(":")[2]),
            _rows(self._routes, told.route),
            self._stops_of(told.stop),
            _rows(self._trips, told.trip),
            told.direction,
            told.day,
        )

    def _stops_of(self, stop: str) -> Rows | None:
        rows = _rows(self._stops, stop)
        if not rows:
            return rows
        parent = self.timetable.stops.parent
        below = np.flatnonzero(np.isin(parent, list(rows))).tolist()
        return rows | frozenset(below)

    @cached_property
    def _agencies(self) -> dict[str, Rows]:
        found: dict[str, Rows] = {}
        for row, id in enumerate(self.timetable.lines.agency_ids):
            found[id] = found.get(id, frozenset()) | {row}
        return found

    @cached_property
    def _routes(self) -> dict[str, Rows]:
        return _index(self.timetable.lines.id, self.timetable.lines.feed, self.timetable.feed_ids)

    @cached_property
    def _stops(self) -> dict[str, Rows]:
        return _index(self.timetable.stops.id, self.timetable.stops.feed, self.timetable.feed_ids)

    @cached_property
    def _trips(self) -> dict[str, Rows]:
        return _index(self.timetable.trips.id, self.timetable.trips.feed, self.timetable.feed_ids)


def _rows(index: dict[str, Rows], id: str) -> Rows | None:
    return index.get(id, frozenset()) if id else None


def _index(ids: Texts, feeds: U8, names: tuple[str, ...]) -> dict[str, Rows]:
    """Rows by id, and by FEED:ID; a plain id that is in several feeds means none of them."""
    plain: dict[str, dict[int, list[int]]] = {}
    for row, id in enumerate(ids):
        plain.setdefault(id, {}).setdefault(int(feeds[row]), []).append(row)
    found: dict[str, Rows] = {}
    for id, by_feed in plain.items():
        for feed, rows in by_feed.items():
            found[f"{names[feed]}:{id}"] = frozenset(rows)
            if len(by_feed) == 1:
                found.setdefault(id, frozenset(rows))
    return found
