"""Trip updates of driven runs that leave their way, for whoever understands TripModifications.

Beside each of these the ordinary one stands, for whoever does not: there the stops are skipped.
"""

from collections.abc import Iterator

from google.transit import gtfs_realtime_pb2 as pb

from modugil.api.gtfs_rt.fleet_rows import FleetRows, VehicleRow
from modugil.api.gtfs_rt.modifications import Leaving, Modified
from modugil.api.gtfs_rt.stop_times import NOT_TOLD, StopTimes
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.calls import at_second, get_calls

_GONE_S = 60
"""A replacement stop that should have been reached so long ago is told no more."""


def list_modified(
    words: TripWords, fleet: FleetRows, times: StopTimes, modified: Modified, *, header_s: int
) -> Iterator[pb.FeedEntity]:
    """An update of each run that a vehicle drives and that leaves its way today."""
    for k, one in enumerate(fleet.runs):
        if one.run is None or one.run not in modified.of_run:
            continue
        id, leavings = modified.of_run[one.run]
        entity = pb.FeedEntity(id=f"{words.entity_id(one.run)}:modified")
        update = entity.trip_update
        selector = update.trip.modified_trip
        selector.modifications_id = id
        selector.affected_trip_id = words.ids.trips[one.run.trip]
        selector.start_date = f"{one.run.day:%Y%m%d}"
        if words.ids.repeats(one.run.trip):
            selector.start_time = words.tell_start(one.run.trip)
        update.vehicle.ParseFromString(words.vehicle(one.vehicle, one.wheelchair))
        update.timestamp = min(one.time_s, header_s)
        calls = _list_regular(words, one.run, times, k)
        calls += _list_instead(words, one, calls, leavings, modified, now_s=header_s)
        _fill(update, sorted(calls))
        if update.stop_time_update:
            yield entity


_Call = tuple[float, str, int, int]
"""Where in the run (a replacement stop lies between two positions), stop id, arrival, departure."""


def _list_regular(words: TripWords, run: TripRun, times: StopTimes, k: int) -> list[_Call]:
    patterns = words.timetable.patterns
    first = int(patterns.stop_start[words.timetable.trips.pattern[run.trip]])
    begin, end = times.run.searchsorted([k, k + 1]).tolist()
    rows = range(begin, end)
    return [
        (
            float(times.place[row] - first),
            words.ids.stops[int(patterns.stop[times.place[row]])],
            int(times.arrival_s[row]),
            int(times.departure_s[row]),
        )
        for row in rows
        if times.arrival_s[row] != NOT_TOLD
    ]


def _list_instead(
    words: TripWords,
    one: VehicleRow,
    calls: list[_Call],
    leavings: tuple[Leaving, ...],
    modified: Modified,
    *,
    now_s: int,
) -> list[_Call]:
    found: list[_Call] = []
    for leaving in leavings:
        if one.last > leaving.last or one.run is None:
            continue
        leaves_s = _find_left(words, one, calls, max(leaving.first - 1, 0))
        stops = modified.detours[leaving.detour].replacements
        for rank, stop in enumerate(stops):
            at_s = leaves_s + stop.travel_time_s
            if at_s >= now_s - _GONE_S:
                found.append((leaving.first + rank / (len(stops) + 1), stop.stop, at_s, at_s))
    return found


def _find_left(words: TripWords, one: VehicleRow, calls: list[_Call], position: int) -> int:
    """When it leaves, or left, the last stop before the detour."""
    expected = next((call[3] for call in calls if call[0] == position), None)
    if expected is not None:
        return expected
    assert one.run is not None
    planned_s = int(get_calls(words.timetable, one.run.trip).departure_s[position])
    planned = at_second(planned_s, day=one.run.day, zone=words.ids.zone)
    return round(planned.timestamp()) + (one.delay_s or 0)


def _fill(update: pb.TripUpdate, calls: list[_Call]) -> None:
    soonest_s = 0
    for _, stop, arrival_s, departure_s in calls:
        arrival_s = max(arrival_s, soonest_s)
        departure_s = max(departure_s, arrival_s)
        soonest_s = departure_s + 1
        told = update.stop_time_update.add(stop_id=stop)
        told.arrival.time, told.departure.time = arrival_s, departure_s
        told.schedule_relationship = pb.TripUpdate.StopTimeUpdate.SCHEDULED
