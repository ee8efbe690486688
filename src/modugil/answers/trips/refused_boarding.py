"""Journeys that only measured kerbs, floors and ramps refuse, where both flags say yes."""

from collections.abc import Sequence

from modugil.answers.trips.door_to_door import Ends, Moment, search_by_vehicle
from modugil.answers.trips.preparation import Preparation
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg
from modugil.routing.transit import TransitDay, boarding_limits, boarding_rule

WORTH_TELLING_S = 60


def is_refused_by_numbers(journey: Journey) -> bool:
    """Whether one cannot get on or off somewhere, by what was measured."""
    return any(leg.refused_by_numbers for leg in journey.legs if isinstance(leg, RideLeg))


def list_refused_by_numbers(
    preparation: Preparation,
    ends: Ends,
    *,
    timetable: Timetable | None,
    day: TransitDay | None,
    moment: Moment,
) -> list[Journey]:
    """The journeys that the flags allow and the numbers refuse; none where nothing is measured."""
    needs = preparation.needs
    if timetable is None or day is None:
        return []
    if not day.asked_limits(boarding_rule(needs), boarding_limits(needs)):
        return []
    found = search_by_vehicle(
        preparation, ends, timetable=timetable, day=day, moment=moment, flags_alone=True
    )
    return [journey for journey in found if is_refused_by_numbers(journey)]


def saved_s(refused: Journey, journeys: Sequence[Journey], *, moment: Moment) -> int:
    """How much earlier it arrives (or later it leaves, to arrive by a moment) than all of these."""
    if moment.arrive_by:
        return refused.departure_s - max(one.departure_s for one in journeys)
    return min(one.arrival_s for one in journeys) - refused.arrival_s


def find_quicker_refused(
    journeys: Sequence[Journey], refused: Sequence[Journey], *, moment: Moment
) -> Journey | None:
    """Of the refused journeys the one that would save most, None where none saves a minute."""
    if not journeys or not refused:
        return None
    best = max(refused, key=lambda one: saved_s(one, journeys, moment=moment))
    return best if saved_s(best, journeys, moment=moment) >= WORTH_TELLING_S else None
