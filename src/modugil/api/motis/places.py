"""Places as MOTIS writes them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from modugil.answers.boards.sight import Sight
from modugil.answers.itinerary import PlaceRef
from modugil.api.motis.ids import find_stop_of, stop_id
from modugil.api.motis.query import write_instant
from modugil.api.motis.shapes import MotisPlace

MODES = {
    "bus": "BUS",
    "tram": "TRAM",
    "subway": "SUBWAY",
    "rail": "RAIL",
    "ferry": "FERRY",
    "other": "OTHER",
}


@dataclass(frozen=True, slots=True)
class Times:
    """When something stops there, as it is now and as it was planned; "" where it does not."""

    arrival: str = ""
    departure: str = ""
    scheduled_arrival: str = ""
    scheduled_departure: str = ""


NO_TIMES = Times()


def show_place(sight: Sight, place: PlaceRef, times: Times = NO_TIMES) -> MotisPlace:
    """The place, with the times given."""
    row = find_stop_of(sight, place)
    if row is None:
        return MotisPlace(
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            vertex_type="NORMAL",
            **asdict(times),
        )
    return show_stop(sight, row, name=place.name, times=times)


def show_stop(
    sight: Sight, row: int, *, name: str = "", cancelled: bool = False, times: Times = NO_TIMES
) -> MotisPlace:
    """A row of stops, with the times given."""
    timetable = sight.timetable
    stops, parent = timetable.stops, int(timetable.stops.parent[row])
    track = stops.platform_code[row]
    return MotisPlace(
        name=name or stops.names.get(row, language=sight.language),
        lat=round(float(stops.lat[row]), 7),
        lon=round(float(stops.lon[row]), 7),
        vertex_type="TRANSIT",
        stop_id=stop_id(timetable, row),
        parent_id=stop_id(timetable, parent) if parent >= 0 else "",
        stop_code=stops.code[row],
        tz=sight.zone.key,
        track=track,
        scheduled_track=track,
        cancelled=cancelled,
        **asdict(times),
    )


def to_utc(local: str) -> str:
    """An instant of one of our answers, as MOTIS writes it."""
    return write_instant(datetime.fromisoformat(local))
