"""Follows every vehicle: which trip it drives, where it is on it, what it did at which stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.live.batch import FixBatch
from modugil.live.fix import TripHint
from modugil.live.matching.counters import COUNTERS
from modugil.live.matching.follow import follow
from modugil.live.matching.hints import HintBook, join_hints
from modugil.live.matching.settings import MatchingSettings, as_record
from modugil.live.matching.trip_change import read_hint
from modugil.live.matching.vehicle_rows import EVENT, FIX, new_claims, new_vehicles
from modugil.live.matching.world import build_world
from modugil.live.paths import Paths, to_metres
from modugil.live.progress import Progress
from modugil.live.stop_events.stop_events import StopEvents, concatenate_events
from modugil.region.timetable import Timetable

PROGRESS_KINDS = {
    "status": "u1",
    "trip": "i4",
    "day": "i4",
    "path": "i4",
    "along_m": "f4",
    "off_path_m": "f4",
    "last_position": "i4",
    "at_stop": "u1",
    "last_event_ms": "i8",
    "leg_ratio": "f4",
    "time_ms": "i8",
}
NAMED_OTHERWISE = {"along_m": "along"}
DIRECTED_MPS = 2.0
"""A slower vehicle's heading tells nothing."""
DEFAULTS = MatchingSettings()


@dataclass(frozen=True, slots=True)
class TrackedCounts:
    """What became of the fixes of one call, in numbers."""

    accepted: int
    not_newer: int
    """Left out: not newer than the vehicle's newest."""
    no_place: int
    matched: int
    off_way: int
    searched: int
    found: int
    named: int
    """Trips taken because the terminal named them."""
    refuted: int
    """Names that the fixes spoke against."""
    continued: int
    """Trips taken because they follow in the block."""


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """What one call of `advance` came to know."""

    events: StopEvents
    changed: NDArray[np.int32]
    """Rows of the vehicles with a fix in the batch, ascending."""
    counts: TrackedCounts


class Tracker:
    """All vehicles of a fleet, one fix after the other.

    The live tracker is given each vehicle's newest fix, the settled one all fixes in order of time;
    both are this class. The same fixes in the same order give the same events, however they are
    cut into batches.
    """

    def __init__(
        self,
        timetable: Timetable,
        paths: Paths,
        *,
        zone: ZoneInfo,
        settings: MatchingSettings = DEFAULTS,
    ) -> None:
        self._world = build_world(timetable, paths, zone=zone, settings=settings)
        self._origin = paths.origin
        self._limits = as_record(settings)[0]
        self._book = HintBook(timetable)
        self._claims = new_claims(len(paths.of_trip))
        self._vehicles = new_vehicles(0)
        stops = np.diff(paths.stop_start)
        self._room = 3 * (int(stops.max()) if len(stops) else 0) * 2 + 16

    @property
    def vehicle_count(self) -> int:
        """For how many rows of the fleet there is room."""
        return len(self._vehicles)

    def ensure_vehicles(self, count: int) -> None:
        """Room for so many rows of the fleet; those there are remain."""
        if count > len(self._vehicles):
            more = new_vehicles(max(count - len(self._vehicles), len(self._vehicles) // 4))
            self._vehicles = np.concatenate([self._vehicles, more])

    def advance(self, batch: FixBatch, *, hints: Sequence[TripHint]) -> Tracked:
        """Follow these fixes; of one vehicle they are in order of time, or are left out.

        `hints` is the fleet's table, in which rows are only added.

        Errors:  ValueError if the batch has rows that the table or the fleet cannot have.
        """
        rows = np.unique(batch.vehicle)
        if len(rows) and (rows[0] < 0 or int(batch.hint.max()) >= len(hints)):
            raise ValueError("a batch names vehicles or hints that do not exist")
        if len(rows):
            self.ensure_vehicles(int(rows[-1]) + 1)
        fixes = self._fixes(batch)
        book = self._book.read(hints)
        counters = np.zeros(COUNTERS, np.int64)
        parts: list[StopEvents] = []
        world, limits, claims, vehicles = self._world, self._limits, self._claims, self._vehicles
        done, room = 0, self._room
        while done < len(fixes):
            buffer = np.empty(room + 2 * (len(fixes) - done) + 64, EVENT)
            done, count = follow(
                world, limits, claims, book, vehicles, fixes, done, buffer, 0, room, counters
            )
            parts.append(_events(buffer[:count]))
        counts = TrackedCounts(*counters.tolist())
        return Tracked(concatenate_events(parts), rows, counts)

    def _fixes(self, batch: FixBatch) -> NDArray[Any]:
        fixes = np.empty(len(batch), FIX)
        fixes["x"], fixes["y"] = to_metres(self._origin, lat=batch.lat, lon=batch.lon)
        has_direction = np.isfinite(batch.heading_deg) & (batch.speed_mps >= DIRECTED_MPS)
        radians = np.radians(np.where(has_direction, batch.heading_deg, 0.0), dtype=np.float32)
        fixes["east"] = np.where(has_direction, np.sin(radians), 0.0)
        fixes["north"] = np.where(has_direction, np.cos(radians), 0.0)
        fixes["speed"] = batch.speed_mps
        for name in FIX.names or ():
            if name not in ("x", "y", "east", "north", "speed"):
                fixes[name] = getattr(batch, name)
        return fixes

    @property
    def progress(self) -> Progress:
        """Where every vehicle is now, as columns of their own."""
        rows = self._vehicles
        columns = {
            name: rows[NAMED_OTHERWISE.get(name, name)].astype(kind)
            for name, kind in PROGRESS_KINDS.items()
        }
        # not yet sure where: the likeliest place; not yet on its way: before the first stop
        unsure = np.isnan(columns["along_m"]) & (rows["trip"] >= 0)
        likely = np.where(rows["beam_count"] > 0, rows["beam_along"][:, 0], 0.0)
        columns["along_m"][unsure] = likely[unsure]
        return Progress(**columns)

    def resolve(self, hint: TripHint, *, at_ms: int) -> tuple[int, int] | None:
        """The run that a terminal means by this: row of the trip and day, None if no one run."""
        trip, day = read_hint(self._world, join_hints([self._book.find(hint)]), 0, at_ms)
        return (int(trip), int(day)) if trip >= 0 else None

    def save_state(self) -> dict[str, NDArray[Any]]:
        """Everything that was learnt, as arrays; hints must keep their rows to load it."""
        return {"vehicles": self._vehicles.copy(), "claims": self._claims.copy()}

    def load_state(self, state: dict[str, NDArray[Any]]) -> None:
        """Go on from what `save_state` gave, for the same timetable.

        Errors:  ValueError if it is another version's or another timetable's.
        """
        vehicles, claims = state["vehicles"], state["claims"]
        if vehicles.dtype != self._vehicles.dtype or len(claims) != len(self._claims):
            raise ValueError("the state belongs to another version or timetable")
        self._vehicles, self._claims = vehicles.copy(), claims


def _events(rows: NDArray[Any]) -> StopEvents:
    names = ("vehicle", "trip", "day", "position", "kind", "time_ms", "spread_ms", "known_ms")
    return StopEvents(*(np.ascontiguousarray(rows[name]) for name in names))
