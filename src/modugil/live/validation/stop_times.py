"""Rules about when vehicles are expected at stops."""

from collections.abc import Iterator
from datetime import date

from google.transit import gtfs_realtime_pb2 as pb

from modugil.conditions.staff.calls import Calls, at_second
from modugil.live.validation.rule import Rule, Said, Seen
from modugil.live.validation.timetable_facts import TimetableFacts
from modugil.live.validation.trips import is_date

StopTime = pb.TripUpdate.StopTimeUpdate
_GONE = (pb.TripDescriptor.CANCELED, pb.TripDescriptor.DELETED)
_SILENT = (StopTime.SKIPPED, StopTime.NO_DATA)


def _find_row(calls: Calls, one: StopTime, facts: TimetableFacts) -> int | None:
    """The position of the stop in the trip."""
    if one.HasField("stop_sequence"):
        found = (calls.sequence == one.stop_sequence).nonzero()[0]
    else:
        stop = facts.ids.find_stop(one.stop_id)
        found = (calls.stop == stop).nonzero()[0]
    return int(found[0]) if len(found) else None


def find_unsorted(seen: Seen) -> Iterator[Said]:
    """Stop times that do not follow the trip."""
    for id, update in seen.updates():
        numbers = [
            one.stop_sequence for one in update.stop_time_update if one.HasField("stop_sequence")
        ]
        row = seen.facts.find_trip(update.trip)
        if row is not None and not numbers:
            calls = seen.facts.get_calls(row)
            found = [_find_row(calls, one, seen.facts) for one in update.stop_time_update]
            numbers = [one for one in found if one is not None]
        if any(after <= before for before, after in zip(numbers, numbers[1:], strict=False)):
            yield id, f"stops in the order {numbers[:12]}"


def _instants(seen: Seen, update: pb.TripUpdate) -> Iterator[tuple[int | None, int | None]]:
    """Arrival and departure of each stop time; a delay counts from the timetable's time."""
    row = seen.facts.find_trip(update.trip)
    calls = seen.facts.get_calls(row) if row is not None else None
    day_s: int | None = None
    if is_date(update.trip.start_date):
        text = update.trip.start_date
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        day_s = round(at_second(0, day=day, zone=seen.facts.ids.zone).timestamp())
    for one in update.stop_time_update:
        position = _find_row(calls, one, seen.facts) if calls is not None else None
        told: list[int | None] = []
        for name in ("arrival", "departure"):
            event = getattr(one, name)
            if not one.HasField(name) or not (event.time or event.HasField("delay")):
                told.append(None)
            elif event.time:
                told.append(event.time)
            elif position is None or day_s is None or calls is None:
                told.append(None)
            else:
                second = (calls.arrival_s if name == "arrival" else calls.departure_s)[position]
                told.append(day_s + int(second) + event.delay)
        yield told[0], told[1]


def find_backwards(seen: Seen) -> Iterator[Said]:
    """Stops that are reached no later than the one before is left."""
    for id, update in seen.updates():
        before: int | None = None
        for arrival, departure in _instants(seen, update):
            first = arrival if arrival is not None else departure
            if before is not None and first is not None and first <= before:
                yield id, f"{first} after {before}"
            ends = [one for one in (arrival, departure) if one is not None]
            before = max(ends) if ends else before


def find_left_before_reached(seen: Seen) -> Iterator[Said]:
    """Stops that are left before they are reached."""
    for id, update in seen.updates():
        for arrival, departure in _instants(seen, update):
            if arrival is not None and departure is not None and departure < arrival:
                yield id, f"departure {departure} before arrival {arrival}"


def _neighbours(update: pb.TripUpdate) -> Iterator[tuple[StopTime, StopTime]]:
    told = list(update.stop_time_update)
    yield from zip(told, told[1:], strict=False)


def find_number_twice(seen: Seen) -> Iterator[Said]:
    """The same stop number twice in a row."""
    for id, update in seen.updates():
        for one, other in _neighbours(update):
            if one.HasField("stop_sequence") and other.HasField("stop_sequence"):
                if one.stop_sequence == other.stop_sequence:
                    yield id, f"stop_sequence {one.stop_sequence}"


