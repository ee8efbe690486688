"""What a line is by its timetable: the ways it drives, from when until when, how often."""
