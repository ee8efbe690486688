"""How far a place is from the way of a trip."""

import numpy as np

from modugil.core.geo import LatLon
from modugil.live.operations.network import ServiceNetwork
from modugil.live.paths import F64, to_metres


def distance_to_way_m(network: ServiceNetwork, trip: int, place: LatLon) -> float:
    """Metres to the nearest point of the trip's shape, or of straight lines between its stops."""
    lat, lon = _read_way(network, trip)
    x_m, y_m = to_metres(place, lat=lat, lon=lon)
    if len(x_m) < 2:
        return float(np.hypot(x_m, y_m).min())
    east, north = np.diff(x_m), np.diff(y_m)
    square = np.maximum(east * east + north * north, 1e-9)
    share = np.clip(-(x_m[:-1] * east + y_m[:-1] * north) / square, 0.0, 1.0)
    return float(np.hypot(x_m[:-1] + share * east, y_m[:-1] + share * north).min())


def _read_way(network: ServiceNetwork, trip: int) -> tuple[F64, F64]:
    timetable = network.timetable
    shape = int(timetable.trips.shape[trip])
    if shape >= 0:
        rows = slice(int(timetable.shapes.start[shape]), int(timetable.shapes.start[shape + 1]))
        return timetable.shapes.lat[rows], timetable.shapes.lon[rows]
    positions = np.arange(int(network.length[trip]), dtype=np.int32)
    stops = network.stop_rows(np.full(len(positions), trip, np.int32), positions)
    return timetable.stops.lat[stops], timetable.stops.lon[stops]
