"""Draws the sample region of Jeju: invented streets and timetable around real stops and sights."""
