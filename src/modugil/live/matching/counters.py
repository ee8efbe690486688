"""What is counted of the fixes followed: places in one array."""

ACCEPTED, NOT_NEWER, NO_PLACE, MATCHED, OFF_WAY_COUNT = 0, 1, 2, 3, 4
SEARCHED, FOUND, NAMED, REFUTED, CONTINUED, COUNTERS = 5, 6, 7, 8, 9, 10
