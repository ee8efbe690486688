"""The runs under way, and how late each is."""

import numpy as np

from modugil.live.operations.count_fleet import STALE_MS, name_run
from modugil.live.operations.look import Fleet
from modugil.live.operations.network import SIDES, ServiceNetwork
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.told.adherence import RunNow
from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import VehicleStatus


def list_runs_now(
    network: ServiceNetwork, fleet: Fleet, *, line: str, settings: OperationsSettings, now_ms: int
) -> list[RunNow]:
    """The runs under way of which a delay is known, the latest first."""
    driving = np.isin(fleet.status, [VehicleStatus.ON_TRIP, VehicleStatus.DETOUR])
    driving &= (fleet.trip >= 0) & (fleet.delay_s != NO_DELAY)
    driving &= now_ms - fleet.heard_ms <= STALE_MS
    driving[driving] &= network.find_lines(line)[network.group[fleet.trip[driving]] // SIDES]
    rows = np.flatnonzero(driving)
    told = []
    for row in rows[np.argsort(-fleet.delay_s[rows].astype(np.int64), kind="stable")].tolist():
        trip, delay_s = int(fleet.trip[row]), int(fleet.delay_s[row])
        stop_id, stop = _next_stop(network, trip, int(fleet.last_position[row]))
        told.append(
            RunNow(
                vehicle=fleet.vehicle[row],
                delay_s=delay_s,
                verdict=_judge(delay_s, settings),
                next_stop_id=stop_id,
                next_stop=stop,
                **name_run(network, trip, int(fleet.day[row])),
            )
        )
    return told


def _judge(delay_s: int, settings: OperationsSettings) -> str:
    if delay_s < -settings.early_s:
        return "early"
    return "late" if delay_s > settings.late_s else "on_time"


def _next_stop(network: ServiceNetwork, trip: int, last: int) -> tuple[str, str]:
    if last + 1 >= network.length[trip]:
        return "", ""
    first = int(network.stop_start[network.pattern[trip]])
    return network.name_stop(int(network.stops[first + last + 1]))
