"""Rules about how trips and lines are named."""

from collections.abc import Iterator
from datetime import datetime

from google.transit import gtfs_realtime_pb2 as pb

from modugil.live.validation.rule import Rule, Said, Seen
from modugil.live.validation.timetable_facts import NO_DIRECTION, parse_time

_TRIP = pb.TripDescriptor
_NOT_PLANNED = (_TRIP.ADDED, _TRIP.NEW)


def is_planned(trip: pb.TripDescriptor) -> bool:
    """Whether the timetable should know it."""
    return trip.schedule_relationship not in _NOT_PLANNED


def find_trip_unknown(seen: Seen) -> Iterator[Said]:
    """Trips that the timetable does not have."""
    for id, trip in seen.named():
        if trip.trip_id and is_planned(trip) and not seen.facts.find_trips(trip):
            yield id, f"trip_id {trip.trip_id}"


def find_route_unknown(seen: Seen) -> Iterator[Said]:
    """Lines that the timetable does not have."""
    told = [(id, trip.route_id) for id, trip in seen.named()]
    told += [(id, one.route_id) for id, alert in seen.alerts() for one in alert.informed_entity]
    for id, route in told:
        if route and seen.facts.ids.find_route(route) is None:
            yield id, f"route_id {route}"


def find_added_known(seen: Seen) -> Iterator[Said]:
    """Trips called additional that the timetable has."""
    for id, trip in seen.driven():
        if trip.trip_id and not is_planned(trip) and seen.facts.find_trips(trip):
            yield id, f"trip_id {trip.trip_id} is in the timetable"


def find_start_time(seen: Seen) -> Iterator[Said]:
    """Starts that are no time of day."""
    for id, trip in seen.named():
        if trip.HasField("start_time") and parse_time(trip.start_time) is None:
            yield id, f"start_time {trip.start_time!r}"


def find_start_date(seen: Seen) -> Iterator[Said]:
    """Days that are none."""
    for id, trip in seen.named():
        if trip.HasField("start_date") and not is_date(trip.start_date):
            yield id, f"start_date {trip.start_date!r}"


def is_date(text: str) -> bool:
    """Whether it is a day written YYYYMMDD."""
    try:
        datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 (a date alone)
    except ValueError:
        return False
    return len(text) == 8


def find_other_start(seen: Seen) -> Iterator[Said]:
    """Starts of trips that do not repeat, other than the timetable's."""
    for id, trip in seen.driven():
        row = seen.facts.find_trip(trip)
        told = parse_time(trip.start_time)
        if row is None or told is None or seen.facts.ids.repeats(row):
            continue
        if told != int(seen.facts.get_calls(row).arrival_s[0]):
            yield id, f"start_time {trip.start_time}"


def find_other_direction(seen: Seen) -> Iterator[Said]:
    """Directions other than the timetable's."""
    for id, trip in seen.named():
        row = seen.facts.find_trip(trip)
        if row is None or not trip.HasField("direction_id"):
            continue
        planned = int(seen.facts.timetable.trips.direction[row])
        if planned not in (NO_DIRECTION, trip.direction_id):
            yield id, f"direction_id {trip.direction_id}"


def find_other_route(seen: Seen) -> Iterator[Said]:
    """Trips that are none of the line named with them."""
    for id, trip in seen.named():
        row = seen.facts.find_trip(trip)
        if row is not None and trip.route_id not in ("", seen.facts.route_of(row)):
            yield id, f"trip {trip.trip_id} is not of route {trip.route_id}"


def find_unnamed(seen: Seen) -> Iterator[Said]:
    """Trips without an id."""
    for id, trip in seen.driven():
        if not trip.trip_id:
            yield id, "no trip_id"


def find_unrelated(seen: Seen) -> Iterator[Said]:
    """Trips and stop times that do not say how they stand to the timetable."""
    for id, trip in seen.driven():
        if not trip.HasField("schedule_relationship"):
            yield id, "the trip has no schedule_relationship"
    for id, update in seen.updates():
        if not all(one.HasField("schedule_relationship") for one in update.stop_time_update):
            yield id, "a stop time has no schedule_relationship"


RULES = (
    Rule(
        "E003",
        "운행(trip_id)은 시간표에 있어야 합니다.",
        "Every trip_id is in the timetable.",
        find_trip_unknown,
    ),
    Rule(
        "E004",
        "노선(route_id)은 시간표에 있어야 합니다.",
        "Every route_id is in the timetable.",
        find_route_unknown,
    ),
    Rule(
        "E016",
        "추가 운행의 trip_id는 시간표에 없어야 합니다.",
        "An added trip's id is not in the timetable.",
        find_added_known,
    ),
    Rule(
        "E020",
        "start_time은 HH:MM:SS로 써야 합니다.",
        "start_time is written HH:MM:SS.",
        find_start_time,
    ),
    Rule(
        "E021",
        "start_date는 YYYYMMDD로 써야 합니다.",
        "start_date is written YYYYMMDD.",
        find_start_date,
    ),
    Rule(
        "E023",
        "start_time은 시간표의 첫 도착 시각과 같아야 합니다.",
        "start_time is the timetable's first arrival.",
        find_other_start,
    ),
    Rule(
        "E024",
        "방향(direction_id)은 시간표와 같아야 합니다.",
        "direction_id is the timetable's.",
        find_other_direction,
    ),
    Rule(
        "E035",
        "운행은 함께 적힌 노선의 것이어야 합니다.",
        "A trip is of the line that is named with it.",
        find_other_route,
    ),
    Rule(
        "W006",
        "trip_id를 적는 것이 좋습니다.",
        "A trip should be named by its trip_id.",
        find_unnamed,
    ),
    Rule(
        "W009",
        "schedule_relationship을 적는 것이 좋습니다.",
        "Trips and stop times should tell their schedule_relationship.",
        find_unrelated,
    ),
)
