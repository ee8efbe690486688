"""Stops, lines and vehicles as TAGO writes them."""

from datetime import date, timedelta

from modugil.answers.finding.lines import line_word
from modugil.answers.routes.route_ways import RouteWay, find_route_day, list_route_ways
from modugil.api.tago.envelope import Item
from modugil.api.tago.query import TagoQuery
from modugil.core.time import local_day

LOW_FLOOR, ORDINARY = "저상버스", "일반차량"
"""`vehicletp` is free text; clients look for 저상 in it."""
ORDINARY_LINE = "일반버스"
LINE_KINDS = {
    0: "노면전차",
    1: "지하철",
    2: "열차",
    4: "여객선",
    200: "시외버스",
    702: "급행버스",
    704: "지선버스",
    711: "셔틀버스",
    712: "통학버스",
    715: "수요응답버스",
}
"""`routetp` by GTFS route_type; any other is an ordinary bus."""
DAY_S = 86_400
SATURDAY, SUNDAY = 5, 6


def stop_item(query: TagoQuery, stop: int, *, number: bool = True) -> Item:
    """One stop; its number on the sign where it has one and `number` is wanted."""
    stops = query.timetable.stops
    item: Item = {
        "gpslati": round(float(stops.lat[stop]), 7),
        "gpslong": round(float(stops.lon[stop]), 7),
        "nodeid": query.node_id(stop),
        "nodenm": stops.names.get(stop, language="ko"),
    }
    if number and stops.code[stop]:
        item["nodeno"] = stops.code[stop]
    return item


def line_item(query: TagoQuery, route: int) -> Item:
    """One line by its number and kind."""
    lines = query.timetable.lines
    return {
        "routeid": query.route_id(route),
        "routeno": line_word(query.timetable, route, language="ko"),
        "routetp": LINE_KINDS.get(int(lines.type[route]), ORDINARY_LINE),
    }


def ends_item(query: TagoQuery, ways: list[RouteWay]) -> Item:
    """Where the line begins and ends, by its first direction."""
    if not ways:
        return {}
    names = query.timetable.stops.names
    first, last = int(ways[0].stops[0]), int(ways[0].stops[-1])
    return {
        "startnodenm": names.get(first, language="ko"),
        "endnodenm": names.get(last, language="ko"),
    }


def hours_item(query: TagoQuery, route: int) -> Item:
    """From when until when it drives today, HHMM; nothing where it does not."""
    told = find_route_day(query.timetable, route, day=_today(query))
    if told is None:
        return {}
    return {"startvehicletime": _hhmm(told.first_s), "endvehicletime": _hhmm(told.last_s)}


def headways_item(query: TagoQuery, route: int) -> Item:
    """Minutes between two departures on a weekday, a Saturday and a Sunday, where it drives."""
    item: Item = {}
    today = _today(query)
    for name, days in (
        ("intervaltime", range(SATURDAY)),
        ("intervalsattime", (SATURDAY,)),
        ("intervalsuntime", (SUNDAY,)),
    ):
        day = next(one for one in _days_from(today) if one.weekday() in days)
        told = find_route_day(query.timetable, route, day=day)
        if told is not None and told.headway_s is not None:
            item[name] = round(told.headway_s / 60)
    return item


def route_item(query: TagoQuery, route: int) -> Item:
    """One line with its ends and hours."""
    ways = list_route_ways(query.timetable, route)
    return {**line_item(query, route), **ends_item(query, ways), **hours_item(query, route)}


def _today(query: TagoQuery) -> date:
    return local_day(query.sight.now, zone=query.sight.zone)


def _days_from(day: date) -> list[date]:
    return [day + timedelta(days=ahead) for ahead in range(7)]


def _hhmm(second: int) -> str:
    """A time after midnight reads as that of the next day's clock."""
    minute = second % DAY_S // 60
    return f"{minute // 60:02}{minute % 60:02}"
