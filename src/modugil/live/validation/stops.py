"""Rules about which stops are named."""

from collections.abc import Iterator

import numpy as np
from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen

StopTime = pb.TripUpdate.StopTimeUpdate


def list_told(seen: Seen) -> Iterator[tuple[str, pb.TripDescriptor, int | None, str]]:
    """Every stop of updates and vehicles: entity, trip, stop_sequence (None where not told), id."""
    for id, update in seen.updates():
        for one in update.stop_time_update:
            sequence = one.stop_sequence if one.HasField("stop_sequence") else None
            yield id, update.trip, sequence, one.stop_id
    for id, vehicle in seen.positions():
        told = vehicle.HasField("current_stop_sequence")
        sequence = vehicle.current_stop_sequence if told else None
        if sequence is not None or vehicle.stop_id:
            yield id, vehicle.trip, sequence, vehicle.stop_id


def find_twice_served(seen: Seen) -> Iterator[Said]:
    """Stops that a trip serves twice, told without saying which time is meant."""
    for id, update in seen.updates():
        row = seen.facts.find_trip(update.trip)
        if row is None:
            continue
        stops, counts = np.unique(seen.facts.get_calls(row).stop, return_counts=True)
        twice = {seen.facts.ids.stops[stop] for stop in stops[counts > 1].tolist()}
        for one in update.stop_time_update:
            if one.stop_id in twice and not one.HasField("stop_sequence"):
                yield id, f"stop_id {one.stop_id} without stop_sequence"


def find_station_served(seen: Seen) -> Iterator[Said]:
    """Stations and entrances at which the timetable has vehicles stop."""
    for stop in np.unique(seen.facts.timetable.patterns.stop).tolist():
        if not seen.facts.is_platform(stop):
            yield "", f"stop_times.txt: stop_id {seen.facts.ids.stops[stop]}"


def find_stop_unknown(seen: Seen) -> Iterator[Said]:
    """Stops that neither the timetable nor the feeds have."""
    known = seen.new_stops()
    told = [(id, stop) for id, _, _, stop in list_told(seen)]
    told += [(id, one.stop_id) for id, alert in seen.alerts() for one in alert.informed_entity]
    for id, stop in told:
        if stop and stop not in known and seen.facts.ids.find_stop(stop) is None:
            yield id, f"stop_id {stop}"


def find_no_platform(seen: Seen) -> Iterator[Said]:
    """Stations and entrances at which a vehicle is said to stop."""
    for id, _, _, stop in list_told(seen):
        row = seen.facts.ids.find_stop(stop) if stop else None
        if row is not None and not seen.facts.is_platform(row):
            yield id, f"stop_id {stop}"


def find_nowhere(seen: Seen) -> Iterator[Said]:
    """Stop times that do not say where."""
    for id, update in seen.updates():
        for one in update.stop_time_update:
            if not one.stop_id and not one.HasField("stop_sequence"):
                yield id, "neither stop_id nor stop_sequence"


def find_other_stop(seen: Seen) -> Iterator[Said]:
    """Stops that are not those of the timetable with that number."""
    for id, trip, sequence, stop in list_told(seen):
        row = seen.facts.find_trip(trip)
        if row is None or sequence is None or not stop:
            continue
        calls = seen.facts.get_calls(row)
        planned = [seen.facts.ids.stops[one] for one in calls.stop[calls.sequence == sequence]]
        if planned and stop not in planned:
            yield id, f"stop_sequence {sequence} is {planned[0]} and not {stop}"


def find_sequence_unknown(seen: Seen) -> Iterator[Said]:
    """Numbers of stops that the trip does not have."""
    for id, trip, sequence, _ in list_told(seen):
        row = seen.facts.find_trip(trip)
        if row is not None and sequence is not None:
            if sequence not in seen.facts.get_calls(row).sequence:
                yield id, f"stop_sequence {sequence} of trip {trip.trip_id}"


RULES = (
    Rule(
        "E009",
        "한 운행이 두 번 서는 정류소에는 stop_sequence가 있어야 합니다.",
        "A stop that a trip serves twice is told with its stop_sequence.",
        find_twice_served,
    ),
    Rule(
        "E010",
        "시간표의 정차 지점은 모두 승강장(location_type 0)이어야 합니다.",
        "Every stop of stop_times.txt has location_type 0.",
        find_station_served,
    ),
    Rule(
        "E011",
        "정류소(stop_id)는 시간표에 있어야 합니다.",
        "Every stop_id is in the timetable.",
        find_stop_unknown,
    ),
    Rule(
        "E015",
        "실시간 정차 지점은 승강장(location_type 0)이어야 합니다.",
        "Every stop of an update or a vehicle has location_type 0.",
        find_no_platform,
    ),
    Rule(
        "E040",
        "정차 정보에는 stop_id나 stop_sequence가 있어야 합니다.",
        "A stop time has a stop_id or a stop_sequence.",
        find_nowhere,
    ),
    Rule(
        "E045",
        "stop_sequence와 stop_id는 시간표와 같이 짝지어야 합니다.",
        "stop_sequence and stop_id go together as in the timetable.",
        find_other_stop,
    ),
    Rule(
        "E051",
        "stop_sequence는 시간표의 그 운행에 있어야 합니다.",
        "A stop_sequence is one of the trip's in the timetable.",
        find_sequence_unknown,
    ),
)
