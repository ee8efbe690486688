"""Trip updates: of every run that is driven, and of those that staff have changed beforehand."""

from collections.abc import Iterator

from modugil.api.gtfs_rt.expected_times import Changes
from modugil.api.gtfs_rt.fleet_rows import FleetRows
from modugil.api.gtfs_rt.stop_times import SKIPPED, StopTimes, encode_stop_times
from modugil.api.gtfs_rt.trip_words import CANCELED, TripWords, entity
from modugil.api.gtfs_rt.wire import nested, number
from modugil.conditions.conditions import TripChange, TripRun
from modugil.conditions.staff.calls import at_second, get_calls

UPDATE = 3
"""FeedEntity.trip_update."""
_ENDED_S = 900
"""A run that was not to be driven is told of until so long after it would have ended."""


def list_driven(
    words: TripWords, fleet: FleetRows, times: StopTimes, *, changes: Changes, header_s: int
) -> Iterator[bytes]:
    """The runs that vehicles drive; one that is cancelled all the same is told as cancelled."""
    data, ends = encode_stop_times(times, words.places)
    rows = times.run.searchsorted(range(len(fleet.runs) + 1)).tolist()
    for k, one in enumerate(fleet.runs):
        if one.run is None:
            continue
        change = changes.get(one.run)
        is_gone = change is not None and change.cancelled
        relationship = CANCELED if is_gone else words.relationship(one.run.trip)
        stops = b"" if is_gone else data[ends[rows[k]] : ends[rows[k + 1]]]
        payload = b"".join(
            (
                nested(1, words.trip(one.run, relationship)),
                stops,
                nested(3, words.vehicle(one.vehicle, one.wheelchair)),
                number(4, min(one.time_s, header_s)),
            )
        )
        yield entity(words.entity_id(one.run), UPDATE, payload)


def list_planned(
    words: TripWords, fleet: FleetRows, *, changes: Changes, header_s: int
) -> Iterator[bytes]:
    """Runs that nobody drives: cancelled ones, and those that will leave stops out.

    Nothing is told of delays alone: without a vehicle nobody has measured one.
    """
    driven = {one.run for one in fleet.runs}
    for run, change in sorted(changes.items()):
        if run in driven or not (change.cancelled or change.skipped_positions):
            continue
        calls = get_calls(words.timetable, run.trip)
        day = at_second(0, day=run.day, zone=words.ids.zone)
        day_s = round(day.timestamp())
        if day_s + int(calls.arrival_s[-1]) + _ENDED_S < header_s:
            continue
        relationship = CANCELED if change.cancelled else words.relationship(run.trip)
        stops = b"" if change.cancelled else _leave_out(words, run, change)
        trip = nested(1, words.trip(run, relationship))
        yield entity(words.entity_id(run), UPDATE, trip + stops + number(4, header_s))


def _leave_out(words: TripWords, run: TripRun, change: TripChange) -> bytes:
    """The stops that are not served."""
    patterns, pattern = words.timetable.patterns, int(words.timetable.trips.pattern[run.trip])
    first, end = int(patterns.stop_start[pattern]), int(patterns.stop_start[pattern + 1])
    told, block = [], words.places
    for position in sorted(change.skipped_positions):
        if first + position < end:
            row = first + position
            stop = block.data[row][block.kept[row]].tobytes()
            told.append(nested(2, stop + number(5, SKIPPED)))
    return b"".join(told)
