"""One run under way: which vehicle drives it and when it will be where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from modugil.conditions.conditions import TripRun

SILENT_AFTER = timedelta(minutes=3)
"""A run whose vehicle was not heard of for longer is told by the timetable: boards and plans."""


class Support(IntEnum):
    """What a prediction rests on, the best first."""

    DRIVEN_NOW = 0
    """Buses that drove these stretches within the hour, this one's delay, the timetable."""
    HISTORY = 1
    """What was learnt of these stretches earlier, this one's delay, the timetable."""
    TIMETABLE = 2
    """This vehicle's delay and the timetable only."""


@dataclass(frozen=True, slots=True)
class StopPrediction:
    """When a run is expected at one stop ahead.

    Units:   instants in UTC. The arrival lies between `low` and `high` in nine of ten cases.
    """

    position: int
    arrival: datetime
    departure: datetime
    low: datetime
    high: datetime
    support: Support


@dataclass(frozen=True, slots=True)
class RunState:
    """One run that a vehicle drives now, with every stop ahead for which there is a prediction.

    A run without predictions has none that anything supports any more: they were withdrawn.
    """

    run: TripRun
    vehicle: str
    as_of: datetime
    """Measured time of the newest fix."""
    delay_s: int | None
    stops_ahead: tuple[StopPrediction, ...] = ()

    def find_stop(self, position: int) -> StopPrediction | None:
        """The prediction for the stop at that position, None if it is behind or not supported."""
        return next((one for one in self.stops_ahead if one.position == position), None)
