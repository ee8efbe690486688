"""Which run a ride is on."""

import numpy as np
import pytest

from modugil.api.motis.runs import get_trip
from modugil.core.errors import PlaceNotFound


def test_each_departure_of_a_trip_that_repeats_is_found_by_its_time(towns):
    timetable = towns.planner.region.timetable
    rows = np.flatnonzero(timetable.trips.headway_s > 0).tolist()
    assert len({timetable.trips.id[row] for row in rows}) == 1 < len(rows)
    stop = list(timetable.stops.id).index("E1")
    for nth, row in enumerate(rows):
        leaves_s = 6 * 3600 + nth * 900
        assert get_trip(timetable, "R4-E1-0", stop=stop, leaves_s=leaves_s) == row
    with pytest.raises(PlaceNotFound):
        get_trip(timetable, "R4-E1-0", stop=stop, leaves_s=6 * 3600 + 1)
