"""Ids that people and files use (text), and rows of arrays (numbers): never mixed."""

from typing import NewType

RegionId = NewType("RegionId", str)
FeedId = NewType("FeedId", str)
"""The short name of one GTFS feed within a region; by default the stem of its path."""
StopId = NewType("StopId", str)
"""A stop's own id as its feed writes it."""
TripId = NewType("TripId", str)
RouteId = NewType("RouteId", str)
PlaceId = NewType("PlaceId", str)

StopIdx = NewType("StopIdx", int)
TripIdx = NewType("TripIdx", int)
RouteIdx = NewType("RouteIdx", int)
PatternIdx = NewType("PatternIdx", int)
NodeIdx = NewType("NodeIdx", int)
EdgeIdx = NewType("EdgeIdx", int)
