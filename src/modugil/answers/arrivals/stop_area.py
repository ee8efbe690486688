"""The stops within an area, the nearest first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.manifest import Bounds
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType


@dataclass(frozen=True, slots=True)
class Area:
    """A box around a point, and within it a circle where `radius_m` is given."""

    point: LatLon
    box: Bounds
    radius_m: float | None

    def touches(self, other: Bounds) -> bool:
        """Whether the boxes have anything in common."""
        box = self.box
        return (
            box.south <= other.north
            and other.south <= box.north
            and box.west <= other.east
            and other.west <= box.east
        )

    def holds(self, at: LatLon) -> bool:
        """Whether the place is within the box."""
        box = self.box
        return box.south <= at.lat <= box.north and box.west <= at.lon <= box.east


def around_point(point: LatLon, radius_m: float) -> Area:
    """The circle of so many metres."""
    per_lat, per_lon = metres_per_degree(min(89.0, max(-89.0, point.lat)))
    lat, lon = radius_m / per_lat, radius_m / per_lon
    box = Bounds(point.lat - lat, point.lon - lon, point.lat + lat, point.lon + lon)
    return Area(point, box, radius_m)


def box_around(point: LatLon, *, lat_deg: float, lon_deg: float) -> Area:
    """The box of so many degrees, its middle at the point."""
    lat, lon = lat_deg / 2, lon_deg / 2
    return Area(
        point, Bounds(point.lat - lat, point.lon - lon, point.lat + lat, point.lon + lon), None
    )


class StopField:
    """Where one may board or alight, for searching by place."""

    def __init__(self, timetable: Timetable) -> None:
        """Take the platforms that something serves."""
        stops = timetable.stops
        served = np.diff(timetable.patterns.at_stop_start) > 0
        rows = np.flatnonzero(served & (stops.location_type == LocationType.STOP))
        self.rows: NDArray[np.int64] = rows
        self._lat, self._lon = np.asarray(stops.lat[rows]), np.asarray(stops.lon[rows])

    def bounds(self) -> Bounds | None:
        """The box around all of them, None where there is none."""
        if not len(self.rows):
            return None
        lat, lon = self._lat, self._lon
        return Bounds(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))

    def find(self, area: Area) -> list[tuple[int, float]]:
        """Rows of stops and their metres from the point, the nearest first."""
        box = area.box
        inside = (self._lat >= box.south) & (self._lat <= box.north)
        inside &= (self._lon >= box.west) & (self._lon <= box.east)
        at = np.flatnonzero(inside)
        per_lat, per_lon = metres_per_degree(area.point.lat)
        north = (self._lat[at] - area.point.lat) * per_lat
        away = np.hypot(north, (self._lon[at] - area.point.lon) * per_lon)
        if area.radius_m is not None:
            near = away <= area.radius_m
            at, away = at[near], away[near]
        order = np.argsort(away, kind="stable")
        return list(zip(self.rows[at[order]].tolist(), away[order].tolist(), strict=True))
