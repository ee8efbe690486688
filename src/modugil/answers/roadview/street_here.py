"""The way on which a picture was taken, and the ways around it."""

import math
from dataclasses import dataclass

from modugil.core.geo import LatLon, bearing_deg, distance_m
from modugil.region.street_index import link_points
from modugil.region.streets import Streets
from modugil.region.vocabulary import WayKind

STREET_WITHIN_M = 15.0
"""The position of a camera is no better than that between houses."""
MOST_WAYS = 64


@dataclass(frozen=True, slots=True)
class WayNear:
    """One way, and the spot of it that is nearest."""

    edge: int
    point: LatLon
    along_deg: float
    """Which way it leads there, from its tail to its head."""
    away_m: float


def find_street(streets: Streets, point: LatLon) -> WayNear | None:
    """The nearest way; None where there is none within 15 metres."""
    near = list_ways(streets, point, within_m=STREET_WITHIN_M, most=8)
    return next(iter(near), None)


def list_ways(
    streets: Streets, point: LatLon, *, within_m: float, most: int = MOST_WAYS
) -> list[WayNear]:
    """Ways near the point, the nearest first; links that only we drew are left out."""
    edges, ratios, away = link_points(streets, point.lat, point.lon, k=most, max_m=within_m)
    found = []
    for edge, ratio, gap_m in zip(
        edges[0].tolist(), ratios[0].tolist(), away[0].tolist(), strict=True
    ):
        if edge >= 0 and streets.edge_kind[edge] != WayKind.LINK:
            spot, along = locate(streets, edge, ratio)
            found.append(WayNear(edge, spot, along, gap_m))
    return found


def locate(streets: Streets, edge: int, ratio: float) -> tuple[LatLon, float]:
    """The spot at that part of the way, and which way it leads there."""
    line = list_line(streets, edge)
    lengths = [distance_m(a, b) for a, b in zip(line, line[1:], strict=False)]
    left_m = ratio * math.fsum(lengths)
    for row, length_m in enumerate(lengths):
        if left_m <= length_m or row == len(lengths) - 1:
            part = min(1.0, left_m / length_m) if length_m > 0 else 0.0
            a, b = line[row], line[row + 1]
            spot = LatLon(a.lat + part * (b.lat - a.lat), a.lon + part * (b.lon - a.lon))
            return spot, bearing_deg(a, b)
        left_m -= length_m
    return line[0], 0.0


def list_line(streets: Streets, edge: int) -> list[LatLon]:
    """The points of the way from its tail to its head."""
    points = slice(int(streets.shape_start[edge]), int(streets.shape_start[edge + 1]))
    lats, lons = streets.shape_lat[points].tolist(), streets.shape_lon[points].tolist()
    return [LatLon(lat, lon) for lat, lon in zip(lats, lons, strict=True)]


def name_of(streets: Streets, edge: int, *, language: str) -> str:
    """The street's name in that language, else as published; "" where it has none."""
    row = int(streets.edge_name[edge])
    return streets.names.get(row, language=language) if row >= 0 else ""
