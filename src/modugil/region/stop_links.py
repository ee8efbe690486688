"""Ties each stop to the street edges near it, except where only a pathway leads to it.

Inside a station with pathways one comes to a platform by those alone, through an entrance; a
straight tie from the street would walk through walls and floors. Pathways that lead to no entrance
(from platform to platform only) say nothing of the way in: such platforms keep their tie, or nobody
would ever get there. Source: GTFS Schedule reference, pathways.txt.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modugil.core.notices import Notice, Notices, Severity
from modugil.region.street_index import STOP_REACH_M, link_points, link_stops
from modugil.region.streets import Streets
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

FAR = "stop_without_street"
_INSIDE = (LocationType.GENERIC_NODE, LocationType.BOARDING_AREA)


def reached_by_pathway_only(timetable: Timetable) -> NDArray[np.bool_]:
    """Which stops are never tied to a street: inner nodes, and platforms behind an entrance."""
    kinds = timetable.stops.location_type
    inside: NDArray[np.bool_] = np.isin(kinds, _INSIDE)
    inside |= _behind_entrances(timetable) & (kinds == LocationType.STOP)
    return inside


def _behind_entrances(timetable: Timetable) -> NDArray[np.bool_]:
    """Which stops hang together with an entrance by pathways, in whichever direction."""
    start, end = timetable.pathways.from_stop, timetable.pathways.to_stop
    reached: NDArray[np.bool_] = timetable.stops.location_type == LocationType.ENTRANCE
    count = -1
    while count != (count := int(reached.sum())):
        reached[end[reached[start]]] = True
        reached[start[reached[end]]] = True
    return reached


def link_timetable(timetable: Timetable, streets: Streets, *, notices: Notices) -> Timetable:
    """The same timetable with `link_*` filled from these streets; a stop near none is noted.

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
    _note_far_stops(timetable, (edge[:, 0] < 0) & ~inner, notices)
    edge[inner], ratio[inner], distance_m[inner] = -1, np.nan, np.inf
    linked = replace(stops, link_edge=edge, link_ratio=ratio, link_distance_m=distance_m)
    return replace(timetable, stops=linked)


def _note_far_stops(timetable: Timetable, far: NDArray[np.bool_], notices: Notices) -> None:
    message = f"No street lies within {STOP_REACH_M:g} m of this stop: nobody can walk to it."
    for row in np.flatnonzero(far).tolist():
        file = f"{timetable.feed_ids[timetable.stops.feed[row]]}/stops.txt"
        stop = timetable.stops.id[row]
        notices.add(Notice(FAR, Severity.INFO, file, 0, "stop_id", stop, message))
