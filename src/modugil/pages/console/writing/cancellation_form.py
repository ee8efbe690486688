"""A cancellation as a form: one run of a day, whole or at some of its stops."""

from dataclasses import dataclass
from datetime import date

from modugil.answers.boards.sight import Sight
from modugil.conditions.staff.messages import Cancellation
from modugil.core.time import local_day
from modugil.pages.console.posted import Posted, build_posted
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing.alert_form import Draft
from modugil.pages.console.writing.four_texts import check_texts, fill_texts, read_texts
from modugil.pages.console.writing.ids import get_ids
from modugil.pages.console.writing.lines import (
    Choice,
    find_line,
    find_trip,
    list_run_stops,
    list_runs,
)

TEXT_FIELDS = ("reason",)
WHOLE, PART = "whole", "part"


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be picked, step by step: the runs once line and day are known, then the stops."""

    runs: tuple[Choice, ...]
    stops: tuple[Choice, ...]


def read_cancellation(visit: Visit, posted: Posted, *, id: str) -> Draft:
    """The cancellation that was typed."""
    words, sight = visit.words, visit.look()
    faults = check_texts(words, posted, "reason", needed=True)
    day = read_day(posted)
    if day is None:
        faults["day"] = words("writing.no_day")
    if find_line(sight, posted.get("line")) is None:
        faults["line"] = words("writing.no_line")
    trip = posted.get("trip")
    offered = offer(sight, posted)
    if trip not in {one.value for one in offered.runs}:
        faults["trip"] = words("writing.no_run")
    skipped = _read_positions(posted, offered)
    if posted.get("extent") == PART and not skipped:
        faults["position"] = words("writing.no_stops")
    if day is None or faults:
        return Draft(None, faults)
    everything = len(skipped) == len(offered.stops)
    return Draft(
        Cancellation(
            id,
            trip,
            day,
            frozenset() if everything else skipped,
            read_texts(posted, "reason"),
        ),
        faults,
    )


def fill_cancellation(visit: Visit, message: Cancellation) -> Posted:
    """The cancellation as a form."""
    sight = visit.look()
    trip, ids = find_trip(sight, message.trip), get_ids(sight)
    line = ids.routes[int(sight.timetable.trips.route[trip])] if trip is not None else ""
    return build_posted(
        [
            ("line", line),
            ("day", message.day.isoformat()),
            ("trip", message.trip),
            ("extent", PART if message.skipped_positions else WHOLE),
            *(("position", str(one)) for one in sorted(message.skipped_positions)),
            *fill_texts("reason", message.reason),
        ]
    )


def begin_cancellation(visit: Visit) -> Posted:
    """An empty form for a run of today; the address may name line, day and run already."""
    today = local_day(visit.now, zone=visit.zone).isoformat()
    told = {"day": today, "extent": WHOLE}
    query = visit.query
    return build_posted(
        (told | {name: query[name] for name in ("line", "day", "trip") if name in query}).items()
    )


def read_day(posted: Posted) -> date | None:
    """The day that was typed, None if it is none."""
    try:
        return date.fromisoformat(posted.get("day"))
    except ValueError:
        return None


def offer(sight: Sight, posted: Posted) -> Offered:
    """The runs of the line on the day, and the stops of the run."""
    line, day = find_line(sight, posted.get("line")), read_day(posted)
    if line is None or day is None:
        return Offered((), ())
    runs = tuple(list_runs(sight, line, day=day))
    trip = find_trip(sight, posted.get("trip"))
    among = posted.get("trip") in {one.value for one in runs}
    stops = tuple(list_run_stops(sight, trip)) if trip is not None and among else ()
    return Offered(runs, stops)


def _read_positions(posted: Posted, offered: Offered) -> frozenset[int]:
    if posted.get("extent") != PART:
        return frozenset()
    there = {one.value for one in offered.stops}
    return frozenset(int(one) for one in posted.get_all("position") if one in there)
