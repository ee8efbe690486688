"""Lines by the ids of their feeds, and what stands on each in a list."""

import numpy as np

from modugil.answers.boards.sight import Sight
from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.finding.lines import line_word, vehicle_word
from modugil.answers.lines.line import LineCard
from modugil.answers.wording import name_headsign
from modugil.core.errors import LineNotFound

MOST_ENDS = 2


def find_route(finder: EndpointFinder, line: str) -> int:
    """The row of the line: its route id, FEED:ID where feeds clash.

    Errors:  LineNotFound if there is none, or several.
    """
    timetable = finder.timetable
    if line in finder.line_ids:
        return finder.line_ids.index(line)
    own = line.partition(":")[2]
    clashing = [id for id in finder.line_ids if id.endswith(f":{line}")]
    if timetable is not None and own in finder.line_ids:
        row = finder.line_ids.index(own)
        if line == f"{timetable.feed_ids[timetable.lines.feed[row]]}:{own}":
            return row
    allowed = "Give the feed's own route id; /api/v1/lines has them all."
    if clashing:
        allowed = f"It exists in several feeds: {', '.join(clashing)}."
    raise LineNotFound(f"There is no line {line[:60]!r} in this region.", allowed=allowed)


def tell_line_card(sight: Sight, route: int, *, runs_today: int, buses: int | None) -> LineCard:
    """The line as a list shows it."""
    timetable, language = sight.timetable, sight.language
    lines = timetable.lines
    agency = int(lines.agency[route])
    return LineCard(
        id=sight.finder.line_ids[route],
        line=line_word(timetable, route, language=language),
        name=lines.long_names.get(route, language=language),
        kind=vehicle_word(int(lines.type[route])),
        color=lines.color[route],
        text_color=lines.text_color[route],
        agency=lines.agency_names.get(agency, language=language) if agency >= 0 else "",
        ends=_ends(sight, route),
        runs_today=runs_today,
        buses=buses,
    )


def _ends(sight: Sight, route: int) -> list[str]:
    """The headsigns of most runs."""
    trips = sight.timetable.trips
    signs, counts = np.unique(trips.headsign[trips.route == route], return_counts=True)
    ordered = signs[np.argsort(-counts, kind="stable")].tolist()
    language = sight.language
    texts = (
        name_headsign(trips.headsigns.get(sign, language=language), language=language)
        for sign in ordered
        if sign >= 0
    )
    return list(dict.fromkeys(filter(None, texts)))[:MOST_ENDS]
