"""From which moment and stop a vehicle's way ahead is counted, and what its place adds to it."""

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.columns import Places
from modugil.live.predictions.experience import FROM_LEFT, FROM_REACHED
from modugil.live.predictions.network import PredictionNetwork

LEAST_SHARE = 0.5
"""What is left of a leg takes at least this share of its usual time."""


@kernel
def find_anchor(
    network: PredictionNetwork, places: Places, k: int, now_s: float
) -> tuple[int, int, float, float, float]:
    """The stop it is counted from; whether from reaching or leaving it; when that was, how late.

    Units:   seconds since the start of the service date; last, the delay as it is told to people:
             it grows while a vehicle stands beyond its departure.
    """
    times, at = network.time_start[places.trip[k]], places.last_position[k]
    if at < 0:
        planned_s = float(network.departure_s[times])
        leaves_s = max(now_s, planned_s)
        return 0, FROM_LEFT, leaves_s, leaves_s - planned_s, leaves_s - planned_s
    begin_s = left_s(network, places, k)
    leaving_s = float(network.departure_s[times + at])
    if places.at_stop[k] == 0:
        return at, FROM_LEFT, begin_s, begin_s - leaving_s, begin_s - leaving_s
    late_s = begin_s - float(network.arrival_s[times + at])
    return at, FROM_REACHED, begin_s, late_s, max(late_s, now_s - leaving_s)


@inlined
def left_s(network: PredictionNetwork, places: Places, k: int) -> float:
    """When its last event was, or must have been by its place where nobody saw it.

    A trip that was found on the way has no event yet: the timetable then tells the leg's time.
    """
    if places.last_event_ms[k] > 0:
        return float((places.last_event_ms[k] - places.day_start_ms[k]) / 1000.0)
    measured_s = (places.time_ms[k] - places.day_start_ms[k]) / 1000.0
    trip, at = places.trip[k], places.last_position[k]
    row = network.time_start[trip] + at
    first_row = network.pattern_start[network.trip_pattern[trip]]
    if places.at_stop[k] == 1 or network.leg[first_row + at] < 0:
        return float(measured_s)
    leg_s = float(network.arrival_s[row + 1] - network.departure_s[row])
    return float(measured_s - places.leg_ratio[k] * leg_s)


@kernel
def correct_by_place(
    places: Places, k: int, expected_s: float, leg_s: float, now_s: float
) -> float:
    """Seconds to add to the way ahead, by where on its first leg the vehicle was last seen.

    The farther it has come on the leg, the more its place counts and the less its last event.
    """
    if places.last_position[k] < 0:
        return 0.0
    if places.at_stop[k] == 1:
        return float(max(0.0, now_s + LEAST_SHARE * leg_s - expected_s))
    ratio = min(max(float(places.leg_ratio[k]), 0.0), 1.0)
    measured_s = (places.time_ms[k] - places.day_start_ms[k]) / 1000.0
    left_s = (1.0 - ratio) * leg_s
    by_place_s = ratio * (measured_s + left_s - expected_s)
    return float(max(by_place_s, measured_s + LEAST_SHARE * left_s - expected_s))
