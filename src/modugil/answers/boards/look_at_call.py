"""What is known right now of one call that the timetable promises."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.run_state import SILENT_AFTER, RunState, StopPrediction
from modugil.live.snapshot.vehicle_state import VehicleState

CallState = Literal[
    "live", "standing", "waiting", "timetable", "reported", "silent", "cancelled", "skipped"
]
OVERDUE = timedelta(minutes=5)
"""A bus that should be here and was not seen to call is shown as arriving for at most so long."""
LEAVES_LATE = timedelta(minutes=1)
"""A bus that should have left its first stop so long ago is told to wait there."""
GONE = timedelta(minutes=1)
"""What is cancelled or does not stop is still told so long after its time."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call by the timetable."""

    run: TripRun
    position: int
    stop: int
    station: int
    """Row of the station that the stop is a platform of, or -1."""
    scheduled: datetime
    """Departure."""
    is_last: bool
    on_demand: bool

    @property
    def day(self) -> date:
        """The service date."""
        return self.run.day


@dataclass(frozen=True, slots=True)
class CallNow:
    """The call as it is now.

    Unknown: `prediction`, `delay_s`, `heard` (when the vehicle was last heard of) and `vehicle` are
             None where nothing is known.
    """

    call: Call
    state: CallState
    expected: datetime
    """When it is expected; of a cancelled call, when it would have been."""
    delay_s: int | None = None
    prediction: StopPrediction | None = None
    heard: datetime | None = None
    vehicle: VehicleState | None = None
    change: TripChange | None = None


def look_at_call(
    call: Call, *, snapshot: LiveSnapshot | None, conditions: Conditions, now: datetime
) -> CallNow | None:
    """The call now, or None where the vehicle has been there or nothing more can come."""
    change = conditions.trips.get(call.run)
    state = snapshot.find_run(call.run) if snapshot is not None else None
    delay_s = reported_delay_s(change, call.position)
    if change is None and state is None and call.scheduled < now:
        return None
    if _is_off(call, change, conditions, now):
        dropped = change is not None and change.cancelled
        expected = call.scheduled + timedelta(seconds=delay_s)
        if expected < now - GONE:
            return None
        return CallNow(call, "cancelled" if dropped else "skipped", expected, change=change)
    if snapshot is None or state is None:
        if snapshot is not None and snapshot.was_driven(call.run, position=call.position):
            return None
        expected = call.scheduled + timedelta(seconds=delay_s)
        told: CallState = "reported" if change is not None and change.delays_s else "timetable"
        late = delay_s if told == "reported" else None
        return CallNow(call, told, expected, late, change=change) if expected >= now else None
    return _driven_call(call, change=change, state=state, snapshot=snapshot, now=now)


def _driven_call(
    call: Call,
    *,
    change: TripChange | None,
    state: RunState,
    snapshot: LiveSnapshot,
    now: datetime,
) -> CallNow | None:
    """The call of a run that a vehicle drives."""
    vehicle = snapshot.find_vehicle(state.vehicle)
    prediction = state.find_stop(call.position)
    silent = now - state.as_of > SILENT_AFTER
    here = vehicle is not None and vehicle.run == call.run
    last = vehicle.last_position if vehicle is not None and here else None
    standing = vehicle is not None and here and vehicle.at_stop and last == call.position
    passed = last is not None and last >= call.position and not standing
    driven = snapshot.was_driven(call.run, position=call.position)
    if passed or (driven and not standing):
        return None
    if standing and not silent:
        return CallNow(
            call, "standing", now, state.delay_s, prediction, state.as_of, vehicle, change
        )
    if prediction is None or silent:
        most_late = timedelta(seconds=max(0, state.delay_s or 0))
        if call.scheduled + most_late < now:
            return None
        told: CallState = "silent" if silent else "timetable"
        heard = state.as_of if silent else None  # of one far from its way it is heard all the time
        return CallNow(call, told, call.scheduled, heard=heard, vehicle=vehicle, change=change)
    if prediction.departure < now - OVERDUE:
        return None
    expected = shown_at(prediction)
    if vehicle is not None and here and not_left(vehicle) and _overdue(call, prediction, now):
        return CallNow(
            call, "waiting", expected, state.delay_s, prediction, state.as_of, vehicle, change
        )
    late_s = round((prediction.departure - call.scheduled).total_seconds())
    return CallNow(call, "live", expected, late_s, prediction, state.as_of, vehicle, change)


def not_left(vehicle: VehicleState) -> bool:
    """Whether it waits at the first stop of its run, or is still on the way there."""
    return vehicle.status is VehicleStatus.LAYOVER and vehicle.last_position is None


def _overdue(call: Call, prediction: StopPrediction, now: datetime) -> bool:
    """Whether a bus that waits should have left: at its first stop, or long ago for stops on.

    What is told of stops on is as far ahead as ever as long as it waits, so minutes would mislead.
    """
    if call.position == 0:
        return prediction.departure <= now + LEAVES_LATE
    return prediction.departure - call.scheduled >= OVERDUE


def shown_at(prediction: StopPrediction) -> datetime:
    """What boards tell of it: when it arrives, and at its first stop when it leaves."""
    return prediction.arrival if prediction.position else prediction.departure


def _is_off(call: Call, change: TripChange | None, conditions: Conditions, now: datetime) -> bool:
    """Whether the run does not drive, or does not call here."""
    if change is not None and (change.cancelled or call.position in change.skipped_positions):
        return True
    outages = (conditions.stops_closed.get(row) for row in (call.stop, call.station))
    return any(
        one is not None and one.span.overlaps(call.scheduled, max(call.scheduled, now))
        for one in outages
    )


def reported_delay_s(change: TripChange | None, position: int) -> int:
    """The delay that holds at the position: that of the last one told up to it."""
    if change is None:
        return 0
    told = [(at, delay) for at, delay in change.delays_s if at <= position]
    return max(told)[1] if told else 0
