"""A part of a day of a drawn line: buses drive, the engine ticks, the operators' room looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.live.drives import World
from tests.live.ways import Line, timetable_of

from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.clock import FixedClock
from modugil.live.fix import Fix
from modugil.live.operations.heard import Heard
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.watching import Sources
from modugil.live.tracking.build_engine import build_engine
from modugil.region.timetable import Timetable

DRAWING = "a----b----c----d----e----f"
CELL_M = 100.0
HOLD_MS = 60_000
TICK_S, LOOK_S = 5, 10


def line(*starts: str, name: str = "1", **how: Any) -> Line:
    """A line of six stops 500 m apart, two minutes each."""
    return Line(name, way="abcdef", stops="abcdef", starts=starts, **how)


def region_of(timetable: Timetable) -> Any:
    """As much of a region as buses are followed with."""
    lats, lons = timetable.stops.lat, timetable.stops.lon
    bounds = SimpleNamespace(
        south=float(lats.min()), north=float(lats.max()),
        west=float(lons.min()), east=float(lons.max()),
    )  # fmt: skip
    manifest = SimpleNamespace(bounds=bounds)
    world = World(timetable)
    return SimpleNamespace(timetable=timetable, manifest=manifest, zone=world.zone)


class Day:
    """The buses of these lines on Monday, from `start` on."""

    def __init__(
        self,
        *lines: Line,
        start: str = "07:55",
        issued: Sequence[str] = (),
        folder: Path | None = None,
        settings: OperationsSettings | None = None,
        drawing: str = DRAWING,
    ) -> None:
        self.world = World(timetable_of(drawing, lines, cell_m=CELL_M))
        self.region = region_of(self.world.timetable)
        self.conditions = ConditionsPublisher()
        self.heard = Heard()
        self.now = self.at(start)
        self.engine = build_engine(
            self.region, conditions=self.conditions, hold_ms=HOLD_MS, now=self.now
        )
        sources = Sources(
            self.engine,
            self.heard,
            get_conditions=self.conditions.get_current,
            list_issued=lambda: issued,
            history=folder and folder / "history",
            folder=folder and folder / "operations",
        )
        self.room = OperationsRoom(
            self.region,
            sources,
            clock=FixedClock(self.now),
            settings=settings or OperationsSettings(),
        )

    def at(self, clock: str) -> datetime:
        """HH:MM[:SS] on the wall."""
        return datetime.fromtimestamp(self.world.ms(clock) / 1000, UTC)

    def run(self, *streams: Iterable[Fix], until: str, settles: bool = False) -> None:
        """Let these fixes come in until then; `settles` waits for the final stop events."""
        fixes = sorted((fix for one in streams for fix in one), key=lambda fix: fix.received_ms)
        second, end = int(self.now.timestamp()), int(self.at(until).timestamp())
        done = 0
        while second < end:
            second = min(end, second + TICK_S)
            self.now = datetime.fromtimestamp(second, UTC)
            first = done
            while done < len(fixes) and fixes[done].received_ms <= second * 1000:
                done += 1
            self.heard.add_fixes(fixes[first:done])
            self.engine.tick(fixes[first:done], now=self.now)
            self.heard.add_told(self.engine.told)
            self.heard.add_final(self.engine.settle(now=self.now))
            if second % LOOK_S == 0 or second == end:
                self.room.look(self.now)
        if settles:
            self.heard.add_final(self.engine.settled.settle_all(hints=self.engine.hints))
            self.room.look(self.now)

    def cancel(self, trip: str) -> None:
        """As staff call a run off."""
        run = TripRun(self.world.trip(trip), self.world.day)
        told = Conditions(trips={run: TripChange(cancelled=True)})
        self.conditions.publish("staff", told, now=self.now)
