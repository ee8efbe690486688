"""The questions that a server asks itself before it lets people in."""

import logging
from collections.abc import Callable

from modugil.answers.asking.asked_needs import DEFAULT_PRESET
from modugil.answers.desk import SPOKEN, Desk
from modugil.answers.finding.place_question import PlaceQuestion
from modugil.answers.planner import Planner
from modugil.answers.trips.question import TripQuestion
from modugil.answers.warm_up import warm_up
from modugil.core.clock import SystemClock
from modugil.core.errors import ModugilError
from modugil.core.geo import LatLon
from modugil.routing.presets import get_preset

log = logging.getLogger(__name__)
Report = Callable[[str, float], None]
WRITTEN_NOWHERE = "봃븗뷁"
WARM_NEEDS = ("walking", DEFAULT_PRESET)


def warm_up_search(planner: Planner, desk: Desk, report: Report) -> None:
    """Ask what people ask, so that the first of them need not wait for compiled code."""
    for done, needs in enumerate(WARM_NEEDS):
        share = 0.6 * done / len(WARM_NEEDS)
        report("Loading the compiled search (longer the first time)", share)
        warm_up(planner, get_preset(needs), now=SystemClock().now())
        for question in _warm_questions(planner, needs):
            try:
                planner.plan(question, now=SystemClock().now())
            except ModugilError as error:
                log.info("a warm-up question was refused: %s", error.code)
    _find_places(planner, desk)
    desk.examples(language=SPOKEN[0])


def _find_places(planner: Planner, desk: Desk) -> None:
    """Build the index of places, and ask each of its kernels once."""
    bounds = planner.region.manifest.bounds
    corner, middle = (
        LatLon(bounds.south, bounds.west),
        LatLon((bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2),
    )
    for text in ("공원", "ㄱㅇ", WRITTEN_NOWHERE):
        desk.find(text, language=SPOKEN[0], limit=1, near=middle)
        question = PlaceQuestion(text=text, near=middle, along=(corner, middle), open_now=True)
        desk.find_places(question, now=desk.clock.now())


def _warm_questions(planner: Planner, needs: str) -> list[TripQuestion]:
    """A short and a long question, at noon of the timetable's first day."""
    timetable, manifest = planner.region.timetable, planner.region.manifest
    at = f"{manifest.first_day}T12:00" if manifest.first_day else None
    bounds = manifest.bounds
    middle = (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2
    ends = [middle, (middle[0] + 0.002, middle[1] + 0.002)]
    if timetable is not None and timetable.stop_count:
        stops = timetable.stops
        rows = (0, timetable.stop_count // 3, timetable.stop_count // 2)
        ends = [(float(stops.lat[row]), float(stops.lon[row])) for row in rows]
    texts = [f"{lat:.6f},{lon:.6f}" for lat, lon in ends]
    return [
        TripQuestion(start=texts[0], end=end, at=at, needs=get_preset(needs), language="ko")
        for end in texts[1:]
    ]
