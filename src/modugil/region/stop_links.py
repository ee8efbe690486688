"""Ties each stop to the street edges near it, except where only a pathway leads to it.

Inside a station with pathways one comes to a platform by those alone, through an entrance; a
straight tie from the street would walk through walls and floors. Source: GTFS Schedule reference,
pathways.txt.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modugil.region.street_index import STOP_REACH_M, link_points, link_stops
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

_INSIDE = (LocationType.GENERIC_NODE, LocationType.BOARDING_AREA)


def reached_by_pathway_only(timetable: Timetable) -> NDArray[np.bool_]:
    """Which stops are never tied to a street: inner nodes, and platforms that pathways lead to."""
    kinds = timetable.stops.location_type
    has_pathway = np.zeros(timetable.stop_count, np.bool_)
    has_pathway[timetable.pathways.from_stop] = True
    has_pathway[timetable.pathways.to_stop] = True
    inside: NDArray[np.bool_] = np.isin(kinds, _INSIDE)
    inside |= has_pathway & (kinds == LocationType.STOP)
    return inside


def link_timetable(timetable: Timetable, streets: Streets) -> Timetable:
    """The same timetable with `link_*` filled from these streets.

    A stop goes to the network that leads somewhere; only where none is near, to an island of a few
    streets, which is better than nowhere.
    """
    stops = timetable.stops
    count = stops.link_edge.shape[1]
    edge, ratio, distance_m = link_stops(streets, stops.lat, stops.lon, k=count)
    alone = np.flatnonzero(edge[:, 0] < 0)
    edge[alone], ratio[alone], distance_m[alone] = link_points(
        streets, stops.lat[alone], stops.lon[alone], k=count, max_m=STOP_REACH_M
    )
    inner = reached_by_pathway_only(timetable)
    edge[inner], ratio[inner], distance_m[inner] = -1, np.nan, np.inf
    linked = replace(stops, link_edge=edge, link_ratio=ratio, link_distance_m=distance_m)
    return replace(timetable, stops=linked)
