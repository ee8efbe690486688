"""Where the fleet was: history moved through by a slider, or a table of one moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput, CouldNotLook
from modugil.core.geo import LatLon
from modugil.live.operations.playback import PlaybackQuestion
from modugil.live.operations.told.playback import PlaybackAnswer
from modugil.pages.console.visit import Visit, open_visit
from modugil.pages.console.watching.name_places import name_places
from modugil.pages.console.watching.room import get_room
from modugil.pages.console.watching.sorting import cut_rows
from modugil.pages.reader import AnyRequest

SPANS_MIN = (10, 30, 60)
STEP_S = 10
BACK, SHORTEST = timedelta(minutes=30), timedelta(minutes=1)
MOST_ROWS = 60
"""More are shown where all are asked for."""


@dataclass(frozen=True, slots=True)
class Was:
    """Where one vehicle was at the moment asked for."""

    vehicle: str
    line: str
    lat: float
    lon: float
    speed_kmh: int | None
    age_s: int


@get("/playback", include_in_schema=False, sync_to_thread=True)
def show_playback(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The form, the player where a script runs, and the table of one moment in any case."""
    visit = open_visit(request, desk)
    query = visit.query
    asked = query.get("minutes", "")
    minutes = int(asked) if asked in map(str, SPANS_MIN) else SPANS_MIN[0]
    line = query.get("line", "").strip()
    start, fault = _read_start(visit, line=line)
    end = min(start + timedelta(minutes=minutes), visit.now)
    at, wrong = _read_at(visit, start, end)
    answer = _ask(visit, at, line=line)
    found = list_was(answer) if answer is not None else []
    shown = cut_rows(found, query, most=MOST_ROWS, path="/console/playback")
    return visit.render(
        "playback.html",
        here="playback",
        kept=answer,
        start=start,
        end=end,
        minutes=minutes,
        spans=SPANS_MIN,
        line=line,
        at=at,
        fault=fault or wrong,
        **shown,
        places=name_places(visit, [LatLon(one.lat, one.lon) for one in shown["rows"]]),
    )


def list_was(answer: PlaybackAnswer) -> list[Was]:
    """Where every vehicle was at the answer's first step, by line."""
    rows = []
    for track in answer.tracks:
        if not track.steps:
            continue
        speed = track.speeds_mps[0]
        kmh = None if speed is None else round(speed * 3.6)
        place = track.lats[0], track.lons[0]
        rows.append(Was(track.vehicle, track.line, *place, kmh, track.ages_s[0]))
    return sorted(rows, key=lambda one: (len(one.line), one.line, one.vehicle))


def _ask(visit: Visit, at: datetime, *, line: str) -> PlaybackAnswer | None:
    """The fleet at that moment; None where nothing is kept."""
    question = PlaybackQuestion(at, at + timedelta(seconds=STEP_S), step_s=STEP_S, line=line)
    try:
        return get_room(visit.desk).play(question, now=visit.now)
    except CouldNotLook:
        return None


def _read_start(visit: Visit, *, line: str) -> tuple[datetime, str]:
    text = visit.query.get("start", "")
    usual = visit.now - BACK
    if not text:
        kept = _ask(visit, usual, line=line)
        first = kept.kept_from if kept is not None else None
        return (max(usual, first + SHORTEST) if first is not None else usual), ""
    try:
        return min(visit.times.parse(text), visit.now - SHORTEST), ""
    except BadInput:
        return usual, visit.words("writing.no_time")


def _read_at(visit: Visit, start: datetime, end: datetime) -> tuple[datetime, str]:
    text = visit.query.get("at", "")
    if not text:
        return start, ""
    try:
        return max(min(visit.times.parse(text), end), start), ""
    except BadInput:
        return start, visit.words("writing.no_time")
