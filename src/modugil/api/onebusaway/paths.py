"""Every path of the OneBusAway API, and who answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from modugil.api.onebusaway import (
    agencies,
    arrivals,
    blocks,
    reports,
    routes,
    schedules,
    stops,
    trips,
    vehicles,
)
from modugil.api.onebusaway.ask import Ask

Handler = Callable[[Ask], bytes]


@dataclass(frozen=True, slots=True)
class Path:
    """One path. `about` tells that an id follows it; `long` that others must not wait for it."""

    answer: Handler
    about: bool = True
    long: bool = False
    shared: bool = False
    """Whether everybody who asks the same within a second is told the same bytes."""


PATHS: Mapping[str, Path] = {
    "agencies-with-coverage": Path(agencies.agencies_with_coverage, about=False),
    "agency": Path(agencies.agency),
    "arrival-and-departure-for-stop": Path(arrivals.arrival_for_stop),
    "arrivals-and-departures-for-location": Path(
        arrivals.arrivals_for_location, about=False, long=True
    ),
    "arrivals-and-departures-for-stop": Path(arrivals.arrivals_for_stop),
    "block": Path(blocks.block, long=True),
    "config": Path(agencies.config, about=False),
    "current-time": Path(agencies.current_time, about=False),
    "report-problem-with-stop": Path(reports.report_stop, long=True),
    "report-problem-with-trip": Path(reports.report_trip, long=True),
    "route": Path(routes.route),
    "route-ids-for-agency": Path(routes.route_ids_for_agency),
    "routes-for-agency": Path(routes.routes_for_agency),
    "routes-for-location": Path(routes.routes_for_location, about=False),
    "schedule-for-route": Path(schedules.schedule_for_route, long=True),
    "schedule-for-stop": Path(schedules.schedule_for_stop, long=True),
    "search/route": Path(routes.search_route, about=False, long=True),
    "search/stop": Path(routes.search_stop, about=False, long=True),
    "shape": Path(blocks.shape),
    "stop": Path(stops.stop),
    "stop-ids-for-agency": Path(stops.stop_ids_for_agency, long=True),
    "stops-for-agency": Path(stops.stops_for_agency, long=True),
    "stops-for-location": Path(stops.stops_for_location, about=False),
    "stops-for-route": Path(stops.stops_for_route, long=True),
    "trip": Path(trips.trip),
    "trip-details": Path(trips.trip_details),
    "trip-for-vehicle": Path(trips.trip_for_vehicle),
    "trips-for-location": Path(trips.trips_for_location, about=False, long=True),
    "trips-for-route": Path(trips.trips_for_route, long=True),
    "vehicles-for-agency": Path(vehicles.vehicles_for_agency, long=True, shared=True),
}
"""Those about a place or a text take no id."""
_JSON = ".json"


def find_path(address: str) -> tuple[str, str] | None:
    """The name of a path and the id in it, of what follows `/api/where/`; None for no such path."""
    if not address.endswith(_JSON):
        return None
    asked = address.removesuffix(_JSON)
    path = PATHS.get(asked)
    if path is not None:
        return None if path.about else (asked, "")
    name, slash, id = asked.partition("/")
    path = PATHS.get(name)
    return (name, id) if path is not None and path.about and slash and id else None
