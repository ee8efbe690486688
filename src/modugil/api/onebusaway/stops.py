"""Stops: one, those of an agency, those around a place, those of a line."""

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.polylines import encode_shape, encode_stops
from modugil.api.onebusaway.structs import Polyline, Told

AROUND_M, SEARCHED_M = 500.0, 10_000.0
MOST_STOPS, DEFAULT_STOPS = 250, 100
_TOWARDS = "destination"


class GroupName(Told, kw_only=True):
    """What a group of stops is called."""

    name: str
    names: list[str]
    type: str = _TOWARDS


class StopGroup(Told, kw_only=True):
    """The stops of one direction in order."""

    id: str
    name: GroupName
    polylines: list[Polyline]
    stop_ids: list[str]


class DirectionGroup(StopGroup, kw_only=True):
    """A direction; the first also lists all of them, as some clients look for them there."""

    type: str = "direction"
    ordered: bool = True
    stop_groups: list[StopGroup]


class LineStops(Told, kw_only=True):
    """The stops of a line, each once, and by direction."""

    route_id: str
    stop_ids: list[str]
    stop_groupings: list[DirectionGroup]
    polylines: list[Polyline]


def stop(ask: Ask) -> bytes:
    """One stop, station or entrance."""
    row = ask.find("stop")
    refs = ask.region.references()
    refs.beside([row])
    return ask.tell_one(ask.region.records.stop(row), refs)


def stops_for_location(ask: Ask) -> bytes:
    """The stops around a place, the nearest first; with `query` those of that name, code or id."""
    region, words = ask.region, ask.words
    wanted = words.text("query")
    area = words.area(radius_m=SEARCHED_M if wanted else AROUND_M)
    most = words.whole("maxCount", default=DEFAULT_STOPS, low=1, high=MOST_STOPS)
    rows = [row for row, _ in region.field.find(area)]
    if wanted:
        named = region.names.find_stops(wanted)
        rows = [row for row in rows if row in named]
    refs = region.references()
    refs.beside(rows[:most])
    return ask.tell_list(
        [region.records.stop(row) for row in rows[:most]],
        refs,
        limit_exceeded=len(rows) > most,
        out_of_range=not region.covers(area),
    )


def stops_for_agency(ask: Ask) -> bytes:
    """Every stop that a line of the agency serves."""
    region, rows = ask.region, _rows_of_agency(ask)
    refs = region.references()
    refs.beside(rows)
    return ask.tell_list([region.records.stop(row) for row in rows], refs, out_of_range=False)


def stop_ids_for_agency(ask: Ask) -> bytes:
    """Their ids."""
    ids = ask.region.ids.stops
    return ask.tell_list([ids[row] for row in _rows_of_agency(ask)], ask.region.references())


def stops_for_route(ask: Ask) -> bytes:
    """The stops of a line: all, and by direction in the order of its longest way."""
    region, route = ask.region, ask.find("route")
    ask.words.instant("time", now=ask.now, zone=region.zone)
    draws = ask.words.flag("includePolylines", default=True)
    directions = region.line_ways.directions(route)
    groups = []
    for one in directions:
        names = [name for name in one.headsigns if name]
        groups.append(
            StopGroup(
                id=one.id,
                name=GroupName(name=names[0] if names else "", names=names),
                polylines=[_draw(ask, one.trip)] if draws else [],
                stop_ids=[region.ids.stops[row] for row in one.stops],
            )
        )
    every = list(dict.fromkeys(row for one in directions for row in one.stops))
    refs = region.references()
    refs.routes.add(route)
    refs.stops.update(every)
    entry = LineStops(
        route_id=region.ids.routes[route],
        stop_ids=[region.ids.stops[row] for row in every],
        stop_groupings=[
            DirectionGroup(
                id=one.id,
                name=one.name,
                polylines=one.polylines,
                stop_ids=one.stop_ids,
                stop_groups=groups if at == 0 else [],
            )
            for at, one in enumerate(groups)
        ],
        polylines=[line for one in groups for line in one.polylines],
    )
    return ask.tell_one(entry, refs)


def _draw(ask: Ask, trip: int) -> Polyline:
    timetable = ask.region.timetable
    shape = int(timetable.trips.shape[trip])
    if shape >= 0:
        return encode_shape(timetable, shape)
    return encode_stops(timetable, ask.region.arrivals.plans.get(trip).way.stops)


def _rows_of_agency(ask: Ask) -> list[int]:
    region, agency = ask.region, ask.find_agency()
    of_route = region.ids.agency_of_route
    return [
        row
        for row in region.field.rows.tolist()
        if any(of_route[route] == agency for route in region.stop_lines.routes(row))
    ]
