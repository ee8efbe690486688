"""Intervals and the shown minute follow the errors that were seen."""

import numpy as np
import pytest

from modugil.live.predictions.calibration import (
    build_calibration,
    class_middle_s,
    derive,
    horizon_class,
    scale_s,
)


def seen(errors_s, kind):
    made = build_calibration()
    unit_s = scale_s(class_middle_s(kind))
    rows = np.clip(np.floor(np.array(errors_s) / unit_s / 0.1).astype(int) + 40, 0, 79)
    made.seen[kind] += np.bincount(rows, minlength=80)
    derive(made)
    return made


@pytest.mark.parametrize(
    ("ahead_s", "kind"),
    [
        (-5, 0),
        (0, 0),
        (59, 0),
        (60, 1),
        (899, 14),
        (900, 15),
        (1_200, 16),
        (1_800, 17),
        (9_999, 17),
    ],
)
def test_horizons_are_minutes_and_then_wider(ahead_s, kind):
    assert horizon_class(ahead_s) == kind


def test_without_errors_the_minute_shown_lies_in_the_middle_of_its_window():
    made = build_calibration()
    assert made.lean_s[1] == pytest.approx(30, abs=10)  # -30..+90
    assert made.lean_s[7] == pytest.approx(75, abs=10)  # -60..+210
    assert made.middle == pytest.approx(np.zeros(18), abs=1e-9)


def test_nine_of_ten_errors_lie_in_the_interval():
    errors_s = np.random.default_rng(3).normal(40.0, 60.0, 20_000)
    made = seen(errors_s, 7)
    unit_s = scale_s(class_middle_s(7))
    inside = (errors_s >= made.low[7] * unit_s) & (errors_s <= made.high[7] * unit_s)
    assert inside.mean() == pytest.approx(0.9, abs=0.02)
    assert made.middle[7] * unit_s == pytest.approx(40.0, abs=5.0)


def test_where_vehicles_come_later_than_expected_they_are_shown_later():
    late, early = seen(np.full(5_000, 150.0), 7), seen(np.full(5_000, -150.0), 7)
    assert late.lean_s[7] < early.lean_s[7]
