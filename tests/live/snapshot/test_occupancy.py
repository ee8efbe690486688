"""How full a vehicle is, in one word everywhere."""

import math

import pytest
from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.snapshot.occupancy import Occupancy, find_occupancy


@pytest.mark.parametrize(
    ("ratio", "status"),
    [(-1.0, None), (0.0, 0), (0.05, 1), (0.2, 2), (0.5, 3), (0.7, 4), (0.9, 5), (1.2, 6)],
)
def test_how_full_is_a_word(ratio: float, status: int | None) -> None:
    assert find_occupancy(ratio) == status


def test_what_nobody_counts_has_no_word_unless_nobody_can_board() -> None:
    assert find_occupancy(None) is find_occupancy(math.nan) is None
    assert find_occupancy(None, full=True) is Occupancy.NOT_ACCEPTING_PASSENGERS
    assert find_occupancy(0.3, full=True) is Occupancy.NOT_ACCEPTING_PASSENGERS


def test_the_words_are_those_of_gtfs_realtime() -> None:
    words = pb.VehiclePosition.OccupancyStatus
    assert all(words.Value(one.name) == one for one in Occupancy)
