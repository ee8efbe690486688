"""Lines by the ids of their feeds, and what stands on each in a list."""

import numpy as np

from modugil.answers.boards.sight import Sight
from modugil.answers.finding.lines import line_word, vehicle_word
from modugil.answers.lines.line import LineCard
from modugil.core.errors import LineNotFound
from modugil.region.timetable import Timetable

MOST_ENDS = 2


def find_route(timetable: Timetable, line: str) -> int:
    """The row of the line: its route id, FEED:ID where feeds clash.

    Errors:  LineNotFound if there is none, or several.
    """
    rows = [row for row, id in enumerate(timetable.lines.id) if id == line]
    if len(rows) > 1:
        raise LineNotFound(
            f"The line {line[:60]!r} exists in several feeds.",
            allowed=f"Begin it with {', '.join(f'{_feed_of(timetable, row)}:' for row in rows)}.",
        )
    if not rows:
        feed, _, own = line.partition(":")
        rows = [
            row
            for row, id in enumerate(timetable.lines.id)
            if id == own and _feed_of(timetable, row) == feed
        ]
    if not rows:
        raise LineNotFound(
            f"There is no line {line[:60]!r} in this region.",
            allowed="Give the feed's own route id; /api/v1/lines has them all.",
        )
    return rows[0]


def line_id(timetable: Timetable, route: int) -> str:
    """The id by which the line can be asked for again."""
    id = timetable.lines.id[route]
    clashes = sum(other == id for other in timetable.lines.id) > 1 if _several(timetable) else False
    return f"{_feed_of(timetable, route)}:{id}" if clashes else id


def tell_line_card(sight: Sight, route: int, *, runs_today: int, buses: int | None) -> LineCard:
    """The line as a list shows it."""
    timetable, language = sight.timetable, sight.language
    lines = timetable.lines
    agency = int(lines.agency[route])
    return LineCard(
        id=line_id(timetable, route),
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
    texts = (trips.headsigns.get(sign, language=sight.language) for sign in ordered if sign >= 0)
    return list(dict.fromkeys(filter(None, texts)))[:MOST_ENDS]


def _several(timetable: Timetable) -> bool:
    return len(timetable.feed_ids) > 1


def _feed_of(timetable: Timetable, route: int) -> str:
    return str(timetable.feed_ids[timetable.lines.feed[route]])
