"""Whether a predicted arrival counts as right, by three published yardsticks.

An *error* is the actual arrival minus the predicted one, in seconds: below zero the bus came
earlier than told. A *horizon* is how far ahead the arrival lay when it was predicted.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.live.predictions.windows import EARLIEST_S, HORIZON_S, LATEST_S

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

TRANSIT_BUCKETS = ("0-3", "3-6", "6-10", "10-15")
MBTA_BUCKETS = ("0-3", "3-6", "6-12", "12-30")
MBTA_HORIZON_S = np.array([-30.0, 180.0, 360.0, 720.0, 1_800.0])
MBTA_EARLY_S = np.array([-60.0, -90.0, -150.0, -240.0])
MBTA_LATE_S = np.array([60.0, 120.0, 210.0, 360.0])
CAL_ITP_MOST_MIN = 30


def transit_bucket(horizon_s: Numbers) -> NDArray[np.intp]:
    """0 to 3: the bucket of the *actual* horizon, 4 beyond 15 minutes, -1 in the past."""
    return np.searchsorted(HORIZON_S, horizon_s, side="right") - 1


def is_accurate_transit(error_s: Numbers, *, horizon_s: Numbers) -> Flags:
    """Within -30..+90, -60..+150, -60..+210, -90..+270 s by bucket, both bounds included.

    Source: Transit, ETA Accuracy Benchmark. False outside the buckets.
    """
    bucket = transit_bucket(horizon_s)
    inside = (bucket >= 0) & (bucket < len(EARLIEST_S))
    row = np.where(inside, bucket, 0)
    accurate: Flags = inside & (error_s >= EARLIEST_S[row]) & (error_s <= LATEST_S[row])
    return accurate


def mbta_bucket(predicted_s: Numbers) -> NDArray[np.intp]:
    """0 to 3: the bucket of the *predicted* horizon; -1 before -30 s, 4 beyond 30 minutes."""
    return np.searchsorted(MBTA_HORIZON_S, predicted_s, side="right") - 1


def is_accurate_mbta(error_s: Numbers, *, predicted_s: Numbers) -> Flags:
    """Within 60 s, -90..+120, -150..+210, -240..+360 s by bucket, the bounds themselves not.

    Source: MBTA prediction_analyzer, filters.ex. False outside the buckets.
    """
    bucket = mbta_bucket(predicted_s)
    inside = (bucket >= 0) & (bucket < len(MBTA_EARLY_S))
    row = np.where(inside, bucket, 0)
    accurate: Flags = inside & (error_s > MBTA_EARLY_S[row]) & (error_s < MBTA_LATE_S[row])
    return accurate


def cal_itp_minute(horizon_s: Numbers) -> NDArray[np.intp]:
    """Whole minutes to the actual arrival; past 30 none counts."""
    return np.floor_divide(horizon_s, 60.0).astype(np.intp)


def is_accurate_cal_itp(error_s: Numbers, *, horizon_s: Numbers) -> Flags:
    """Within -60 ln(m + 1.3) .. 60 ln(m + 1.5) s, m the minutes to arrival, bounds included.

    The departure is taken to be the arrival, since not both were observed everywhere.
    Source: Cal-ITP, GTFS-RT prediction quality.
    """
    minute = np.maximum(cal_itp_minute(horizon_s), 0)
    accurate: Flags = (error_s >= -60.0 * np.log(minute + 1.3)) & (
        error_s <= 60.0 * np.log(minute + 1.5)
    )
    return accurate
