"""How many vehicles are out, how many should be, and who is not heard of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import local_day
from modugil.live.operations.look import Fleet, as_instant, day_text, known
from modugil.live.operations.network import SIDES, ServiceNetwork
from modugil.live.operations.told.fleet import (
    FleetAnswer,
    FleetCounts,
    FleetState,
    FleetVehicle,
    LineCounts,
    OperatorCounts,
)
from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import I32, I64, VehicleStatus
from modugil.live.snapshot.vehicle_state import STALE_AFTER

STALE_MS = round(STALE_AFTER.total_seconds() * 1000)
LONG_AGO_MS = 21_600_000
"""Six hours: who was heard of before midnight is not silent all day at five past."""
STATES = tuple(FleetState)
STATE_OF_STATUS = {
    VehicleStatus.UNASSIGNED: FleetState.UNASSIGNED,
    VehicleStatus.LAYOVER: FleetState.LAYOVER,
    VehicleStatus.ON_TRIP: FleetState.ON_TRIP,
    VehicleStatus.DETOUR: FleetState.OFF_ROUTE,
    VehicleStatus.DEADHEAD: FleetState.DEADHEAD,
}
ROW_OF_STATUS = np.array([STATES.index(STATE_OF_STATUS[one]) for one in VehicleStatus], np.int64)
STALE, NEVER = STATES.index(FleetState.STALE), STATES.index(FleetState.NEVER)


@dataclass(frozen=True, slots=True)
class WantedVehicles:
    """Which vehicles are listed; empty texts take all."""

    operator: str = ""
    line: str = ""
    state: str = ""


def judge_states(network: ServiceNetwork, fleet: Fleet, *, now_ms: int) -> NDArray[np.int64]:
    """For each vehicle its row of STATES."""
    day = local_day(as_instant(now_ms), zone=network.zone).toordinal()
    long_ago_ms = min(network.schedule.day_start_ms(day), now_ms - LONG_AGO_MS)
    states = ROW_OF_STATUS[fleet.status]
    states = np.where(now_ms - fleet.heard_ms > STALE_MS, STALE, states)
    return np.where(fleet.heard_ms < long_ago_ms, NEVER, states)


def count_fleet(
    network: ServiceNetwork,
    fleet: Fleet,
    *,
    issued: Collection[str],
    expected: I32,
    wanted: WantedVehicles,
    now_ms: int,
) -> FleetAnswer:
    """The fleet at this moment.

    `issued` are the vehicles with a terminal that may speak, `expected` the runs under way by the
    timetable as rows of the trips.
    """
    states = judge_states(network, fleet, now_ms=now_ms)
    on_line = (fleet.trip >= 0) & (states != NEVER)
    lines = np.where(on_line, network.group[fleet.trip] // SIDES, -1)
    never = sorted(set(issued) - set(fleet.vehicle))
    operators = [*map(operator_of, fleet.vehicle), *map(operator_of, never)]
    all_states = np.append(states, np.full(len(never), NEVER))
    told = _list_vehicles(network, fleet, states, wanted=wanted, now_ms=now_ms)
    return FleetAnswer(
        as_of=as_instant(now_ms),
        expected=len(expected),
        counts=FleetCounts(**_count(all_states)),
        by_operator=_by_operator(operators, all_states),
        by_line=_by_line(network, lines, states, expected),
        vehicles=[*told, *_list_never(never, wanted)],
        stale_after_s=STALE_MS // 1000,
    )


def operator_of(vehicle: str) -> str:
    """The operator's code in a vehicle's name."""
    return vehicle.partition("/")[0]


def _count(states: NDArray[np.int64]) -> dict[str, Any]:
    counts = np.bincount(states, minlength=len(STATES)).tolist()
    by_name = {state.value: count for state, count in zip(STATES, counts, strict=True)}
    return {**by_name, "reporting": int((states < STALE).sum())}


def _by_operator(operators: list[str], states: NDArray[np.int64]) -> list[OperatorCounts]:
    names, of = np.unique(np.array(operators, np.str_), return_inverse=True)
    return [
        OperatorCounts(operator=str(name), **_count(states[of == row]))
        for row, name in enumerate(names.tolist())
    ]


def _by_line(
    network: ServiceNetwork, lines: I64, states: NDArray[np.int64], expected: I32
) -> list[LineCounts]:
    planned = np.bincount(network.group[expected] // SIDES, minlength=network.line_count)
    rows = np.union1d(lines[lines >= 0], np.flatnonzero(planned))
    order = np.argsort(lines, kind="stable")
    starts = np.searchsorted(lines[order], rows, side="left")
    ends = np.searchsorted(lines[order], rows, side="right")
    told = []
    for line, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        line_id, name = network.name_line(line)
        counts = _count(states[order[start:end]])
        told.append(LineCounts(line_id=line_id, line=name, expected=int(planned[line]), **counts))
    return sorted(told, key=lambda one: (one.line, one.line_id))


def _list_vehicles(
    network: ServiceNetwork,
    fleet: Fleet,
    states: NDArray[np.int64],
    *,
    wanted: WantedVehicles,
    now_ms: int,
) -> list[FleetVehicle]:
    told = []
    for row in np.argsort(fleet.heard_ms, kind="stable").tolist():
        state, vehicle = STATES[states[row]], fleet.vehicle[row]
        names = name_run(network, int(fleet.trip[row]), int(fleet.day[row]))
        is_wanted = (
            wanted.state in ("", state.value)
            and wanted.operator in ("", operator_of(vehicle))
            and wanted.line in ("", names["line"], names["line_id"])
        )
        if is_wanted:
            told.append(_tell(fleet, row, state, names, now_ms=now_ms))
    return told


def _tell(
    fleet: Fleet, row: int, state: FleetState, names: Mapping[str, Any], *, now_ms: int
) -> FleetVehicle:
    delay_s, heard_ms = int(fleet.delay_s[row]), int(fleet.heard_ms[row])
    return FleetVehicle(
        vehicle=fleet.vehicle[row],
        operator=operator_of(fleet.vehicle[row]),
        state=state,
        heard_at=as_instant(heard_ms),
        silent_s=max(0.0, (now_ms - heard_ms) / 1000.0),
        lat=known(fleet.lat[row]),
        lon=known(fleet.lon[row]),
        speed_mps=known(fleet.speed_mps[row]),
        heading_deg=known(fleet.heading_deg[row]),
        delay_s=None if delay_s == NO_DELAY else delay_s,
        **names,
    )


def name_run(network: ServiceNetwork, trip: int, day: int) -> dict[str, Any]:
    """Line, trip, service date and direction of a run by their names; nothing without one."""
    if trip < 0:
        return {"line_id": "", "line": "", "trip_id": "", "day": "", "direction": None}
    line_id, line = network.name_line(int(network.group[trip]) // SIDES)
    return {
        "line_id": line_id,
        "line": line,
        "trip_id": network.timetable.trips.id[trip],
        "day": day_text(day),
        "direction": network.direction_of(trip),
    }


def _list_never(never: list[str], wanted: WantedVehicles) -> list[FleetVehicle]:
    if wanted.state not in ("", FleetState.NEVER.value) or wanted.line:
        return []
    return [
        FleetVehicle(vehicle=one, operator=operator_of(one), state=FleetState.NEVER)
        for one in never
        if wanted.operator in ("", operator_of(one))
    ]
