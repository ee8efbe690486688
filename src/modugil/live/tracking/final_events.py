"""Final stop events on their way to history, each of them once, also across a restart."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.live.history.records import StopEventRecord, encode_event, name_events
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.tracking.engine import LiveEngine
from modugil.region.timetable import Timetable
from modugil.store.stream.port import TakesRecords

log = logging.getLogger(__name__)
Key = tuple[str, str, str, int, int]
LookUp = Callable[[datetime, datetime], Iterable[Iterable[StopEventRecord]]]
"""The stop events that became known from one instant to another."""
HOUR_MS = 3_600_000
KNOWN_AFTER_H = 2
"""Within so many full hours after it happened an event is known, but for long gaps."""
MOST_WAITING = 200_000
"""So many stop events are held while the journal is full: ten minutes of 10,000 buses."""
SAME_EVENT_MS = 60_000
"""An event found again lies within this of where it was found before."""


class FinalEvents:
    """Names final stop events and appends them to the journal."""

    def __init__(
        self, engine: LiveEngine, *, timetable: Timetable, journal: TakesRecords, look_up: LookUp
    ) -> None:
        """Nothing was kept yet; `look_up` reads what is history by now."""
        self._engine = engine
        self._timetable = timetable
        self._journal = journal
        self._look_up = look_up
        self._known: dict[Key, list[int]] = {}
        self._known_from_ms = 0
        self._waiting: list[StopEventRecord] = []

    def know(self, records: Iterable[StopEventRecord]) -> None:
        """These are kept already: what tells them again after a restart is passed over."""
        for record in records:
            self._known.setdefault(key_of(record), []).append(record.time_ms)

    def know_from(self, start: datetime) -> None:
        """Of what happened before, history has to be asked whether it is kept already."""
        self._known_from_ms = round(start.timestamp() * 1000)

    def keep(self, events: StopEvents) -> None:
        """Append those not kept already.

        Where the journal takes nothing more they wait here for the next call: they are told once
        only. Beyond `MOST_WAITING` the oldest are given up.
        """
        records = self._name(events)
        kept = self._find_kept([one for one in records if one.time_ms < self._known_from_ms])
        new = [one for one in records if not (_is_among(one, self._known) or _is_among(one, kept))]
        self._append([*self._waiting, *new])

    def _append(self, records: list[StopEventRecord]) -> None:
        try:
            self._journal.append_all([encode_event(one) for one in records])
        except CouldNotKeep as fault:
            if not self._waiting:
                log.error("%s Stop events wait until then.", fault)
            self._waiting = records[-MOST_WAITING:]
        else:
            self._waiting = []

    def _find_kept(self, old: Sequence[StopEventRecord]) -> dict[Key, list[int]]:
        """What history holds of these vehicles around the times of these events.

        Only what a terminal tells of long ago is asked for, and of a vehicle that was heard of
        since the start nothing old is final any more: this is rare.
        """
        kept: dict[Key, list[int]] = {}
        vehicles = {one.vehicle for one in old}
        hours = {one.time_ms // HOUR_MS + more for one in old for more in range(KNOWN_AFTER_H + 1)}
        for hour in sorted(hours):
            start = datetime.fromtimestamp(hour * HOUR_MS / 1000, UTC)
            try:
                for records in self._look_up(start, start + timedelta(hours=1)):
                    for one in records:
                        if one.vehicle in vehicles:
                            kept.setdefault(key_of(one), []).append(one.time_ms)
            except CouldNotLook as fault:
                log.warning("%s Stop events of that hour may be kept twice.", fault)
        return kept

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


def _is_among(record: StopEventRecord, kept: dict[Key, list[int]]) -> bool:
    times_ms = kept.get(key_of(record), ())
    return any(abs(time_ms - record.time_ms) <= SAME_EVENT_MS for time_ms in times_ms)


def key_of(record: StopEventRecord) -> Key:
    """What makes it the same event, but for its time.

    Trips of frequencies.txt share one id, so a vehicle may do the same twice in a day.
    """
    return (record.vehicle, record.trip_id, record.day, record.position, record.kind)
