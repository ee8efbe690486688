"""Runs that nobody drives, that broke off or never were, and buses away from their way."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.pages.console.visit import open_visit
from modugil.pages.console.watching.room import get_room
from modugil.pages.reader import AnyRequest

MOST_ROWS = 200


@get("/trips", include_in_schema=False, sync_to_thread=True)
def show_trips(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Three tables: missing now, never driven today, off the way now."""
    visit = open_visit(request, desk)
    room = get_room(desk)
    missing = room.show_missing(now=visit.now)
    return visit.render(
        "trips.html",
        here="trips",
        missing=missing,
        runs=missing.runs[:MOST_ROWS],
        never=missing.never[-MOST_ROWS:][::-1],
        off_route=room.show_off_route(now=visit.now),
    )
