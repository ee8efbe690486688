"""Reads timetables as agencies publish them: GTFS, static, with pathways and translations."""
