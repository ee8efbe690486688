"""How buses are driven, counted by place and line and by nothing else, and kept by the day."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.core.geo import LatLon
from modugil.core.thresholds import limit
from modugil.core.time import local_day
from modugil.live.operations.driving_day import (
    CELL_M,
    Counted,
    DayOfDriving,
    join_cell,
    shift_cells,
    split_cell,
)
from modugil.live.operations.look import as_ms
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.told.driving import DrivingKind, DrivingLimits
from modugil.live.operations.watch_fixes import ACCELERATING, BRAKING, SPEEDING
from modugil.live.operations.watch_tables import Happened, Limits
from modugil.live.progress import I32

log = logging.getLogger(__name__)
MOVES_MPS = 1.7
"""6 km/h: a slower bus cannot brake harshly."""
KINDS = {
    DrivingKind.SPEEDING: SPEEDING,
    DrivingKind.HARSH_BRAKING: BRAKING,
    DrivingKind.HARSH_ACCELERATION: ACCELERATING,
}
NUMBERS = 4
MOST_CELLS = 500_000
"""So many pairs of cell and line are counted a day; further ones are left out."""
NAME = "driving-{day}.json"
KEPT_DAYS = 400
"""A year, and a month to compare it with."""
HALF_HOUR_MS = 1_800_000


class Key(NamedTuple):
    """A cell and a line."""

    cell: int
    line: int
    """Row of the region's lines, -1 where the bus ran no trip."""


def kernel_limits(settings: OperationsSettings) -> Limits:
    """From when on the kernel tells of something."""
    return Limits(
        CELL_M,
        settings.speed_limit_mps * (1.0 + limit("driving.over_ratio")) + limit("driving.over_mps"),
        round(limit("driving.over_for_s") * 1000),
        limit("driving.braking_mps2"),
        limit("driving.acceleration_mps2"),
        MOVES_MPS,
    )


def tell_limits(settings: OperationsSettings) -> DrivingLimits:
    """The same for people."""
    return DrivingLimits(
        speed_limit_mps=settings.speed_limit_mps,
        over_ratio=limit("driving.over_ratio"),
        over_mps=limit("driving.over_mps"),
        over_for_s=limit("driving.over_for_s"),
        brake_mps2=limit("driving.braking_mps2"),
        accelerate_mps2=limit("driving.acceleration_mps2"),
        least_events=int(limit("driving.least_events")),
        least_passages=int(limit("driving.least_passages")),
        cell_m=CELL_M,
    )


class DrivingBook:
    """Counts the day on the wall; earlier days are read from their files.

    What is told of today is from the last full half hour: who watches a bus on the map, and the
    counts beside it, would else see which bus it was.
    """

    def __init__(
        self, network: ServiceNetwork, origin: LatLon, *, folder: Path | None, now: datetime
    ) -> None:
        """Go on with what is kept of today; without a folder nothing is kept."""
        self._network = network
        self._folder = folder
        self.origin = origin
        self.day = local_day(now, zone=network.zone)
        self.counts = self._begin()
        self._half_hour = as_ms(now) // HALF_HOUR_MS
        self.show_again(now)

    def add(self, happened: Happened, *, line_of: I32) -> None:
        """Count what happened; `line_of` is the line each vehicle is on, -1 for none."""
        lines = line_of[happened.vehicle].tolist()
        columns = (happened.cell.tolist(), lines, happened.kind.tolist())
        for cell, line, kind in zip(*columns, strict=True):
            counts = self.counts.get(Key(cell, line))
            if counts is None:
                if len(self.counts) >= MOST_CELLS:
                    continue
                counts = self.counts[Key(cell, line)] = [0] * NUMBERS
            counts[kind] += 1

    def show_again(self, now: datetime) -> None:
        """What was counted until now may be told."""
        self._shown = {key: tuple(numbers) for key, numbers in self.counts.items()}
        self.shown_at = now

    def turn(self, *, now: datetime, settings: OperationsSettings) -> None:
        """Tell and keep what a half hour counted; begin another day where one is over.

        Errors:  CouldNotKeep if it cannot be written: then it is in memory alone, until the day is
                 over.
        """
        day, half_hour = local_day(now, zone=self._network.zone), as_ms(now) // HALF_HOUR_MS
        if half_hour == self._half_hour and day == self.day:
            return
        self._half_hour = half_hour
        try:
            self.keep(settings)
        finally:
            if day != self.day:
                self.day = day
                self.counts = self._begin()
            self.show_again(now)

    def keep(self, settings: OperationsSettings) -> None:
        """Write the day's file, whole or not at all.

        Errors:  CouldNotKeep.
        """
        file = self._file(self.day)
        if file is None or not self.counts:
            return
        told = DayOfDriving(
            self.day.isoformat(),
            (self.origin.lat, self.origin.lon),
            CELL_M,
            settings.speed_limit_mps,
            [
                Counted(*split_cell(key.cell), self._network.name_line(key.line)[0], tuple(numbers))  # type: ignore[arg-type]
                for key, numbers in self.counts.items()
            ],
        )
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".writing")
            unfinished.write_bytes(msgspec.json.encode(told))
            unfinished.replace(file)
            for old in self._list_files()[:-KEPT_DAYS]:
                old.unlink(missing_ok=True)
        except OSError as cause:
            raise CouldNotKeep(f"The driving of {told.day} cannot be kept ({cause}).") from cause

    def _begin(self) -> dict[Key, list[int]]:
        """What is kept of the day already; a file that cannot be read is put aside."""
        try:
            kept = self._read(self.day)
        except CouldNotLook as fault:
            log.error("%s It is put aside, and the day counted anew.", fault)
            file = self._file(self.day)
            with suppress(OSError):
                if file is not None:
                    file.replace(file.with_suffix(".damaged"))
            return {}
        return {} if kept is None else {key: list(numbers) for key, numbers in self._rows(kept)}

    def _list_files(self) -> list[Path]:
        """The kept days' files in order."""
        return sorted(self._folder.glob(NAME.format(day="*"))) if self._folder else []

    def list_days(self) -> list[str]:
        """Every day that can be asked for, today among them."""
        days = {file.stem.removeprefix("driving-") for file in self._list_files()}
        return sorted(days | {self.day.isoformat()})

    def get(self, day: date) -> Mapping[Key, Iterable[int]]:
        """The counts of that day as far as they are told; none where nothing was kept.

        Errors:  CouldNotLook if its file cannot be read.
        """
        if day == self.day:
            return self._shown
        kept = self._read(day)
        return dict(self._rows(kept)) if kept is not None else {}

    def _file(self, day: date) -> Path | None:
        return self._folder / NAME.format(day=day.isoformat()) if self._folder else None

    def _read(self, day: date) -> DayOfDriving | None:
        file = self._file(day)
        try:
            if file is None or not file.exists():
                return None
            return msgspec.json.decode(file.read_bytes(), type=DayOfDriving)
        except (OSError, msgspec.DecodeError) as cause:
            raise CouldNotLook(f"The driving of {day} cannot be read ({cause}).") from cause

    def _rows(self, kept: DayOfDriving) -> Iterable[tuple[Key, tuple[int, ...]]]:
        """Cells keep their numbers as long as the region's origin stays; else they are moved."""
        lines = {self._network.name_line(row)[0]: row for row in range(self._network.line_count)}
        east, north = shift_cells(LatLon(*kept.origin), self.origin)
        for one in kept.cells:
            cell = join_cell(one.east + east, one.north + north)
            yield Key(cell, lines.get(one.line_id, -1)), one.numbers
