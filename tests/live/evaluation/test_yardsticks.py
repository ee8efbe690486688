"""The three yardsticks, at the very edges of their windows."""

import math

import numpy as np
import pytest

from modugil.live.evaluation.yardsticks import (
    cal_itp_minute,
    is_accurate_cal_itp,
    is_accurate_mbta,
    is_accurate_transit,
    mbta_bucket,
    transit_bucket,
)


@pytest.mark.parametrize(
    ("horizon_s", "bucket"),
    [
        (-0.1, -1),
        (0, 0),
        (179.9, 0),
        (180, 1),
        (360, 2),
        (599.9, 2),
        (600, 3),
        (899.9, 3),
        (900, 4),
    ],
)
def test_transit_buckets_are_half_open(horizon_s, bucket):
    assert transit_bucket(np.array([horizon_s]))[0] == bucket


@pytest.mark.parametrize(
    ("horizon_s", "early_s", "late_s"),
    [(0, -30, 90), (179, -30, 90), (180, -60, 150), (360, -60, 210), (600, -90, 270)],
)
def test_transit_windows_include_both_bounds(horizon_s, early_s, late_s):
    errors_s = np.array([early_s - 0.1, early_s, 0.0, late_s, late_s + 0.1])
    horizons_s = np.full(5, float(horizon_s))
    found = is_accurate_transit(errors_s, horizon_s=horizons_s).tolist()
    assert found == [False, True, True, True, False]


def test_transit_judges_nothing_past_fifteen_minutes_or_in_the_past():
    assert not is_accurate_transit(np.zeros(2), horizon_s=np.array([900.0, -1.0])).any()


@pytest.mark.parametrize(
    ("predicted_s", "bucket"), [(-30.1, -1), (-30, 0), (180, 1), (360, 2), (720, 3), (1_800, 4)]
)
def test_mbta_buckets_go_by_the_predicted_horizon(predicted_s, bucket):
    assert mbta_bucket(np.array([predicted_s]))[0] == bucket


@pytest.mark.parametrize(
    ("predicted_s", "early_s", "late_s"),
    [(0, -60, 60), (180, -90, 120), (360, -150, 210), (720, -240, 360)],
)
def test_mbta_windows_leave_both_bounds_out(predicted_s, early_s, late_s):
    errors_s = np.array([early_s, early_s + 0.1, late_s - 0.1, late_s])
    found = is_accurate_mbta(errors_s, predicted_s=np.full(4, float(predicted_s))).tolist()
    assert found == [False, True, True, False]


@pytest.mark.parametrize("minute", [0, 1, 5, 29])
def test_cal_itp_windows_grow_with_the_logarithm_of_the_minutes(minute):
    early_s, late_s = -60 * math.log(minute + 1.3), 60 * math.log(minute + 1.5)
    errors_s = np.array([early_s - 0.1, early_s, late_s, late_s + 0.1])
    horizon_s = np.full(4, minute * 60.0 + 59.0)
    assert is_accurate_cal_itp(errors_s, horizon_s=horizon_s).tolist() == [False, True, True, False]
    assert (cal_itp_minute(horizon_s) == minute).all()
