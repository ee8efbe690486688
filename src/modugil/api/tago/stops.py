"""BusSttnInfoInqireService: stops by name, by number, by place, and the lines that serve one."""

import numpy as np

from modugil.answers.routes.route_ways import list_route_ways
from modugil.api.tago.envelope import GatewayFault, Item, Refused
from modugil.api.tago.facts import ends_item, line_item, stop_item
from modugil.api.tago.query import TagoQuery
from modugil.core.geo import metres_per_degree
from modugil.region.vocabulary import LocationType

NEAR_M = 500.0


def list_stops(query: TagoQuery) -> list[Item]:
    """The stops whose name holds `nodeNm` and whose number is `nodeNo`; all without them."""
    if not query.is_of_city():
        return []
    stops = query.timetable.stops
    name, number = (query.words.get(word, "").strip() for word in ("nodeNm", "nodeNo"))
    return [
        stop_item(query, row)
        for row in np.flatnonzero(stops.location_type == LocationType.STOP).tolist()
        if name in stops.names.get(row, language="ko") and number in ("", stops.code[row])
    ]


def list_stops_near(query: TagoQuery) -> list[Item]:
    """The stops within 500 m of `gpsLati` and `gpsLong`, the nearest first."""
    try:
        lat, lon = float(query.get("gpsLati")), float(query.get("gpsLong"))
    except ValueError as cause:
        raise Refused(GatewayFault.INVALID_REQUEST_PARAMETER_ERROR) from cause
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise Refused(GatewayFault.INVALID_REQUEST_PARAMETER_ERROR)
    stops = query.timetable.stops
    per_lat, per_lon = metres_per_degree(lat)
    away_m = np.hypot((stops.lat - lat) * per_lat, (stops.lon - lon) * per_lon)
    rows = np.flatnonzero((away_m <= NEAR_M) & (stops.location_type == LocationType.STOP))
    city: Item = {"citycode": query.numbers.city_code}
    return [city | stop_item(query, row) for row in rows[np.argsort(away_m[rows])].tolist()]


def list_lines_at_stop(query: TagoQuery) -> list[Item]:
    """The lines that serve the stop `nodeid`, which is written in small letters here.

    `nodeId` is passed over without a word, so who writes it gets no item.
    """
    in_city, stop = query.is_of_city(), query.find_stop(query.words.get("nodeid", ""))
    if not in_city or stop is None:
        return []
    patterns, trips = query.timetable.patterns, query.timetable.trips
    first, end = patterns.at_stop_start[stop : stop + 2].tolist()
    served = patterns.at_stop_pattern[first:end]
    routes = np.unique(trips.route[patterns.trip_start[served]])
    return [
        line_item(query, route) | ends_item(query, list_route_ways(query.timetable, route))
        for route in routes.tolist()
    ]


def list_cities(query: TagoQuery) -> list[Item]:
    """The one city of this region; none where the national API does not know it."""
    if not query.numbers.city_code:
        return []
    names = query.desk.manifest.names
    name = names.get("ko") or next(iter(names.values()))
    return [{"citycode": query.numbers.city_code, "cityname": name}]
