"""Distances and directions on the ground, for places at most a region apart."""

import math
from dataclasses import dataclass

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius. Source: IUGG."""


@dataclass(frozen=True, slots=True)
class LatLon:
    """One point, WGS 84 degrees."""

    lat: float
    lon: float


def distance_m(start: LatLon, end: LatLon) -> float:
    """Metres between two points along the great circle (haversine)."""
    phi_a, phi_b = math.radians(start.lat), math.radians(end.lat)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(end.lon - start.lon) / 2
    a = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(a)))


def bearing_deg(start: LatLon, end: LatLon) -> float:
    """Direction from start to end, clockwise from north, 0 to below 360."""
    phi_a, phi_b = math.radians(start.lat), math.radians(end.lat)
    turn = math.radians(end.lon - start.lon)
    east = math.sin(turn) * math.cos(phi_b)
    north = math.cos(phi_a) * math.sin(phi_b) - math.sin(phi_a) * math.cos(phi_b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360.0


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Metres that one degree of latitude and one of longitude span at this latitude."""
    per_lat = math.pi * EARTH_RADIUS_M / 180.0
    return per_lat, per_lat * math.cos(math.radians(lat))
