"""The fleet at one tick: readers take it without a lock, and it never changes under them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from modugil.conditions.conditions import TripRun
from modugil.live.snapshot.run_state import RunState
from modugil.live.snapshot.vehicle_state import VehicleState


class LiveSnapshot(Protocol):
    """What is known of every vehicle at one tick."""

    @property
    def version(self) -> int:
        """Grows with each tick that changed something."""
        ...

    @property
    def as_of(self) -> datetime:
        """The instant of the tick."""
        ...

    def list_vehicles(self) -> Sequence[VehicleState]:
        """Every vehicle heard of lately, in the order of the fleet."""
        ...

    def find_vehicle(self, vehicle: str) -> VehicleState | None:
        """That vehicle's state, None if it was not heard of lately."""
        ...

    def find_run(self, run: TripRun) -> RunState | None:
        """Who drives that run now, None if nobody does as far as we know."""
        ...

    def was_driven(self, run: TripRun, *, position: int) -> bool:
        """Whether that run has already called at that stop (so that a board no longer shows it)."""
        ...


class ReadsLive(Protocol):
    """Hands out the newest snapshot."""

    def get_current(self) -> LiveSnapshot:
        """The newest snapshot; it never changes under the reader."""
        ...
