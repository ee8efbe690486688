"""Vehicle positions: one entity for every vehicle heard of within the last 90 seconds."""

from collections.abc import Iterable, Iterator, Mapping
from math import isnan

from modugil.api.gtfs_rt.fleet_rows import VehicleRow
from modugil.api.gtfs_rt.trip_words import TripWords, entity
from modugil.api.gtfs_rt.wire import float32, float64, nested, number, text
from modugil.conditions.conditions import TripChange, TripRun
from modugil.live.snapshot.occupancy import find_occupancy

_STOPPED_AT, _IN_TRANSIT_TO = 1, 2
_VEHICLE = 4
UNCHANGED = TripChange()


def list_positions(
    words: TripWords,
    vehicles: Iterable[VehicleRow],
    *,
    changes: Mapping[TripRun, TripChange],
    header_s: int,
) -> Iterator[bytes]:
    """The entities; no time in them is after the header's."""
    for vehicle in vehicles:
        change = changes.get(vehicle.run, UNCHANGED) if vehicle.run is not None else UNCHANGED
        payload = _build(words, vehicle, change, min(vehicle.time_s, header_s))
        yield entity(f"vehicle:{vehicle.vehicle}", _VEHICLE, payload)


def _build(words: TripWords, vehicle: VehicleRow, change: TripChange, time_s: int) -> bytes:
    parts = []
    if vehicle.run is not None:
        trip = words.trip(vehicle.run, words.relationship(vehicle.run.trip))
        parts.append(nested(1, trip))
    parts.append(nested(2, _position(vehicle)))
    if vehicle.run is not None:
        parts.append(_stop(words, vehicle, vehicle.run.trip, change.skipped_positions))
    parts.append(number(5, time_s))
    parts.append(nested(8, words.vehicle(vehicle.vehicle, vehicle.wheelchair)))
    occupancy = find_occupancy(vehicle.occupancy_ratio, full=change.full)
    if occupancy is not None:
        parts.append(number(9, occupancy))
    if vehicle.occupancy_ratio >= 0.0:
        parts.append(number(10, round(vehicle.occupancy_ratio * 100)))
    return b"".join(parts)


def _position(vehicle: VehicleRow) -> bytes:
    parts = [float32(1, vehicle.lat), float32(2, vehicle.lon)]
    if not isnan(vehicle.heading_deg):
        parts.append(float32(3, vehicle.heading_deg % 360.0))
    if not isnan(vehicle.odometer_m):
        parts.append(float64(4, vehicle.odometer_m))
    if not isnan(vehicle.speed_mps):
        parts.append(float32(5, vehicle.speed_mps))
    return b"".join(parts)


def _stop(words: TripWords, vehicle: VehicleRow, trip: int, skipped: frozenset[int]) -> bytes:
    """The stop at which it stands, else the next one that it serves; the last one at the end."""
    patterns, pattern = words.timetable.patterns, int(words.timetable.trips.pattern[trip])
    first, end = int(patterns.stop_start[pattern]), int(patterns.stop_start[pattern + 1])
    stands = vehicle.at_stop and vehicle.last >= 0
    position = vehicle.last if stands else vehicle.last + 1
    while position in skipped and not stands:
        position += 1
    if position >= end - first:
        position, stands = end - first - 1, True
    row = first + position
    return b"".join(
        (
            number(3, int(patterns.sequence[row])),
            number(4, _STOPPED_AT if stands else _IN_TRANSIT_TO),
            text(7, words.ids.stops[int(patterns.stop[row])]),
        )
    )
