"""ArvlInfoInqireService: which buses come to a stop, in seconds and stops."""

from modugil.answers.boards.build_board import look_ahead
from modugil.answers.boards.look_at_call import CallNow
from modugil.answers.boards.tell_departure import call_access, stops_away
from modugil.api.tago.envelope import Item
from modugil.api.tago.facts import LOW_FLOOR, ORDINARY, line_item
from modugil.api.tago.query import TagoQuery
from modugil.core.access import Access

FOLLOWED = ("live", "standing")
"""Who waits at its first stop beyond its time is left out: its seconds would stand still."""
WITHIN_MIN = 120


def list_arrivals(query: TagoQuery) -> list[Item]:
    """Every bus that is followed and on its way to the stop `nodeId`, the soonest first."""
    return _list(query, route_id="")


def list_arrivals_of_route(query: TagoQuery) -> list[Item]:
    """The same of the line `routeId` only."""
    return _list(query, route_id=query.get("routeId"))


def _list(query: TagoQuery, *, route_id: str) -> list[Item]:
    in_city, stop = query.is_of_city(), query.find_stop(query.get("nodeId"))
    if not in_city or stop is None:
        return []
    sight = query.sight
    stops = sight.finder.stop_at(stop, language=sight.language).stops
    found = look_ahead(sight, stops, minutes=WITHIN_MIN, calls_of=query.desk.boards.calls_of)
    items = [_item(query, stop, one) for one in found if one.state in FOLLOWED]
    return [one for one in items if route_id in ("", one["routeid"])]


def _item(query: TagoQuery, stop: int, now: CallNow) -> Item:
    sight, route = query.sight, int(query.timetable.trips.route[now.call.run.trip])
    low_floor = call_access(sight, now) is Access.YES
    return {
        "arrprevstationcnt": stops_away(now) or 0,
        "arrtime": max(0, round((now.expected - sight.now).total_seconds())),
        "nodeid": query.node_id(stop),
        "nodenm": query.timetable.stops.names.get(stop, language="ko"),
        **line_item(query, route),
        "vehicletp": LOW_FLOOR if low_floor else ORDINARY,
        "measuretime": sight.time(now.heard),
    }
