"""Observed arrivals, departures and passings of vehicles at stops."""
