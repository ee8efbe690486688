"""What terminals say of their trip, as the trips of the timetable it can mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.fix import TripHint
from modugil.live.paths import I32
from modugil.region.timetable import Timetable

DAY_S = 86_400
START_TOLERANCE_S = 59
"""HFP tells starts to the minute."""


class Hints(NamedTuple):
    """Every hint heard: the trips it can mean, ascending.

    Shapes:  `rows` HINT[h], from `start` to before `end` into `trip`; `day` -1 where none is told;
             `names_trip` is 1 where the hint means one run, 0 where it only narrows which.
    """

    rows: NDArray[Any]
    trip: I32


HINT = np.dtype([(name, np.int32) for name in ("start", "end", "day", "names_trip")])


class HintBook:
    """Looks hints up in the timetable, each once."""

    def __init__(self, timetable: Timetable) -> None:
        self._trips = timetable.trips
        patterns = timetable.patterns
        size = np.diff(patterns.stop_start)[self._trips.pattern]
        rows = np.arange(len(size)) - patterns.trip_start[self._trips.pattern]
        base = patterns.time_start[self._trips.pattern] + rows * size
        self._start_s = patterns.departure_s[base] if len(base) else np.zeros(0, np.int32)
        self._by_id: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self._trips.id):
            self._by_id[name].append(row)
        by_route: dict[int, list[int]] = defaultdict(list)
        for row, route in enumerate(self._trips.route.tolist()):
            by_route[route].append(row)
        self._by_route: dict[str, list[int]] = defaultdict(list)
        for route, name in enumerate(timetable.lines.id):
            self._by_route[name] += by_route.get(route, [])
        self._hints = join_hints([])

    def read(self, hints: Sequence[TripHint]) -> Hints:
        """All hints of the fleet's table, of which only new ones are looked up."""
        known = self._hints
        if len(hints) > len(known.rows):
            more = join_hints([self.find(hint) for hint in hints[len(known.rows) :]])
            for end in ("start", "end"):
                more.rows[end] += len(known.trip)
            self._hints = Hints(*map(np.concatenate, zip(known, more, strict=True)))
        return self._hints

    def find(self, hint: TripHint) -> tuple[I32, int, bool]:
        """The trips it can mean, the day told (-1 if none), and whether it names one run."""
        day = _day(hint.day)
        if hint.trip_id and self._by_id.get(hint.trip_id):
            rows = self._by_id[hint.trip_id]
            return self._narrowed(rows, hint), day, self._is_one(rows, hint)
        if hint.route_id:
            rows = self._by_route.get(hint.route_id, [])
            return self._narrowed(rows, hint), day, bool(hint.start) and bool(rows)
        return np.zeros(0, np.int32), day, False

    def _is_one(self, rows: list[int], hint: TripHint) -> bool:
        """Whether rows of one id are a single departure: those of frequencies.txt are many."""
        return bool(hint.start) or len({self._trips.feed[row] for row in rows}) == len(rows)

    def _narrowed(self, rows: Iterable[int], hint: TripHint) -> I32:
        found = np.array(sorted(rows), np.int32)
        start_s = _seconds(hint.start)
        if start_s >= 0 and len(found):
            away = (self._start_s[found] - start_s + DAY_S // 2) % DAY_S - DAY_S // 2
            near = found[np.abs(away) <= START_TOLERANCE_S]
            # a named trip remains itself when its start is told in another way
            found = near if len(near) or not hint.trip_id else found
        if hint.direction in (0, 1) and len(found):
            told = self._trips.direction[found]
            same = found[(told == hint.direction) | (told == 255)]
            found = same if len(same) or not hint.trip_id else found
        return found.astype(np.int32)


def join_hints(found: list[tuple[I32, int, bool]]) -> Hints:
    """What was found of each hint, as arrays."""
    many = np.array([len(trips) for trips, _, _ in found], np.int32)
    rows = np.empty(len(found), HINT)
    rows["end"] = np.cumsum(many)
    rows["start"] = rows["end"] - many
    rows["day"] = [day for _, day, _ in found]
    rows["names_trip"] = [one for _, _, one in found]
    return Hints(rows, np.concatenate([np.zeros(0, np.int32), *(trips for trips, _, _ in found)]))


def _day(text: str) -> int:
    """The service date as an ordinal; GTFS-RT writes 20261122, HFP 2026-11-22."""
    try:
        return date.fromisoformat(text).toordinal() if text else -1
    except ValueError:
        return -1


def _seconds(text: str) -> int:
    """HH:MM[:SS] as seconds, -1 where it is none."""
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.strip().isdigit() for part in parts):
        return -1
    hour, minute, second = (*map(int, parts), 0)[:3]
    return hour * 3600 + minute * 60 + second
