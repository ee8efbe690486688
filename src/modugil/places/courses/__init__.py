"""Courses: the measured points that belong together, and the order in which one meets them."""
