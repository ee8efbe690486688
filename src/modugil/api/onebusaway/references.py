"""What an answer names, told once in its `references`: what has an id in it can be found there."""

from collections.abc import Iterable

from msgspec import Raw

from modugil.answers.arrivals.stop_lines import StopLines
from modugil.api.onebusaway.ids import Ids
from modugil.api.onebusaway.records import Records
from modugil.api.onebusaway.situations import Situations

NOTHING = Raw(b'{"agencies":[],"routes":[],"situations":[],"stopTimes":[],"stops":[],"trips":[]}')


class References:
    """Rows that an answer names; a trip brings its line, a stop its lines, a line its agency."""

    def __init__(self, records: Records, ids: Ids, stop_lines: StopLines) -> None:
        """Nothing is named yet."""
        self._records = records
        self._ids = ids
        self._stop_lines = stop_lines
        self.agencies: set[int] = set()
        self.routes: set[int] = set()
        self.stops: set[int] = set()
        self.trips: set[int] = set()
        self.situations: set[str] = set()

    def beside(self, stops: Iterable[int]) -> None:
        """What stops name that the answer itself tells: their lines, and the stations around."""
        for stop in stops:
            self.routes.update(self._stop_lines.routes(stop))
            parent = self._stop_lines.parent(stop)
            if parent >= 0 and parent not in self.stops:
                self.stops.add(parent)
                self.routes.update(self._stop_lines.routes(parent))

    def encode(self, situations: Situations) -> Raw:
        """All of them as JSON."""
        records, ids = self._records, self._ids
        routes = self.routes
        routes.update([ids.route_of_trip[row] for row in self.trips])
        self.beside(tuple(self.stops))
        agencies = self.agencies
        agencies.update(ids.agency_of_route[row] for row in routes)
        return Raw(
            b'{"agencies":[%b],"routes":[%b],"situations":[%b],"stopTimes":[],"stops":[%b],'
            b'"trips":[%b]}'
            % (
                b",".join([records.agency(row) for row in sorted(agencies)]),
                b",".join([records.route(row) for row in sorted(routes)]),
                b",".join(situations.encode(self.situations)),
                b",".join([records.stop(row) for row in sorted(self.stops)]),
                b",".join([records.trip(row) for row in sorted(self.trips)]),
            )
        )
