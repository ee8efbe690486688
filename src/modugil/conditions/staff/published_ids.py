"""The ids by which the world knows stops, routes and trips, and the rows that they mean.

Ids are those of the feed; where several feeds of a region have the same one it is `FEED:ID`. One
departure of a trip that repeats (frequencies.txt) is `ID@HH:MM:SS`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from zoneinfo import ZoneInfo

from modugil.conditions.staff.calls import tell_start
from modugil.region.timetable import Timetable

_START_MARK = "@"
Rows = dict[str, list[int]]


class PublishedIds:
    """One timetable's ids. Nothing changes after it was made; tables are filled when first used."""

    def __init__(self, timetable: Timetable, *, zone: ZoneInfo) -> None:
        """Speak of that timetable, whose times are told in that zone."""
        self.timetable = timetable
        self.zone = zone

    @cached_property
    def stops(self) -> Sequence[str]:
        """The id of each row of the stops."""
        return self._publish(self.timetable.stops.id, self.timetable.stops.feed.tolist())

    @cached_property
    def routes(self) -> Sequence[str]:
        """The id of each row of the lines."""
        return self._publish(self.timetable.lines.id, self.timetable.lines.feed.tolist())

    @cached_property
    def trips(self) -> Sequence[str]:
        """The id of each row of the trips; several rows of a trip that repeats have the same."""
        return self._publish(self.timetable.trips.id, self.timetable.trips.feed.tolist())

    @cached_property
    def agencies(self) -> Sequence[str]:
        """The id of each agency, as published."""
        return list(self.timetable.lines.agency_ids)

    @cached_property
    def _stop_rows(self) -> Rows:
        return _index(self.stops)

    @cached_property
    def _route_rows(self) -> Rows:
        return _index(self.routes)

    @cached_property
    def _trip_rows(self) -> Rows:
        return _index(self.trips)

    def find_stop(self, id: str) -> int | None:
        """The row of that stop."""
        return next(iter(self._stop_rows.get(id, ())), None)

    def find_route(self, id: str) -> int | None:
        """The row of that line."""
        return next(iter(self._route_rows.get(id, ())), None)

    def find_agency(self, id: str) -> int | None:
        """The row of that agency."""
        return self.agencies.index(id) if id in self.agencies else None

    def find_trips(self, id: str) -> Sequence[int]:
        """The rows of that trip: none, one, or all departures of one that repeats."""
        rows = self._trip_rows.get(id)
        if rows is not None:
            return rows
        trip, mark, start = id.rpartition(_START_MARK)
        if not mark:
            return []
        return [row for row in self.find_trips(trip) if tell_start(self.timetable, row) == start]

    def repeats(self, trip: int) -> bool:
        """Whether other departures have the same trip_id, so that the start must be told too."""
        return (
            int(self.timetable.trips.headway_s[trip]) > 0
            or len(self._trip_rows[self.trips[trip]]) > 1
        )

    def name_run(self, trip: int) -> str:
        """What means exactly this row of the trips."""
        id = self.trips[trip]
        if len(self._trip_rows[id]) == 1:
            return id
        return f"{id}{_START_MARK}{tell_start(self.timetable, trip)}"

    def _publish(self, ids: Iterable[str], feeds: Sequence[int]) -> Sequence[str]:
        plain = list(ids)
        if len(self.timetable.feed_ids) == 1:
            return plain
        used: dict[str, set[int]] = defaultdict(set)
        for id, feed in zip(plain, feeds, strict=True):
            used[id].add(feed)
        names = self.timetable.feed_ids
        return [
            id if len(used[id]) == 1 else f"{names[feed]}:{id}"
            for id, feed in zip(plain, feeds, strict=True)
        ]


def _index(ids: Iterable[str]) -> Rows:
    rows: Rows = {}
    for row, id in enumerate(ids):
        rows.setdefault(id, []).append(row)
    return rows
