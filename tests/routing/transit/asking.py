"""Short ways to ask a small timetable, for tests of scenarios."""

from datetime import date, timedelta
from typing import Any

from tests.routing.transit.small import MONDAY, seconds

from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg
from modugil.routing.transit import (
    TransferTable,
    TransitQuery,
    at_stop,
    build_day,
    no_transfers,
    search_transit,
)

TUESDAY = MONDAY + timedelta(days=1)


def ask(
    timetable: Timetable,
    ends: str,
    at: str,
    *,
    day: date = TUESDAY,
    conditions: Conditions = AS_PLANNED,
    transfers: TransferTable | None = None,
    **query: Any,
) -> list[Journey]:
    """Journeys between two stops called by letters, 'AC' at '8:00'."""
    start, end = (at_stop(ord(letter) - ord("A")) for letter in ends)
    return search_transit(
        timetable,
        day=build_day(timetable, day, conditions=conditions),
        transfers=transfers or no_transfers(timetable.stop_count),
        query=TransitQuery(sources=start, targets=end, time_s=seconds(at), **query),
    )


def clock(second: int) -> str:
    """Seconds as '8:05', with seconds only where there are any, '-1:30' before the day's start."""
    sign, rest = ("-", -second) if second < 0 else ("", second)
    hours, minutes = divmod(rest // 60, 60)
    tail = f":{rest % 60:02}" if rest % 60 else ""
    return f"{sign}{hours}:{minutes:02}{tail}"


def told(journey: Journey) -> str:
    """A journey in one line: 'A 8:00 B 8:10, C 8:15 D 8:30'; walks between rides are left out."""
    rides = [leg for leg in journey.legs if isinstance(leg, RideLeg)]
    return ", ".join(
        f"{letter(ride.from_stop)} {clock(ride.departure_s)} "
        f"{letter(ride.to_stop)} {clock(ride.arrival_s)}"
        for ride in rides
    )


def letter(stop: int) -> str:
    """The stop's letter."""
    return chr(ord("A") + stop)


def first_ride(journey: Journey) -> RideLeg:
    """The journey's first ride."""
    return next(leg for leg in journey.legs if isinstance(leg, RideLeg))
