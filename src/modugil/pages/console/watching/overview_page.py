"""What needs attention now, the most urgent first; the fleet in numbers and on the map."""

from collections.abc import Iterator

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.pages.console.office.say_office import say_open_tasks, say_pool, say_wifi
from modugil.pages.console.visit import Visit, open_visit
from modugil.pages.console.watching.attention import (
    Attention,
    say_headways,
    say_missing,
    say_off_route,
    say_silent,
)
from modugil.pages.reader import AnyRequest

URGENCY = {"bad": 0, "unsure": 1}
PART = "overview"


@get("/", include_in_schema=False, sync_to_thread=True)
def show_overview(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page, or only its words for the script that brings them up to date."""
    visit = open_visit(request, desk)
    room = desk.operations
    attention = list(_list_attention(visit))
    attention.sort(key=lambda one: URGENCY[one.level])
    fleet = room.show_fleet(now=visit.now) if room is not None else None
    part = visit.query.get("part") == PART
    return visit.render(
        "_overview.html" if part else "overview.html",
        here="overview",
        attention=attention,
        fleet=fleet,
        numbers=_list_numbers(visit) if fleet is not None else [],
    )


def _list_attention(visit: Visit) -> Iterator[Attention]:
    room, now = visit.desk.operations, visit.now
    yield from say_pool(visit)
    if room is not None:
        yield from say_missing(visit, room.show_missing(now=now))
        yield from say_silent(visit, room.show_fleet(now=now).vehicles)
        yield from say_headways(visit, room.show_headways(now=now).lines)
        yield from say_off_route(visit, room.show_off_route(now=now).vehicles)
    yield from say_wifi(visit)
    yield from say_open_tasks(visit)


def _list_numbers(visit: Visit) -> list[tuple[str, str, str]]:
    """Rows of (what, how many, where to see them)."""
    room, words = visit.desk.operations, visit.words
    assert room is not None
    fleet = room.show_fleet(now=visit.now)
    adherence = room.show_adherence(now=visit.now).overall
    counts = fleet.counts
    share = adherence.on_time_share
    rows = [
        ("reporting", str(counts.reporting), "/console/fleet"),
        ("expected", str(fleet.expected), "/console/trips"),
        ("on_trip", str(counts.on_trip), "/console/fleet?state=on_trip"),
        ("layover", str(counts.layover), "/console/fleet?state=layover"),
        ("stale", str(counts.stale), "/console/fleet?state=stale"),
        ("never", str(counts.never), "/console/fleet?state=never"),
        ("on_time", "–" if share is None else f"{share:.0%}", "/console/lines"),
    ]
    return [(words(f"overview.n_{key}"), value, address) for key, value, address in rows]
