"""Courses in words: whether they can be passed for these needs, and why."""
