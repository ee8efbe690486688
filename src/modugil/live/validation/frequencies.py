"""Rules about trips that repeat by frequencies.txt."""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen
from modugil.live.validation.timetable_facts import parse_time

_MAY_BE = (pb.TripDescriptor.UNSCHEDULED, pb.TripDescriptor.CANCELED)


def find_unclear(seen: Seen) -> Iterator[Said]:
    """Runs without exact times of which it is not clear which one is meant."""
    for id, trip in seen.driven():
        row = seen.facts.find_trip(trip)
        if row is None or not seen.facts.is_loose(row):
            continue
        missing = [name for name in ("start_time", "start_date") if not trip.HasField(name)]
        if missing:
            yield id, f"no {' and no '.join(missing)}"


def find_scheduled(seen: Seen) -> Iterator[Said]:
    """Runs without exact times that are called scheduled."""
    for id, trip in seen.driven():
        row = seen.facts.find_trip(trip)
        if row is None or not trip.HasField("schedule_relationship"):
            continue
        if seen.facts.is_loose(row) and trip.schedule_relationship not in _MAY_BE:
            yield id, f"schedule_relationship {trip.schedule_relationship}"


def find_between(seen: Seen) -> Iterator[Said]:
    """Runs with exact times that begin between two departures."""
    for id, trip in seen.driven():
        rows = seen.facts.ids.find_trips(trip.trip_id) if trip.trip_id else []
        told = parse_time(trip.start_time)
        if not rows or told is None or not seen.facts.repeats_exactly(rows[0]):
            continue
        if told not in {seen.facts.get_start_s(row) for row in rows}:
            yield id, f"start_time {trip.start_time}"


def find_no_vehicle(seen: Seen) -> Iterator[Said]:
    """Updates of runs without exact times that name no vehicle."""
    for id, update in seen.updates():
        row = seen.facts.find_trip(update.trip)
        gone = update.trip.schedule_relationship == pb.TripDescriptor.CANCELED
        if row is not None and seen.facts.is_loose(row) and not update.vehicle.id and not gone:
            if any(one.HasField("arrival") for one in update.stop_time_update):
                yield id, "no vehicle.id"


RULES = (
    Rule(
        "E006",
        "배차 간격으로 다니는 운행에는 trip_id, start_time, start_date가 있어야 합니다.",
        "A run by headway has trip_id, start_time and start_date.",
        find_unclear,
    ),
    Rule(
        "E013",
        "배차 간격으로 다니는 운행은 UNSCHEDULED여야 합니다.",
        "A run by headway is UNSCHEDULED, or says nothing of it.",
        find_scheduled,
    ),
    Rule(
        "E019",
        "정해진 간격으로 다니는 운행의 start_time은 배차 간격에 맞아야 합니다.",
        "A run at exact times begins a whole number of headways after the first.",
        find_between,
    ),
    Rule(
        "W005",
        "배차 간격으로 다니는 운행에는 차량을 적는 것이 좋습니다.",
        "An update of a run by headway should name its vehicle.",
        find_no_vehicle,
    ),
)
