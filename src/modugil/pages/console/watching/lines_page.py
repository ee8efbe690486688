"""How lines keep to the timetable, and how even the buses of a line follow each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.live.operations.told.adherence import AdherenceRow, DelayBin
from modugil.live.operations.told.headways import HeadwayKind, LineHeadways
from modugil.pages.console.visit import Visit, open_visit
from modugil.pages.console.watching.attention import say_pair
from modugil.pages.console.watching.room import get_room
from modugil.pages.console.watching.sorting import Key, sort_rows
from modugil.pages.console.watching.string_line import draw_string_lines
from modugil.pages.console.writing.lines import find_line, headsigns_of
from modugil.pages.reader import AnyRequest

MOST_DRAWN = 6
"""Lines drawn where none was asked for: the worst."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line in one direction: evenness now, punctuality today."""

    headways: LineHeadways
    adherence: AdherenceRow | None
    towards: str


KEYS: Mapping[str, Key[LineRow]] = {
    "trouble": lambda row: -(row.headways.bunched + row.headways.gaps),
    "line": lambda row: (len(row.headways.line), row.headways.line, row.headways.direction or 0),
    "vehicles": lambda row: row.headways.vehicles,
    "on_time": lambda row: row.adherence.on_time_share if row.adherence else None,
    "median": lambda row: row.adherence.median_s if row.adherence else None,
    "bunched": lambda row: row.headways.bunched,
    "gaps": lambda row: row.headways.gaps,
}


@get("/lines", include_in_schema=False, sync_to_thread=True)
def show_lines(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """All lines as a table, the worst or the chosen one drawn and in words."""
    visit = open_visit(request, desk)
    room = get_room(desk)
    headways = room.show_headways(now=visit.now)
    adherence = room.show_adherence(now=visit.now, by="direction")
    by_key = {(one.line_id, one.direction): one for one in adherence.rows}
    rows = [
        LineRow(one, by_key.get((one.line_id, one.direction)), _towards(visit, one))
        for one in headways.lines
    ]
    table = sort_rows(rows, KEYS, visit.query, path="/console/lines")
    wanted = visit.query.get("line", "")
    return visit.render(
        "lines.html",
        here="lines",
        headways=headways,
        adherence=adherence,
        rows=table.rows,
        columns=table.columns,
        wanted=wanted,
        drawn=[_draw(visit, row) for row in _choose(rows, wanted)],
        spread=_trim(adherence.distribution),
        highest=max((one.count for one in adherence.distribution), default=0),
    )


def _trim(bins: Sequence[DelayBin]) -> Sequence[DelayBin]:
    """From the first to the last bin that holds anything."""
    held = [row for row, one in enumerate(bins) if one.count]
    return bins[held[0] : held[-1] + 1] if held else ()


def _choose(rows: list[LineRow], wanted: str) -> list[LineRow]:
    if wanted:
        return [row for row in rows if row.headways.line_id == wanted]
    worst = [row for row in rows if row.headways.bunched or row.headways.gaps]
    worst.sort(key=lambda row: -(row.headways.bunched + row.headways.gaps))
    return worst[:MOST_DRAWN]


def _draw(visit: Visit, row: LineRow) -> dict[str, object]:
    one = row.headways
    shown = [pair for pair in one.pairs if pair.kind is not HeadwayKind.EVEN]
    return {
        "line": one.line,
        "line_id": one.line_id,
        "towards": row.towards,
        "strings": draw_string_lines(one.pairs),
        "said": [(pair.kind.value, say_pair(visit, one.line, pair)) for pair in shown],
        "even": one.even,
        "vehicles": one.vehicles,
    }


def _towards(visit: Visit, one: LineHeadways) -> str:
    sight = visit.look()
    row = find_line(sight, one.line_id)
    return "" if row is None else ", ".join(headsigns_of(sight, row, direction=one.direction)[:1])
