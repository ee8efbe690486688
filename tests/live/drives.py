"""Vehicles that drive along drawn ways, as the fixes that their terminals would tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from modugil.core.geo import metres_per_degree
from modugil.core.time import service_day_start
from modugil.live.batch import FixBatch, build_batch
from modugil.live.build_paths import build_paths
from modugil.live.fix import NO_HINT, Fix, FixQuality, TripHint
from modugil.live.paths import Paths, to_degrees
from modugil.live.progress import VehicleStatus
from modugil.live.stop_events.stop_events import EventKind, StopEvents, concatenate_events
from modugil.live.tracker import Tracked, Tracker
from modugil.region.timetable import Timetable

DAY = date(2026, 11, 23)


@dataclass
class World:
    """A timetable with its ways and a tracker, and names for what it tells."""

    timetable: Timetable
    day: date = DAY
    tracker: Tracker = field(init=False)
    paths: Paths = field(init=False)
    events: list[StopEvents] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    hints: dict[TripHint, int] = field(default_factory=dict)
    last: Tracked | None = None

    def __post_init__(self) -> None:
        self.paths = build_paths(self.timetable)
        self.zone = ZoneInfo(self.timetable.time_zone)
        self.tracker = Tracker(self.timetable, self.paths, zone=self.zone)

    def trip(self, name: str) -> int:
        """The row of the trip with that id."""
        return list(self.timetable.trips.id).index(name)

    def ms(self, clock: str, day: date | None = None) -> int:
        """HH:MM[:SS] of the service day as UTC ms."""
        hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
        start = service_day_start(day or self.day, zone=self.zone)
        return (
            int((start + timedelta(hours=hour, minutes=minute, seconds=second)).timestamp()) * 1000
        )

    def clock(self, time_ms: int) -> str:
        """An instant as HH:MM:SS on the wall, to the nearest second."""
        moment = datetime.fromtimestamp(round(time_ms / 1000), UTC)
        return moment.astimezone(self.zone).strftime("%H:%M:%S")

    def batch(self, fixes: Iterable[Fix]) -> FixBatch:
        """These fixes as columns, in the order given."""
        return build_batch(
            list(fixes),
            row_of_vehicle=lambda name: self.rows.setdefault(name, len(self.rows)),
            row_of_hint=lambda hint: (
                -1 if hint == NO_HINT else self.hints.setdefault(hint, len(self.hints))
            ),
        )

    def feed(self, fixes: Iterable[Fix]) -> StopEvents:
        """Follow these fixes; the events that became known."""
        batch = self.batch(fixes)
        self.last = self.tracker.advance(batch, hints=list(self.hints))
        self.events.append(self.last.events)
        return self.last.events

    def told(self, *, times: bool = True) -> list[str]:
        """Every event so far, a line each: `1-08:00 C arrival 08:04:00`."""
        return self.lines(concatenate_events(self.events), times=times)

    def lines(self, events: StopEvents, *, times: bool = True) -> list[str]:
        """Events as lines."""
        ids, patterns = list(self.timetable.trips.id), self.timetable.patterns
        lines = []
        for row in range(len(events)):
            trip = int(events.trip[row])
            first = patterns.stop_start[self.timetable.trips.pattern[trip]]
            stop = self.timetable.stops.id[int(patterns.stop[first + events.position[row]])]
            kind = EventKind(int(events.kind[row])).name.lower()
            at = f" {self.clock(int(events.time_ms[row]))}" if times else ""
            lines.append(f"{ids[trip]} {stop} {kind}{at}")
        return lines

    def status(self, vehicle: str = "bus") -> str:
        """What the vehicle is doing, and its trip."""
        progress, row = self.tracker.progress, self.rows[vehicle]
        trip = int(progress.trip[row])
        name = self.timetable.trips.id[trip] if trip >= 0 else "-"
        return f"{VehicleStatus(int(progress.status[row])).name} {name}"

    def along_m(self, vehicle: str = "bus") -> float:
        """Metres along its way."""
        return float(self.tracker.progress.along_m[self.rows[vehicle]])

    # driving ------------------------------------------------------------------------------------

    def calls(self, trip: str, *, late_s: int = 0, dwell_s: int = 20) -> list[Call]:
        """The trip by its timetable: at each stop when it comes to stand and when it leaves."""
        row = self.trip(trip)
        path = int(self.paths.of_trip[row])
        own = slice(self.paths.stop_start[path], self.paths.stop_start[path + 1])
        places = self.paths.stop_along_m[own]
        patterns, pattern = self.timetable.patterns, int(self.timetable.trips.pattern[row])
        base = patterns.time_start[pattern] + (row - patterns.trip_start[pattern]) * len(places)
        start = int(service_day_start(self.day, zone=self.zone).timestamp()) + late_s
        return [
            Call(
                float(place),
                start + int(patterns.arrival_s[base + i]),
                start
                + int(patterns.departure_s[base + i])
                + (dwell_s if 0 < i < len(places) - 1 else 0),
            )
            for i, place in enumerate(places)
        ]

    def drive(
        self,
        trip: str,
        *,
        vehicle: str = "bus",
        late_s: int = 0,
        dwell_s: int = 20,
        every_s: float = 1.0,
        before_s: int = 60,
        after_s: int = 60,
        hint: TripHint | None = None,
        calls: Sequence[Call] | None = None,
        way: str | None = None,
        **how,
    ) -> list[Fix]:
        """The fixes of driving that trip by its timetable, waiting before and after it."""
        calls = list(calls or self.calls(trip, late_s=late_s, dwell_s=dwell_s))
        calls[0] = replace(calls[0], come_s=calls[0].leave_s - before_s)
        calls[-1] = replace(calls[-1], leave_s=calls[-1].come_s + after_s)
        hint = TripHint(trip_id=trip) if hint is None else hint
        path = int(self.paths.of_trip[self.trip(way or trip)])
        return self.along(path, calls, vehicle=vehicle, every_s=every_s, hint=hint, **how)

    def along(
        self,
        path: int,
        calls: Sequence[Call],
        *,
        vehicle: str = "bus",
        every_s: float = 1.0,
        hint: TripHint = NO_HINT,
        noise_m: float = 0.0,
        seed: int = 1,
        quality: int = FixQuality.RTK_FIXED,
        speed: bool = True,
        aside_m: float = 0.0,
    ) -> list[Fix]:
        """Fixes along a path: standing at each call, steady speed between them."""
        knots = [(moment, call.along_m) for call in calls for moment in (call.come_s, call.leave_s)]
        times = np.arange(knots[0][0], knots[-1][0] + 0.001, every_s)
        along = np.interp(times, [t for t, _ in knots], [a for _, a in knots])
        ahead = np.interp(times + 0.5, [t for t, _ in knots], [a for _, a in knots])
        x, y = self.ground(path, along)
        nx, ny = self.ground(path, along + 2.0)
        px, py = self.ground(path, along - 2.0)
        heading = np.degrees(np.arctan2(nx - px, ny - py)) % 360.0
        side = np.radians(heading + 90.0)
        shake = np.random.default_rng(seed).normal(0.0, noise_m or 1e-9, (2, len(times)))
        x, y = x + shake[0] + aside_m * np.sin(side), y + shake[1] + aside_m * np.cos(side)
        lat, lon = to_degrees(self.paths.origin, x_m=x, y_m=y)
        mps = (ahead - along) * 2.0
        return [
            Fix(
                vehicle, round(t * 1000), float(lat[i]), float(lon[i]), round(t * 1000),
                heading_deg=float(heading[i]) if speed else float("nan"),
                speed_mps=float(mps[i]) if speed else float("nan"),
                quality=quality, hint=hint,
            )
            for i, t in enumerate(times)
        ]  # fmt: skip

    def ground(self, path: int, along: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where on the ground these places of a path are."""
        points = slice(self.paths.point_start[path], self.paths.point_start[path + 1])
        at = self.paths.along_m[points]
        x, y = self.paths.x_m[points], self.paths.y_m[points]
        return np.interp(along, at, x), np.interp(along, at, y)


@dataclass(frozen=True)
class Call:
    """A vehicle comes to stand there and leaves: seconds since 1970."""

    along_m: float
    come_s: float
    leave_s: float


def shifted(fixes: Sequence[Fix], *, x_m: float = 0.0, y_m: float = 0.0) -> list[Fix]:
    """The same fixes somewhere else."""
    return [
        _moved(fix, fix.lat + y_m / per_lat, fix.lon + x_m / per_lon)
        for fix in fixes
        for per_lat, per_lon in [metres_per_degree(fix.lat)]
    ]


def _moved(fix: Fix, lat: float, lon: float) -> Fix:
    return Fix(
        fix.vehicle, fix.time_ms, float(lat), float(lon), fix.received_ms,
        heading_deg=fix.heading_deg, speed_mps=fix.speed_mps, quality=fix.quality, hint=fix.hint,
    )  # fmt: skip
