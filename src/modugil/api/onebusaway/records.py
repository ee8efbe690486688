"""Agencies, lines, stops and trips as JSON: each written once and kept, as it never changes."""

import msgspec
from msgspec import Raw

from modugil.answers.arrivals.stop_lines import StopLines
from modugil.api.onebusaway.ids import Ids
from modugil.api.onebusaway.structs import Agency, Route, Stop, Trip
from modugil.core.access import Access
from modugil.region.timetable import Timetable

KEPT_TRIPS = 50_000
_ACCESS = {Access.YES: "ACCESSIBLE", Access.NO: "NOT_ACCESSIBLE"}
_encode = msgspec.json.Encoder().encode


class Records:
    """Everything of one region that answers refer to."""

    def __init__(self, timetable: Timetable, ids: Ids, stop_lines: StopLines) -> None:
        """Write nothing before it is asked for."""
        self._timetable = timetable
        self._ids = ids
        self._lines_of = stop_lines
        self._agencies: dict[int, Raw] = {}
        self._routes: dict[int, Raw] = {}
        self._stops: dict[int, Raw] = {}
        self._trips: dict[int, Raw] = {}

    def agency(self, row: int) -> Raw:
        """That agency."""
        found = self._agencies.get(row)
        if found is None:
            found = self._agencies[row] = Raw(_encode(self._build_agency(row)))
        return found

    def route(self, row: int) -> Raw:
        """That line."""
        found = self._routes.get(row)
        if found is None:
            found = self._routes[row] = Raw(_encode(self._build_route(row)))
        return found

    def stop(self, row: int) -> Raw:
        """That stop."""
        found = self._stops.get(row)
        if found is None:
            found = self._stops[row] = Raw(_encode(self._build_stop(row)))
        return found

    def trip(self, row: int) -> Raw:
        """That trip."""
        found = self._trips.get(row)
        if found is None:
            if len(self._trips) >= KEPT_TRIPS:
                self._trips = {}
            found = self._trips[row] = Raw(_encode(self._build_trip(row)))
        return found

    def headsign(self, trip: int) -> str:
        """What the vehicle of that trip shows, "" where the feed tells nothing."""
        row = int(self._timetable.trips.headsign[trip])
        return self._timetable.trips.headsigns.get(row) if row >= 0 else ""

    def short_name(self, route: int) -> str:
        """The number of the line, "" without one."""
        return self._timetable.lines.short_names.get(route)

    def long_name(self, route: int) -> str:
        """The name of the line, "" without one."""
        return self._timetable.lines.long_names.get(route)

    def _build_agency(self, row: int) -> Agency:
        lines = self._timetable.lines
        id = self._ids.agencies[row]
        if row >= len(lines.agency_ids):
            return Agency(
                id=id, name=id, url="", timezone=self._timetable.time_zone, lang="", phone=""
            )
        return Agency(
            id=id,
            name=lines.agency_names.get(row) or id,
            url=lines.agency_urls[row],
            timezone=self._timetable.time_zone,
            lang=lines.agency_languages[row],
            phone=lines.agency_phones[row],
        )

    def _build_route(self, row: int) -> Route:
        lines = self._timetable.lines
        short, long = lines.short_names.get(row), lines.long_names.get(row)
        return Route(
            id=self._ids.routes[row],
            agency_id=self._ids.agencies[self._ids.agency_of_route[row]],
            short_name=short,
            long_name=long,
            null_safe_short_name=short,
            description=long,
            type=int(lines.type[row]),
            url="",
            color=lines.color[row],
            text_color=lines.text_color[row],
        )

    def _build_stop(self, row: int) -> Stop:
        stops, parent = self._timetable.stops, int(self._timetable.stops.parent[row])
        routes = [self._ids.routes[route] for route in self._lines_of.routes(row)]
        return Stop(
            id=self._ids.stops[row],
            code=stops.code[row] or stops.id[row],
            name=stops.names.get(row) or stops.id[row],
            lat=round(float(stops.lat[row]), 7),
            lon=round(float(stops.lon[row]), 7),
            direction=self._lines_of.direction(row),
            location_type=int(stops.location_type[row]),
            parent=self._ids.stops[parent] if parent >= 0 else "",
            route_ids=routes,
            static_route_ids=routes,
            wheelchair_boarding=_ACCESS.get(Access(int(stops.wheelchair[row])), "UNKNOWN"),
        )

    def _build_trip(self, row: int) -> Trip:
        trips, ids = self._timetable.trips, self._ids
        route, direction = int(trips.route[row]), int(trips.direction[row])
        block, shape = int(trips.block[row]), int(trips.shape[row])
        return Trip(
            id=ids.trips[row],
            route_id=ids.routes[route],
            service_id=ids.services[int(trips.service[row])],
            block_id=ids.blocks[block] if block >= 0 else "",
            direction_id=str(direction) if direction <= 1 else "",
            route_short_name=self.short_name(route),
            shape_id=ids.shapes[shape] if shape >= 0 else "",
            time_zone=self._timetable.time_zone,
            trip_headsign=self.headsign(row),
        )
