"""Ids as OneBusAway writes them, `<agency>_<id>`, and the rows they mean.

Clients take what stands before the first `_` for the agency. So an agency's own `_` is written as
`-`; an agency without an id is called as its feed, and one whose id another feed has too,
`<feed>:<id>`. What the feed itself says (`A_B_17`) is understood too, where no other has that id.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]


class Ids:
    """The ids of one region."""

    def __init__(self, timetable: Timetable) -> None:
        """Name every agency, line, stop and trip."""
        lines, trips, stops = timetable.lines, timetable.trips, timetable.stops
        self.agencies = name_agencies(timetable)
        self._own = list(lines.agency_ids) or self.agencies
        self.agency_of_feed = _first_of_feeds(lines.agency_feed.tolist(), len(timetable.feed_ids))
        self.agency_of_route = [
            agency if agency >= 0 else self.agency_of_feed[feed]
            for agency, feed in zip(lines.agency.tolist(), lines.feed.tolist(), strict=True)
        ]
        route_agency = np.array(self.agency_of_route, np.int32)
        of_trip = route_agency[trips.route].tolist() if len(trips.id) else []
        self.route_of_trip: list[int] = trips.route.tolist()
        of_stop = [self.agency_of_feed[feed] for feed in stops.feed.tolist()]
        self.agency_of_stop = of_stop
        self.routes = self._names(lines.id, self.agency_of_route)
        self.stops = self._names(stops.id, of_stop)
        self.trips = self._names(trips.id, of_trip)
        of_service = [self.agency_of_feed[feed] for feed in timetable.services.feed.tolist()]
        self.services = self._names(timetable.services.id, of_service)
        of_block = _agency_of_used(trips.block, of_trip, len(trips.block_ids))
        self.blocks = self._names(trips.block_ids, of_block)
        of_shape = _agency_of_used(trips.shape, of_trip, len(timetable.shapes.id))
        self.shapes = self._names(timetable.shapes.id, of_shape)
        self._rows = {
            "route": self._index(self.routes, lines.id, self.agency_of_route),
            "stop": self._index(self.stops, stops.id, of_stop),
            "trip": self._index(self.trips, trips.id, of_trip),
            "block": self._index(self.blocks, trips.block_ids, None),
            "shape": self._index(self.shapes, timetable.shapes.id, None),
        }
        self._repeated = _find_repeated(self.trips)
        self._agency_rows = {own: row for row, own in reversed(list(enumerate(self._own)))}
        self._agency_rows |= {key: row for row, key in enumerate(self.agencies)}

    def find_agency(self, id: str) -> int | None:
        """The row of that agency."""
        return self._agency_rows.get(id)

    def find(self, kind: str, id: str) -> int | None:
        """The row of that route, stop, trip, block or shape; of a trip that repeats, its first."""
        return self._rows[kind].get(id)

    def list_trips(self, id: str) -> Sequence[int]:
        """The rows of that trip: none, one, or every departure of one that repeats."""
        row = self.find("trip", id)
        if row is None:
            return ()
        return self._repeated.get(self.trips[row], (row,))

    def vehicle(self, vehicle: str, agency: int) -> str:
        """The id of a vehicle (`<operator>/<vehicle>`); a slash would end a part of an address."""
        return f"{self.agencies[agency]}_{vehicle.replace('/', ':', 1)}"

    def read_vehicle(self, id: str) -> str:
        """The vehicle that an id means, as `<operator>/<vehicle>`."""
        own = id.partition("_")[2]
        return own if "/" in own else own.replace(":", "/", 1)

    def _names(self, own: Iterable[str], agencies: Sequence[int]) -> list[str]:
        keys = self.agencies
        return [f"{keys[agency]}_{id}" for id, agency in zip(own, agencies, strict=True)]

    def _index(
        self, names: Sequence[str], own: Iterable[str], agencies: Sequence[int] | None
    ) -> dict[str, int]:
        """Rows by id, of equals the first; and by what the feed says where that differs."""
        rows: dict[str, int] = {}
        if agencies is not None and any("_" in one for one in self._own):
            written = [
                f"{self._own[agency]}_{id}" for id, agency in zip(own, agencies, strict=True)
            ]
            rows.update(zip(reversed(written), range(len(written) - 1, -1, -1), strict=True))
        rows.update(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
        return rows


def name_agencies(timetable: Timetable) -> list[str]:
    """What stands before the `_`, one for each agency, all different."""
    lines, feeds = timetable.lines, timetable.feed_ids
    names: list[str] = []
    for row in range(len(lines.agency_ids)):
        feed = feeds[int(lines.agency_feed[row])].replace("_", "-")
        name = lines.agency_ids[row].replace("_", "-") or feed
        if name in names:
            name = f"{feed}:{name}"
        while name in names:
            name += "-2"
        names.append(name)
    return names or [feeds[0].replace("_", "-")]


def _first_of_feeds(feed_of_agency: list[int], feeds: int) -> list[int]:
    return [feed_of_agency.index(feed) if feed in feed_of_agency else 0 for feed in range(feeds)]


def _agency_of_used(used: I32, agency_of_trip: list[int], count: int) -> list[int]:
    """The agency of each thing that trips share: that of one of them."""
    found = np.zeros(count, np.int32)
    told = used >= 0
    found[used[told]] = np.array(agency_of_trip, np.int32)[told]
    return list(found.tolist())


def _find_repeated(names: Sequence[str]) -> dict[str, list[int]]:
    """Rows of those that are there more than once."""
    if len(set(names)) == len(names):
        return {}
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name, []).append(row)
    return {name: found for name, found in rows.items() if len(found) > 1}
