"""ArvlInfoInqireService: which buses come to a stop, in seconds and stops."""

from datetime import datetime

from modugil.answers.boards.board import Departure
from modugil.api.tago.envelope import Item
from modugil.api.tago.facts import LOW_FLOOR, ORDINARY, line_item
from modugil.api.tago.query import TagoQuery

FOLLOWED = ("live", "standing")
WITHIN_MIN = 120


def list_arrivals(query: TagoQuery) -> list[Item]:
    """Every bus that is followed and on its way to the stop `nodeId`, the soonest first."""
    return _list(query, route_id="")


def list_arrivals_of_route(query: TagoQuery) -> list[Item]:
    """The same of the line `routeId` only."""
    return _list(query, route_id=query.get("routeId"))


def _list(query: TagoQuery, *, route_id: str) -> list[Item]:
    in_city, node_id = query.is_of_city(), query.get("nodeId")
    stop = query.find_stop(node_id)
    if not in_city or stop is None:
        return []
    place = query.sight.finder.stop_at(stop, language="ko").place
    board = query.desk.boards.show_board(
        place.ref, now=query.sight.now, language="ko", minutes=WITHIN_MIN, low_floor_only=False
    )
    lines = {id: row for row, id in enumerate(query.timetable.lines.id)}
    items = [
        _item(query, stop, lines[row.route_id], row)
        for row in board.departures
        if row.state in FOLLOWED
    ]
    return [one for one in items if route_id in ("", one["routeid"])]


def _item(query: TagoQuery, stop: int, route: int, row: Departure) -> Item:
    expected = datetime.fromisoformat(row.expected)
    return {
        "arrprevstationcnt": row.stops_away or 0,
        "arrtime": max(0, round((expected - query.sight.now).total_seconds())),
        "nodeid": query.node_id(stop),
        "nodenm": query.timetable.stops.names.get(stop, language="ko"),
        **line_item(query, route),
        "vehicletp": LOW_FLOOR if row.low_floor == "yes" else ORDINARY,
        "measuretime": row.as_of,
    }
