"""A fleet that drives the timetable and speaks the terminals' real protocols."""
