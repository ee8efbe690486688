"""The way to the next stop of a day out in one line: on wheels or foot, riding, waiting."""

from datetime import datetime

from modugil.answers.itinerary import Leg
from modugil.answers.outings.outing_answer import OutingPlan
from modugil.pages.catalogue import Words
from modugil.pages.measures import say_duration, say_length

_MINUTE_S = 60


def say_way(words: Words, plan: OutingPlan, row: int) -> str:
    """How long it takes until the next stop, and what of it is what.

    The parts add up to the whole, and the whole to the times that the two stops show: waiting is
    all that is neither going nor riding.
    """
    journey, leaves, comes = plan.parts[row].journey, plan.stops[row], plan.stops[row + 1]
    whole_s = _shown_s(leaves.departure, comes.arrival)
    walks = [leg for leg in journey.legs if leg.ride is None]
    going_s = sum(map(_leg_s, walks))
    riding_s = sum(_leg_s(leg) for leg in journey.legs if leg.ride is not None)
    rides = [_say_ride(words, leg) for leg in journey.legs if leg.ride is not None]
    going = words("outing.way_on_foot", length=say_length(journey.walk_m))
    said = [words("outing.way", took=say_duration(words, whole_s))] if whole_s else []
    if walks:
        said.append(f"{going} {say_duration(words, going_s)}" if rides and going_s else going)
    said += rides
    waiting_s = whole_s - going_s - riding_s
    if waiting_s > 0:
        said.append(words("outing.way_waiting", took=say_duration(words, waiting_s)))
    return " · ".join(said)


def _say_ride(words: Words, leg: Leg) -> str:
    ride = leg.ride
    assert ride is not None
    name = words("outing.way_bus", line=ride.line) if ride.vehicle == "bus" else ride.line
    return f"{name} {say_duration(words, _leg_s(leg))}" if _leg_s(leg) else name


def _leg_s(leg: Leg) -> int:
    return _shown_s(leg.departure, leg.arrival)


def _shown_s(begin: str, end: str) -> int:
    """Whole minutes between two times as the page shows them, in seconds."""
    shown = [datetime.fromisoformat(one).replace(second=0) for one in (begin, end)]
    return int((shown[1] - shown[0]).total_seconds()) // _MINUTE_S * _MINUTE_S
