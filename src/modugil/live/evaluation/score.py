"""What came of a method's predictions, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.live.evaluation.measure import NO_PREDICTION, Samples
from modugil.live.evaluation.yardsticks import (
    CAL_ITP_MOST_MIN,
    MBTA_BUCKETS,
    TRANSIT_BUCKETS,
    Flags,
    cal_itp_minute,
    is_accurate_cal_itp,
    is_accurate_mbta,
    is_accurate_transit,
    mbta_bucket,
    transit_bucket,
)
from modugil.live.progress import I64

Shares = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Score:
    """One method on all samples; shares from 0 to 1, errors in seconds.

    Unknown: None where there was no sample to judge by.
    """

    transit: Shares
    """By bucket; `overall` is the mean of the four."""
    mbta: Shares
    """By bucket; `overall` is of all samples."""
    cal_itp: Shares
    mean_abs_error_s: Shares
    median_abs_error_s: Shares
    median_error_s: Shares
    rmse_s: Shares
    samples: Mapping[str, int]
    coverage: float | None
    """Of how many samples it said anything at all."""
    interval_coverage: float | None = None
    """How many of its intervals held the arrival; nine of ten is what they claim."""

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        told = {name: getattr(self, name) for name in self.__slots__}
        return {name: dict(one) if isinstance(one, Mapping) else one for name, one in told.items()}


def score_all(samples: Samples) -> dict[str, Score]:
    """Every method on the same samples. `modugil_median` is not shown to anybody."""
    inside = _share((samples.truth_ms >= samples.low_ms) & (samples.truth_ms <= samples.high_ms))
    return {
        "modugil": score(samples, samples.shown_ms, interval_coverage=inside),
        "modugil_median": score(samples, samples.median_ms, interval_coverage=inside),
        "timetable": score(samples, samples.timetable_ms),
        "delay": score(samples, samples.delayed_ms),
    }


def score(samples: Samples, predicted_ms: I64, *, interval_coverage: float | None = None) -> Score:
    """One method. A sample of which it said nothing is not accurate, and has no error."""
    made = predicted_ms != NO_PREDICTION
    error_s = (samples.truth_ms - np.where(made, predicted_ms, 0)) / 1_000.0
    horizon_s = (samples.truth_ms - samples.now_ms) / 1_000.0
    predicted_s = (np.where(made, predicted_ms, 0) - samples.now_ms) / 1_000.0
    bucket = transit_bucket(horizon_s)
    judged = bucket < len(TRANSIT_BUCKETS)
    transit = _by_bucket(
        made & is_accurate_transit(error_s, horizon_s=horizon_s), bucket, TRANSIT_BUCKETS
    )
    known = [one for one in transit.values() if one is not None]
    mbta_rows = mbta_bucket(predicted_s)
    mbta_rows[~made] = -1
    mbta = is_accurate_mbta(error_s, predicted_s=predicted_s)
    placed = (mbta_rows >= 0) & (mbta_rows < len(MBTA_BUCKETS))
    cal_itp = made & is_accurate_cal_itp(error_s, horizon_s=horizon_s)
    minutes = cal_itp_minute(horizon_s) < CAL_ITP_MOST_MIN
    groups = _groups(bucket, made & judged)
    return Score(
        {"overall": sum(known) / len(known) if known else None, **transit},
        {"overall": _share(mbta[placed]), **_by_bucket(mbta, mbta_rows, MBTA_BUCKETS)},
        {"overall": _share(cal_itp[minutes]), **_by_bucket(cal_itp, bucket, TRANSIT_BUCKETS)},
        {name: _stat(np.abs(error_s[rows]), np.mean) for name, rows in groups.items()},
        {name: _stat(np.abs(error_s[rows]), np.median) for name, rows in groups.items()},
        {name: _stat(error_s[rows], np.median) for name, rows in groups.items()},
        {name: _stat(error_s[rows] ** 2, _root_mean) for name, rows in groups.items()},
        {name: int(rows.sum()) for name, rows in _groups(bucket, judged).items()},
        _share(made),
        interval_coverage,
    )


def _groups(bucket: NDArray[np.intp], among: Flags) -> dict[str, Flags]:
    by_name = {name: among & (bucket == row) for row, name in enumerate(TRANSIT_BUCKETS)}
    return {"overall": among, **by_name}


def _by_bucket(
    accurate: Flags, bucket: NDArray[np.intp], names: tuple[str, ...]
) -> dict[str, float | None]:
    return {name: _share(accurate[bucket == row]) for row, name in enumerate(names)}


def _share(flags: Flags) -> float | None:
    return float(flags.mean()) if len(flags) else None


def _root_mean(squares: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(squares)))


def _stat(values: NDArray[np.float64], of: Any) -> float | None:  # noqa: ANN401 - any of NumPy's
    return float(of(values)) if len(values) else None
