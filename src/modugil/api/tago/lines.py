"""BusRouteInfoInqireService: the lines, where they go, when and how often."""

from collections.abc import Sequence

from modugil.answers.finding.lines import line_word
from modugil.answers.routes.route_ways import list_route_ways
from modugil.api.tago.envelope import Item, MadeWhenShown
from modugil.api.tago.facts import headways_item, route_item, stop_item
from modugil.api.tago.query import TagoQuery


def list_lines(query: TagoQuery) -> Sequence[Item]:
    """The lines whose number begins with `routeNo`; all without it."""
    if not query.is_of_city():
        return []
    timetable, wanted = query.timetable, query.words.get("routeNo", "").strip()
    numbers = (line_word(timetable, row, language="ko") for row in range(len(timetable.lines.id)))
    rows = [row for row, number in enumerate(numbers) if number.startswith(wanted)]
    return MadeWhenShown(rows, lambda row: route_item(query, row))


def list_line_stops(query: TagoQuery) -> list[Item]:
    """The stops of the line `routeId` in order, there (0) and back (1)."""
    in_city, route = query.is_of_city(), query.find_route(query.get("routeId"))
    if not in_city or route is None:
        return []
    items: list[Item] = []
    for way in list_route_ways(query.timetable, route):
        for stop in way.stops.tolist():
            order: Item = {"nodeord": len(items) + 1}
            items.append(
                stop_item(query, stop)
                | order
                | {"routeid": query.route_id(route), "updowncd": way.direction}
            )
    return items


def get_line(query: TagoQuery) -> list[Item]:
    """The line `routeId` with its headways; none where it is not known."""
    in_city, route = query.is_of_city(), query.find_route(query.get("routeId"))
    if not in_city or route is None:
        return []
    return [route_item(query, route) | headways_item(query, route)]
