"""Ids as MOTIS writes them: the feed's name, an underscore, the feed's own id."""

from datetime import datetime

from modugil.answers.boards.sight import Sight
from modugil.answers.itinerary import PlaceRef
from modugil.conditions.conditions import TripRun
from modugil.core.errors import PlaceNotFound
from modugil.region.timetable import Timetable


def stop_id(timetable: Timetable, stop: int) -> str:
    """The id of a row of stops."""
    return f"{timetable.feed_ids[timetable.stops.feed[stop]]}_{timetable.stops.id[stop]}"


def route_id(timetable: Timetable, route: int) -> str:
    """The id of a row of lines."""
    return f"{timetable.feed_ids[timetable.lines.feed[route]]}_{timetable.lines.id[route]}"


def find_agency_id(timetable: Timetable, route: int) -> str:
    """The feed's own id of the line's agency, "" where it has none."""
    agency = int(timetable.lines.agency[route])
    return timetable.lines.agency_ids[agency] if agency >= 0 else ""


def trip_id(timetable: Timetable, run: TripRun, *, starts: datetime) -> str:
    """The id of a run: its day, when it starts, feed and trip."""
    trips = timetable.trips
    feed = timetable.feed_ids[trips.feed[run.trip]]
    return f"{run.day:%Y%m%d}_{starts:%H:%M}_{feed}_{trips.id[run.trip]}"


def find_stop(sight: Sight, id: str) -> int | None:
    """The row of the stop of that id, None if there is none."""
    feeds = sight.timetable.stops.feed
    for number, feed in enumerate(sight.timetable.feed_ids):
        if id.startswith(f"{feed}_"):
            rows = sight.finder.stop_rows.get(id.removeprefix(f"{feed}_"), ())
            found = next((row for row in rows if feeds[row] == number), None)
            if found is not None:
                return found
    return None


def get_stop_ref(sight: Sight, id: str) -> str:
    """What a plan takes for the stop of that id: `stop:…`.

    Errors:  PlaceNotFound if there is none.
    """
    row = find_stop(sight, id)
    if row is None:
        raise PlaceNotFound(
            f"There is no stop {id[:60]!r} in this region.",
            allowed="Write the feed's name, an underscore and its stop id.",
        )
    return sight.finder.stop_at(row, language=sight.language).place.ref


def find_stop_of(sight: Sight, place: PlaceRef) -> int | None:
    """The row of a place that is a stop, None for any other place."""
    if place.kind not in ("stop", "station"):
        return None
    own = place.ref.removeprefix("stop:")
    feed, _, rest = own.partition(":")
    timetable, rows = sight.timetable, sight.finder.stop_rows
    if own in rows:
        return rows[own][0]
    of_feed = (r for r in rows.get(rest, ()) if timetable.feed_ids[timetable.stops.feed[r]] == feed)
    return next(of_feed, None)
