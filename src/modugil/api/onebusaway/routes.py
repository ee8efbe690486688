"""Lines: one, those of an agency, those around a place, and by name."""

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import wrong

AROUND_M, SEARCHED_M = 500.0, 10_000.0
MOST_LINES, DEFAULT_LINES = 250, 50
DEFAULT_FOUND, MOST_FOUND = 20, 250


def route(ask: Ask) -> bytes:
    """One line."""
    row = ask.find("route")
    refs = ask.region.references()
    refs.agencies.add(ask.region.ids.agency_of_route[row])
    return ask.tell_one(ask.region.records.route(row), refs)


def routes_for_agency(ask: Ask) -> bytes:
    """Every line of the agency."""
    agency, region = ask.find_agency(), ask.region
    refs = region.references()
    refs.agencies.add(agency)
    return ask.tell_list([region.records.route(row) for row in _rows(ask, agency)], refs)


def route_ids_for_agency(ask: Ask) -> bytes:
    """Their ids."""
    rows = _rows(ask, ask.find_agency())
    return ask.tell_list([ask.region.ids.routes[row] for row in rows], ask.region.references())


def routes_for_location(ask: Ask) -> bytes:
    """The lines that call around a place; with `query` those of that number or name."""
    region, words = ask.region, ask.words
    wanted = words.text("query")
    area = words.area(radius_m=SEARCHED_M if wanted else AROUND_M)
    most = words.whole("maxCount", default=DEFAULT_LINES, low=1, high=MOST_LINES)
    found: dict[int, None] = {}
    for stop, _ in region.field.find(area):
        found.update(dict.fromkeys(region.stop_lines.routes(stop)))
    rows = list(found)
    if wanted:
        named = region.names.find_lines(wanted)
        rows = [row for row in named if row in found]
    return _tell(ask, rows, most=most, out_of_range=not region.covers(area))


def search_route(ask: Ask) -> bytes:
    """Lines by a part of their number or name, the best fit first."""
    rows = list(ask.region.names.find_lines(_read_input(ask)))
    return _tell(ask, rows, most=_read_most(ask), out_of_range=False)


def search_stop(ask: Ask) -> bytes:
    """Stops that are served, by a part of their name, code or id, the best fit first."""
    region = ask.region
    served = set(region.field.rows.tolist())
    rows = [row for row in region.names.find_stops(_read_input(ask)) if row in served]
    most = _read_most(ask)
    refs = region.references()
    refs.beside(rows[:most])
    return ask.tell_list(
        [region.records.stop(row) for row in rows[:most]],
        refs,
        limit_exceeded=len(rows) > most,
        out_of_range=False,
    )


def _read_input(ask: Ask) -> str:
    wanted = ask.words.text("input")
    if not wanted:
        raise wrong("input", "missingRequiredField")
    return wanted


def _read_most(ask: Ask) -> int:
    return ask.words.whole("maxCount", default=DEFAULT_FOUND, low=1, high=MOST_FOUND)


def _tell(ask: Ask, rows: list[int], *, most: int, out_of_range: bool) -> bytes:
    region = ask.region
    refs = region.references()
    refs.agencies.update(region.ids.agency_of_route[row] for row in rows[:most])
    return ask.tell_list(
        [region.records.route(row) for row in rows[:most]],
        refs,
        limit_exceeded=len(rows) > most,
        out_of_range=out_of_range,
    )


def _rows(ask: Ask, agency: int) -> list[int]:
    of_route = ask.region.ids.agency_of_route
    return [row for row, one in enumerate(of_route) if one == agency]
