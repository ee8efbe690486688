"""How right our own arrivals were, by the three public yardsticks."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.pages.console.visit import open_visit
from modugil.pages.console.watching.bars import draw_bars
from modugil.pages.console.watching.room import get_room
from modugil.pages.reader import AnyRequest

WINDOWS = ("hour", "today")


@get("/accuracy", include_in_schema=False, sync_to_thread=True)
def show_accuracy(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Bars by horizon for each yardstick, and the numbers as tables."""
    visit = open_visit(request, desk)
    window = visit.query.get("window", "")
    window = window if window in WINDOWS else WINDOWS[0]
    accuracy = get_room(desk).show_accuracy(now=visit.now, window=window)
    return visit.render(
        "accuracy.html",
        here="accuracy",
        accuracy=accuracy,
        windows=WINDOWS,
        window=window,
        drawn=[(one, draw_bars(one)) for one in accuracy.overall.yardsticks],
        lines=sorted(accuracy.lines, key=lambda one: -one.samples),
    )
