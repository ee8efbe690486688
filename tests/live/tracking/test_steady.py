"""A minute that is shown stays while nothing happened, and changes when something did."""

import numpy as np
import pytest

from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress
from modugil.live.tracking.steady import SteadyArrivals

NOW_MS = 1_795_000_000_000


def one_bus(**columns):
    row = {
        "status": 2, "trip": 0, "day": 740_000, "path": 0, "along_m": 0.0, "off_path_m": 0.0,
        "last_position": 0, "at_stop": 0, "last_event_ms": 0, "leg_ratio": 0.0, "time_ms": 0,
    } | columns  # fmt: skip
    kinds = {"along_m": "f4", "off_path_m": "f4", "leg_ratio": "f4"}
    return Progress(
        **{name: np.array([value], kinds.get(name, "i4")) for name, value in row.items()}
    )


def show(steady, arrivals_s, *, second=0, trip=0, dwell_s=5):
    """Seconds after the beginning at which the stops are shown to be reached and left."""
    ms = NOW_MS + 1000 * np.array(arrivals_s, np.int64)
    count = len(ms)
    row = np.zeros(1, np.int32)
    expected = Predictions(
        row, row.copy(), np.array([0, count], np.int64), np.arange(1, count + 1, dtype=np.int32),
        ms, ms + 1000 * dwell_s, ms - 1000, ms + 1000, np.zeros(count, np.uint8), ms + 60_000,
    )  # fmt: skip
    steady.steady(expected, one_bus(trip=trip), now_ms=NOW_MS + 1000 * second)
    assert (expected.low_ms <= expected.arrival_ms).all()
    assert (expected.arrival_ms <= expected.high_ms).all()
    assert (expected.departure_ms <= expected.likely_ms).all()
    return [((expected.arrival_ms - NOW_MS) // 1000).tolist(),
            ((expected.departure_ms - NOW_MS) // 1000).tolist()]  # fmt: skip


def test_a_minute_shown_does_not_flip_there_and_back():
    steady = SteadyArrivals()
    minutes = []
    for second in range(200):
        trembles = 4 if second % 3 == 0 else -4
        arrival_s = show(steady, [600 + trembles], second=second)[0][0]
        minutes.append((arrival_s - second) // 60)
    assert minutes == sorted(minutes, reverse=True)


@pytest.mark.parametrize("later_s, shown_s", [(9, 600), (-9, 600), (10, 610), (-10, 590)])
def test_what_differs_enough_is_shown(later_s, shown_s):
    steady = SteadyArrivals()
    show(steady, [600])
    assert show(steady, [600 + later_s])[0] == [shown_s]


def test_a_delay_that_creeps_on_is_followed():
    steady = SteadyArrivals()
    for late_s in range(0, 120, 2):
        arrival_s = show(steady, [600 + late_s])[0][0]
        assert abs(arrival_s - 600 - late_s) < 10


def test_nothing_is_shown_before_now_or_before_the_stop_before_it_was_left():
    steady = SteadyArrivals()
    show(steady, [100, 106])
    assert show(steady, [109, 114], second=103) == [[103, 114], [114, 119]]


def test_another_run_has_nothing_to_hold_to():
    steady = SteadyArrivals()
    show(steady, [600])
    assert show(steady, [603], trip=1)[0] == [603]
    assert show(steady, [603] * 70, trip=2)[0][0] == 603
