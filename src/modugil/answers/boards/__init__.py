"""What comes to a stop next and where the buses are, timetable and live state merged, in words."""
