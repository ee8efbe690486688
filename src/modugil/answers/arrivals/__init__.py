"""Arrivals in numbers: which runs call at a stop, where each is, and when it comes."""
