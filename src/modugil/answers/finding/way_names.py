"""What the way of a trip is called where vehicles move along it."""

from dataclasses import dataclass

from modugil.region.timetable import Timetable


@dataclass(frozen=True, slots=True)
class WayName:
    """A way by the rows of its pattern and shape; the shape is -1 where there is none."""

    pattern: int
    shape: int

    def __str__(self) -> str:
        """`12.7`, or `12` without a shape."""
        return f"{self.pattern}.{self.shape}" if self.shape >= 0 else str(self.pattern)


def way_of(timetable: Timetable, trip: int) -> str:
    """The name of the way that the trip takes."""
    return str(WayName(int(timetable.trips.pattern[trip]), int(timetable.trips.shape[trip])))
