"""The snapshot of one tick: columns shared by all readers, turned into states only when asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from math import isnan

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.fix import Fix, FixQuality
from modugil.live.predictions.predictions import NO_DELAY, Predictions
from modugil.live.progress import Progress, VehicleStatus
from modugil.live.snapshot.run_state import RunState, StopPrediction, Support
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.live.tracking.runs import Drivers


@dataclass(frozen=True, eq=False)
class TickSnapshot:
    """The fleet at one tick. Nothing it holds is written to after it was made."""

    version: int
    as_of: datetime
    newest: Sequence[Fix]
    """The newest good fix by row of the fleet."""
    shown: Sequence[int]
    """Rows of the vehicles heard of lately."""
    row_of: Mapping[str, int]
    """Rows by vehicle; holds at least the vehicles of `newest`."""
    progress: Progress
    predictions: Predictions
    drivers: Drivers
    """Which of `predictions` speaks of a run."""
    called: Mapping[TripRun, int]
    """The last position that each run has left."""

    @cached_property
    def _vehicles(self) -> tuple[VehicleState, ...]:
        return tuple(self._state(row) for row in self.shown)

    @cached_property
    def _shown_rows(self) -> frozenset[int]:
        return frozenset(self.shown)

    @cached_property
    def _prediction_of(self) -> dict[int, int]:
        return {row: k for k, row in enumerate(self.predictions.row.tolist())}

    def list_vehicles(self) -> Sequence[VehicleState]:
        """Every vehicle heard of lately, in the order of the fleet."""
        return self._vehicles

    def find_vehicle(self, vehicle: str) -> VehicleState | None:
        """That vehicle's state, None if it was not heard of lately."""
        row = self.row_of.get(vehicle, -1)
        return self._state(row) if row in self._shown_rows else None

    def find_run(self, run: TripRun) -> RunState | None:
        """Who drives that run now, None if nobody does as far as we know."""
        k = self.drivers.find(run)
        if k is None:
            return None
        newest = self.newest[int(self.predictions.row[k])]
        first, end = int(self.predictions.start[k]), int(self.predictions.start[k + 1])
        return RunState(
            run,
            newest.vehicle,
            as_instant(newest.time_ms),
            self._delay_s(k),
            tuple(self._stop(i) for i in range(first, end)),
        )

    def was_driven(self, run: TripRun, *, position: int) -> bool:
        """Whether that run has already left that stop."""
        return position <= self.called.get(run, -1)

    def _stop(self, i: int) -> StopPrediction:
        told = self.predictions
        return StopPrediction(
            int(told.position[i]),
            as_instant(int(told.arrival_ms[i])),
            as_instant(int(told.departure_ms[i])),
            as_instant(int(told.low_ms[i])),
            as_instant(int(told.high_ms[i])),
            Support(int(told.support[i])),
        )

    def _state(self, row: int) -> VehicleState:
        fix, progress = self.newest[row], self.progress
        k = self._prediction_of.get(row)
        trip, position = int(progress.trip[row]), int(progress.last_position[row])
        return VehicleState(
            fix.vehicle,
            LatLon(fix.lat, fix.lon),
            as_instant(fix.time_ms),
            as_instant(fix.received_ms),
            FixQuality(fix.quality),
            VehicleStatus(int(progress.status[row])),
            heading_deg=_known(fix.heading_deg),
            speed_mps=_known(fix.speed_mps),
            run=TripRun(trip, date.fromordinal(int(progress.day[row]))) if trip >= 0 else None,
            along_m=float(progress.along_m[row]) if trip >= 0 else None,
            last_position=position if position >= 0 else None,
            at_stop=bool(progress.at_stop[row]),
            delay_s=self._delay_s(k) if k is not None else None,
            low_floor=Access(fix.low_floor),
            ramp=Access(fix.ramp),
            doors_open=Access(fix.doors_open),
            wheelchair_bays_free=fix.wheelchair_bays_free
            if fix.wheelchair_bays_free >= 0
            else None,
            occupancy_ratio=fix.occupancy_ratio if fix.occupancy_ratio >= 0.0 else None,
        )

    def _delay_s(self, k: int) -> int | None:
        delay_s = int(self.predictions.delay_s[k])
        return None if delay_s == NO_DELAY else delay_s


def as_instant(time_ms: int) -> datetime:
    """The instant (UTC) of that millisecond."""
    return datetime.fromtimestamp(time_ms / 1000.0, UTC)


def _known(value: float) -> float | None:
    return None if isnan(value) else value
