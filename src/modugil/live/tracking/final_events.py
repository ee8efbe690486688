"""Final stop events on their way to history, each of them once, also across a restart."""

from collections.abc import Iterable

from modugil.live.history.records import StopEventRecord, encode_event, name_events
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.tracking.engine import LiveEngine
from modugil.region.timetable import Timetable
from modugil.store.journal import Journal

Key = tuple[str, str, str, int, int]
SAME_EVENT_MS = 60_000
"""An event found again lies within this of where it was found before."""


class FinalEvents:
    """Names final stop events and appends them to the journal."""

    def __init__(self, engine: LiveEngine, *, timetable: Timetable, journal: Journal) -> None:
        """Nothing was kept yet."""
        self._engine = engine
        self._timetable = timetable
        self._journal = journal
        self._known: dict[Key, list[int]] = {}

    def know(self, records: Iterable[StopEventRecord]) -> None:
        """These are kept already: what tells them again after a restart is passed over."""
        for record in records:
            self._known.setdefault(key_of(record), []).append(record.time_ms)

    def keep(self, events: StopEvents) -> None:
        """Append those not kept already.

        Errors:  CouldNotKeep where the journal takes nothing more.
        """
        for record in self._name(events):
            if not self._is_known(record):
                self._journal.append(encode_event(record))

    def _is_known(self, record: StopEventRecord) -> bool:
        times_ms = self._known.get(key_of(record), ())
        return any(abs(time_ms - record.time_ms) <= SAME_EVENT_MS for time_ms in times_ms)

    def _name(self, events: StopEvents) -> list[StopEventRecord]:
        if len(events) == 0:
            return []
        names = {row: name for name, row in self._engine.vehicles.items()}
        trips, patterns = self._timetable.trips, self._timetable.patterns

        def get_stop(trip: int, position: int) -> str:
            first = int(patterns.stop_start[trips.pattern[trip]])
            return self._timetable.stops.id[int(patterns.stop[first + position])]

        return name_events(
            events,
            get_vehicle=names.__getitem__,
            get_trip=lambda trip: trips.id[trip],
            get_stop=get_stop,
        )


def key_of(record: StopEventRecord) -> Key:
    """What makes it the same event, but for its time.

    Trips of frequencies.txt share one id, so a vehicle may do the same twice in a day.
    """
    return (record.vehicle, record.trip_id, record.day, record.position, record.kind)
