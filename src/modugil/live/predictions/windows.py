"""The windows within which a shown arrival counts as right, by how far ahead the bus really was.

They are lopsided on purpose: a bus that comes earlier than told is missed, one that comes later is
waited for. Source: Transit, ETA Accuracy Benchmark; both bounds belong to the window.
"""

import numpy as np

HORIZON_S = np.array([0.0, 180.0, 360.0, 600.0, 900.0])
"""Half-open buckets of actual arrival minus the moment of the prediction."""
EARLIEST_S = np.array([-30.0, -60.0, -60.0, -90.0])
"""Least value of actual minus predicted."""
LATEST_S = np.array([90.0, 150.0, 210.0, 270.0])