def find_stop_twice(seen: Seen) -> Iterator[Said]:
    """The same stop twice in a row."""
    for id, update in seen.updates():
        for one, other in _neighbours(update):
            if one.stop_id and one.stop_id == other.stop_id:
                yield id, f"stop_id {one.stop_id}"


def find_empty(seen: Seen) -> Iterator[Said]:
    """Updates that say nothing of any stop."""
    for id, update in seen.updates():
        if not update.stop_time_update and update.trip.schedule_relationship not in _GONE:
            yield id, "no stop_time_update"


def find_told_without_data(seen: Seen) -> Iterator[Said]:
    """Times at stops of which nothing is said to be known."""
    for id, update in seen.updates():
        for one in update.stop_time_update:
            told = one.HasField("arrival") or one.HasField("departure")
            if one.schedule_relationship == StopTime.NO_DATA and told:
                yield id, f"stop {one.stop_id or one.stop_sequence}"


def find_nothing_told(seen: Seen) -> Iterator[Said]:
    """Stop times without any time."""
    for id, update in seen.updates():
        for one in update.stop_time_update:
            told = one.HasField("arrival") or one.HasField("departure")
            if one.schedule_relationship not in _SILENT and not told:
                yield id, f"stop {one.stop_id or one.stop_sequence}"


def find_event_empty(seen: Seen) -> Iterator[Said]:
    """Arrivals and departures without time and delay."""
    for id, update in seen.updates():
        for one in update.stop_time_update:
            for name in ("arrival", "departure"):
                event = getattr(one, name)
                if (
                    one.HasField(name)
                    and not event.HasField("time")
                    and not event.HasField("delay")
                ):
                    yield id, f"{name} at stop {one.stop_id or one.stop_sequence}"


def find_delay_of_nothing(seen: Seen) -> Iterator[Said]:
    """Delays at stops for which the timetable tells no time."""
    for id, update in seen.updates():
        row = seen.facts.find_trip(update.trip)
        if row is None:
            continue
        told, calls = seen.facts.tells_times(row), seen.facts.get_calls(row)
        for one in update.stop_time_update:
            position = _find_row(calls, one, seen.facts)
            events = [getattr(one, name) for name in ("arrival", "departure") if one.HasField(name)]
            delays = [event for event in events if event.HasField("delay") and not event.time]
            if delays and position is not None and not told[position]:
                yield id, f"stop {one.stop_id or one.stop_sequence}"


RULES = (
    Rule(
        "E002",
        "정차 정보는 운행 순서대로 적어야 합니다.",
        "Stop times follow the trip.",
        find_unsorted,
    ),
    Rule(
        "E022",
        "시각은 정류소마다 늘어나야 합니다.",
        "Times grow from stop to stop.",
        find_backwards,
    ),
    Rule(
        "E025",
        "출발은 도착보다 이르지 않아야 합니다.",
        "No stop is left before it is reached.",
        find_left_before_reached,
    ),
    Rule(
        "E036",
        "같은 stop_sequence가 이어지지 않아야 합니다.",
        "No stop_sequence comes twice in a row.",
        find_number_twice,
    ),
    Rule(
        "E037",
        "같은 stop_id가 이어지지 않아야 합니다.",
        "No stop_id comes twice in a row.",
        find_stop_twice,
    ),
    Rule(
        "E041",
        "취소되지 않은 운행 갱신에는 정차 정보가 있어야 합니다.",
        "An update has stop times, unless the trip is cancelled.",
        find_empty,
    ),
    Rule(
        "E042",
        "NO_DATA인 정차 정보에는 시각이 없어야 합니다.",
        "A stop time of NO_DATA has no times.",
        find_told_without_data,
    ),
    Rule(
        "E043",
        "정차 정보에는 도착이나 출발이 있어야 합니다.",
        "A stop time has an arrival or a departure, unless SKIPPED or NO_DATA.",
        find_nothing_told,
    ),
    Rule(
        "E044",
        "도착과 출발에는 시각이나 지연이 있어야 합니다.",
        "Arrivals and departures have a time or a delay.",
        find_event_empty,
    ),
    Rule(
        "E046",
        "시간표에 시각이 없는 정류소에는 지연만 적지 않아야 합니다.",
        "Where the timetable tells no time, a delay alone means nothing.",
        find_delay_of_nothing,
    ),
)
