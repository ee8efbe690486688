"""Fixes of terminals and how they are watched, without a timetable behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from msgspec.structs import replace
from tests.live.streams import LAT, LON, START_MS, fix

from modugil.core.geo import LatLon, metres_per_degree
from modugil.live.batch import build_batch
from modugil.live.fix import Fix
from modugil.live.operations.driving import kernel_limits
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.terminals import TerminalBook
from modugil.live.operations.told.terminals import TerminalHealth
from modugil.live.operations.watch_fixes import watch_fixes
from modugil.live.operations.watch_tables import Happened, Seen
from modugil.live.paths import to_metres
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import build_limits

ORIGIN = LatLon(LAT, LON)
BUS = "0001/00001"


def ride(speeds: Sequence[float], *, first_s: int = 0, **more: Any) -> list[Fix]:
    """A bus heading east, a speed each second."""
    east_m, fixes = 0.0, []
    for second, speed_mps in enumerate(speeds):
        if second:
            east_m += (speed_mps + speeds[second - 1]) / 2.0
        fixes.append(fix(first_s + second, east_m=east_m, speed_mps=speed_mps, **more))
    return fixes


def shaken(fixes: Sequence[Fix], *, noise_m: float, seed: int = 1) -> list[Fix]:
    """The same with positions scattered by so much in each direction."""
    shake = np.random.default_rng(seed).normal(0.0, noise_m, (len(fixes), 2))
    shake /= metres_per_degree(LAT)
    return [
        replace(one, lat=one.lat + float(north), lon=one.lon + float(east))
        for one, (north, east) in zip(fixes, shake, strict=True)
    ]


class Watch:
    """Terminals as the operators' room watches them."""

    def __init__(self, settings: OperationsSettings | None = None) -> None:
        self.book = TerminalBook()
        self._limits = kernel_limits(settings or OperationsSettings())
        self._cleaner = Cleaner(build_limits(LatLon(33.0, 126.0), LatLon(34.0, 127.0)))

    def take(self, fixes: Sequence[Fix]) -> Happened:
        """Watch these in the order given."""
        book = self.book
        batch = build_batch(fixes, row_of_vehicle=book.row, row_of_hint=lambda _: -1)
        book.make_room()
        x_m, y_m = to_metres(ORIGIN, lat=batch.lat, lon=batch.lon)
        speeds = batch.speed_mps.astype(np.float64)
        seen = Seen(
            batch.vehicle, batch.time_ms, batch.received_ms, x_m, y_m, speeds,
            batch.quality, self._cleaner.judge(batch),
        )  # fmt: skip
        return watch_fixes(seen, book.memory, book.tally, self._limits)

    def health(self, second: float, *, vehicle: str = BUS) -> TerminalHealth:
        """How that terminal does at that second."""
        now = datetime.fromtimestamp((START_MS + second * 1000) / 1000, UTC)
        (told,) = self.book.show(issued=(), vehicle=vehicle, below=101, now=now).terminals
        return told


def health_of(fixes: Sequence[Fix], *, after_s: float = 0.0) -> TerminalHealth:
    """How a terminal does that told these, so long after the last was received."""
    watch = Watch()
    watch.take(fixes)
    last_ms = max(one.received_ms for one in fixes)
    return watch.health((last_ms - START_MS) / 1000 + after_s)


def codes(told: TerminalHealth) -> list[str]:
    """What costs points, the costliest first."""
    return [one.code for one in told.reasons]
