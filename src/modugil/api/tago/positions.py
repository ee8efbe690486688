"""BusLcInfoInqireService: where the buses of a line are, and when that was measured."""

import numpy as np

from modugil.answers.finding.lines import line_word, pattern_stops
from modugil.api.tago.envelope import Item
from modugil.api.tago.facts import LINE_KINDS, ORDINARY_LINE
from modugil.api.tago.query import TagoQuery
from modugil.live.snapshot.vehicle_state import VehicleState


def list_positions(query: TagoQuery) -> list[Item]:
    """Every bus of the line `routeId` whose position is not stale, in the order of the way."""
    in_city, route = query.is_of_city(), query.find_route(query.get("routeId"))
    snapshot = query.sight.snapshot
    if not in_city or route is None or snapshot is None:
        return []
    trips = set(np.flatnonzero(query.timetable.trips.route == route).tolist())
    states = [
        one
        for one in snapshot.list_vehicles()
        if one.run is not None and one.run.trip in trips and not one.is_stale(query.sight.now)
    ]
    states.sort(key=lambda one: (one.last_position or 0, one.along_m or 0.0, one.vehicle))
    return [_item(query, route, one) for one in states]


def list_positions_at_stop(query: TagoQuery) -> list[Item]:
    """Those of them whose last stop is `nodeId`."""
    node_id = query.get("nodeId")
    return [one for one in list_positions(query) if one["nodeid"] == node_id]


def _item(query: TagoQuery, route: int, state: VehicleState) -> Item:
    assert state.run is not None
    timetable, stops = query.timetable, pattern_stops(query.timetable, state.run.trip)
    position = int(np.clip(state.last_position or 0, 0, len(stops) - 1))
    stop = int(stops[position])
    return {
        "gpslati": round(state.at.lat, 7),
        "gpslong": round(state.at.lon, 7),
        "nodeid": query.node_id(stop),
        "nodenm": timetable.stops.names.get(stop, language="ko"),
        "nodeord": position + 1,
        "routenm": line_word(timetable, route, language="ko"),
        "routetp": LINE_KINDS.get(int(timetable.lines.type[route]), ORDINARY_LINE),
        "vehicleno": state.vehicle.rpartition("/")[2],
        "measuretime": query.time(state.fix_time),
    }
