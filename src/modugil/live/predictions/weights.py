"""How much each thing known of a vehicle's way ahead counts: fitted once, the same everywhere.

The expected arrival is the event it counts from, plus the planned time, plus these weights times
these measures. Source: bench/arrivals/fit.py, robust least squares on one morning of a whole city.
"""

import numpy as np

FEATURES = 12
EVER_S, HOUR_S, RECENT_S, NOW_S = 0, 1, 2, 3
"""Seconds lost on the legs ahead: all that was seen; and what each further layer adds to it."""
COMMON_S = 4
"""The same, guessed from the legs' planned length alone."""
PLANNED_MIN = 5
STOPS = 6
DELAY_S = 7
"""The vehicle's delay, times the share of it that 1 - exp(-planned / 600 s) is."""
EARLY_S = 8
"""The same where it is early, else 0."""
PACE_S = 9
"""Time lost lately per leg beyond what was expected, times the legs ahead (fewer count more)."""
STANDS = 10
"""1 where it is counted from an arrival."""
ONE = 11

WEIGHTS = np.array(
    [0.835, 1.026, 1.04, 1.278, 0.165, -5.874, 5.052, -0.022, -0.034, 0.371, 13.577, 1.86]
)

DELAY_LEAST_S, DELAY_MOST_S = -400.0, 900.0
DELAY_FADE_S = 600.0
PACE_LEGS = 10.0
