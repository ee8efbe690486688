"""How long the timetable gives from one stop of a trip to the next."""

from modugil.core.compiled import inlined
from modugil.live.predictions.experience import FROM_REACHED
from modugil.live.predictions.network import PredictionNetwork


@inlined
def planned_leg_s(network: PredictionNetwork, trip: int, position: int, start: int) -> float:
    """Planned seconds from reaching that stop (or from leaving it) to reaching the next."""
    row = network.time_start[trip] + position
    begin_s = network.arrival_s[row] if start == FROM_REACHED else network.departure_s[row]
    return float(network.arrival_s[row + 1] - begin_s)
