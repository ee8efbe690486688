"""What matching and stop events hold for near, far, still and long ago."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class MatchingSettings(NamedTuple):
    """Limits that kernels read; all are floats.

    Source:  TheTransitClock matches within 60 m and asks for two reports 100 m apart before it
             finds a trip by itself; the rest was chosen on WMATA's traces.
    """

    off_path_m: float = 60.0
    """Farther from its way a vehicle is off it."""
    off_line_m: float = 250.0
    """The same where the way is only straight lines between stops, if they are short."""
    top_speed_mps: float = 33.0
    """No vehicle makes way faster."""
    still_mps: float = 0.8
    """Slower is standing."""
    stop_before_m: float = 40.0
    """Standing up to so far before a stop is standing at it."""
    stop_after_m: float = 30.0
    """Standing up to so far behind a stop is standing at it; farther, the stop has been left."""
    first_stop_after_m: float = 50.0
    """The same at the first stop, where vehicles move up before they leave."""
    stand_s: float = 2.5
    """So long a vehicle stands before it is held to have come to stand."""
    longest_gap_s: float = 300.0
    """Of stops passed while nothing was heard for longer, nothing is told."""
    decide_m: float = 100.0
    """So far apart a vehicle's fixes lie before its trip is looked for."""
    search_every_s: float = 20.0
    """So long after a search that found nothing the next is made."""
    refuted_m: float = 300.0
    """Driven so far off the way of a trip that was only found, or so far from the way of one that
    was named but never driven, the trip is looked for anew."""
    reversed_m: float = 200.0
    """Driven so far against the direction of its way, the trip is looked for anew."""
    detour_m: float = 3000.0
    """Driven so far off the way of a trip that was named and driven, it is looked for anew."""
    early_s: float = 300.0
    """A vehicle whose trip is looked for is at most so early,"""
    late_s: float = 2700.0
    """and at most so late."""
    held_s: float = 600.0
    """A run is another vehicle's for so long after that was heard."""
    headstart_s: float = 180.0
    """A vehicle that moves off its first stop earlier than that only moves up, until it has gone"""
    headstart_m: float = 1000.0
    """so far."""


def as_record(settings: MatchingSettings) -> NDArray[Any]:
    """The settings as one record, which is what kernels read."""
    kind = np.dtype([(name, np.float64) for name in MatchingSettings._fields])
    return np.array([tuple(settings)], kind)
