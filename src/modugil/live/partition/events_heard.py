"""Stop events that workers tell, by rows of this process: for those who only look."""

from collections import deque
from datetime import date

import msgspec
import numpy as np

from modugil.live.history.records import StopEventRecord
from modugil.live.partition.seen import decode_seen
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents
from modugil.region.timetable import Timetable

MOST_REMEMBERED = 500


class EventsHeard:
    """Called by one thread."""

    def __init__(self, timetable: Timetable, *, built: str) -> None:
        """Know of no vehicle."""
        self._trip_of = {name: row for row, name in enumerate(timetable.trips.id)}
        self._built = built
        self._row_of: dict[str, int] = {}
        self._heard: deque[int] = deque(maxlen=MOST_REMEMBERED)

    def read_seen(self, body: bytes) -> StopEvents:
        """What vehicles were just seen to do."""
        return decode_seen(body, built=self._built, row_of=self._row_of)[1]

    def read_final(self, body: bytes) -> StopEvents:
        """Final stop events; none of a message that was heard already, as it was sent again."""
        mark = hash(body)
        if mark in self._heard:
            return NO_EVENTS
        self._heard.append(mark)
        try:
            records = msgspec.msgpack.decode(body, type=list[StopEventRecord])
        except msgspec.DecodeError:
            return NO_EVENTS
        known = [one for one in records if one.trip_id in self._trip_of]
        columns: tuple[tuple[str, list[int]], ...] = (
            ("i4", [self._row_of.setdefault(one.vehicle, len(self._row_of)) for one in known]),
            ("i4", [self._trip_of[one.trip_id] for one in known]),
            ("i4", [date.fromisoformat(one.day).toordinal() for one in known]),
            ("i4", [one.position for one in known]),
            ("u1", [one.kind for one in known]),
            ("i8", [one.time_ms for one in known]),
            ("i4", [one.spread_ms for one in known]),
            ("i8", [one.known_ms for one in known]),
        )
        return StopEvents(*(np.array(values, kind) for kind, values in columns))
