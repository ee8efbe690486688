"""Footpaths between near stops by one published rule, so that every contestant has the same.

The rule follows pynigiri's importer: stops within 100 m are joined, and so are stops of the same
name within `same_name_m`; a footpath takes two minutes or the way at 1 m/s in full minutes,
whichever is longer; the graph is closed transitively below 20 minutes. That importer lengthens
footpaths it finds too fast; at 1 m/s it leaves all of them as they are.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

NEAR_M = 100.0
SHORTEST_MIN = 2
LONGEST_MIN = 19
SPEED_MPS = 1.0
EARTH_RADIUS_M = 6_371_000.0
CELL_DEG = 0.005  # more than 500 m on either axis at this latitude


class Place(NamedTuple):
    name: str
    lat_deg: float
    lon_deg: float


def distance_m(a: Place, b: Place) -> float:
    """Metres in a straight line, good to a metre over a city."""
    north = math.radians(b.lat_deg - a.lat_deg)
    middle = math.radians((a.lat_deg + b.lat_deg) / 2)
    east = math.radians(b.lon_deg - a.lon_deg) * math.cos(middle)
    return EARTH_RADIUS_M * math.hypot(north, east)


def closed_footpaths_min(
    places: dict[str, Place], *, same_name_m: float
) -> Iterator[tuple[str, str, int]]:
    """Every (from, to, minutes) of the closed graph, ordered as `places` is."""
    links = _links_min(places, same_name_m=same_name_m)
    for start in places:
        for end, minutes in _within_reach_min(links, start).items():
            if end != start:
                yield start, end, minutes


def _links_min(places: dict[str, Place], *, same_name_m: float) -> dict[str, dict[str, int]]:
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stop, place in places.items():
        cells[_cell(place)].append(stop)
    links: dict[str, dict[str, int]] = defaultdict(dict)
    for stop, place in places.items():
        row, column = _cell(place)
        for near_row in range(row - 1, row + 2):
            for near_column in range(column - 1, column + 2):
                for other in cells[near_row, near_column]:
                    limit_m = same_name_m if places[other].name == place.name else NEAR_M
                    gap_m = distance_m(place, places[other])
                    if other != stop and gap_m <= max(limit_m, NEAR_M):
                        links[stop][other] = max(SHORTEST_MIN, int(gap_m / SPEED_MPS / 60))
    return links


def _within_reach_min(links: dict[str, dict[str, int]], start: str) -> dict[str, int]:
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        minutes, stop = heapq.heappop(queue)
        if minutes > best[stop]:
            continue
        for other, more in links[stop].items():
            total = minutes + more
            if total <= LONGEST_MIN and total < best.get(other, LONGEST_MIN + 1):
                best[other] = total
                heapq.heappush(queue, (total, other))
    return best


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat_deg / CELL_DEG), math.floor(place.lon_deg / CELL_DEG)
