"""A snapshot made of given states: before the first fix, and wherever states are already known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from modugil.conditions.conditions import TripRun
from modugil.live.snapshot.run_state import RunState
from modugil.live.snapshot.vehicle_state import VehicleState


@dataclass(frozen=True, slots=True)
class FixedSnapshot:
    """The given vehicles and runs, at one instant."""

    as_of: datetime
    version: int = 0
    vehicles: tuple[VehicleState, ...] = ()
    runs: Mapping[TripRun, RunState] = field(default_factory=dict)
    called: Mapping[TripRun, int] = field(default_factory=dict)
    """The last position at which each run has called."""

    def list_vehicles(self) -> Sequence[VehicleState]:
        """Every given vehicle."""
        return self.vehicles

    def find_vehicle(self, vehicle: str) -> VehicleState | None:
        """The given vehicle of that name."""
        return next((one for one in self.vehicles if one.vehicle == vehicle), None)

    def find_run(self, run: TripRun) -> RunState | None:
        """The given state of that run."""
        return self.runs.get(run)

    def was_driven(self, run: TripRun, *, position: int) -> bool:
        """Whether the run called at that stop."""
        return position <= self.called.get(run, -1)
