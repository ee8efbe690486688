"""Journeys that only measured kerbs, floors and ramps refuse, where both flags say yes."""

from collections.abc import Sequence

from modugil.answers.trips.door_to_door import Ends, Moment, vehicle_query
from modugil.answers.trips.preparation import Preparation
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg
from modugil.routing.transit import (
    TransitDay,
    boarding_limits,
    boarding_rule,
    find_best_moment,
    search_transit,
)

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
    beyond_s: int | None = None,
) -> list[Journey]:
    """The journeys that the flags allow and the numbers refuse.

    Nothing is searched where the numbers refuse no boarding of that day; nor where no journey
    arrives (leaves, to arrive by a moment) before (after) `beyond_s`.
    """
    needs, transfers = preparation.needs, preparation.transfers
    if timetable is None or day is None or transfers is None:
        return []
    if not day.costs(boarding_rule(needs), boarding_limits(needs)).numbers_refuse:
        return []
    query = vehicle_query(preparation, ends, timetable=timetable, moment=moment, flags_alone=True)
    if beyond_s is not None:
        best_s = find_best_moment(timetable, day=day, transfers=transfers, query=query)
        if best_s is None or (best_s <= beyond_s if moment.arrive_by else best_s >= beyond_s):
            return []
    found = search_transit(timetable, day=day, transfers=transfers, query=query)
    return [journey for journey in found if is_refused_by_numbers(journey)]


def saved_s(refused: Journey, journeys: Sequence[Journey], *, moment: Moment) -> int:
    """How much earlier it arrives (or later it leaves, to arrive by a moment) than all of these."""
    gained_s = _moment_of(refused, moment) - best_of(journeys, moment=moment)
    return gained_s if moment.arrive_by else -gained_s


def best_of(journeys: Sequence[Journey], *, moment: Moment) -> int:
    """The earliest arrival of these, or the latest departure to arrive by a moment."""
    moments = [_moment_of(one, moment) for one in journeys]
    return max(moments) if moment.arrive_by else min(moments)


def _moment_of(journey: Journey, moment: Moment) -> int:
    return journey.departure_s if moment.arrive_by else journey.arrival_s


def find_quicker_refused(
    journeys: Sequence[Journey], refused: Sequence[Journey], *, moment: Moment
) -> Journey | None:
    """Of the refused journeys the one that would save most, None where none saves a minute."""
    if not journeys or not refused:
        return None
    best = max(refused, key=lambda one: saved_s(one, journeys, moment=moment))
    return best if saved_s(best, journeys, moment=moment) >= WORTH_TELLING_S else None
