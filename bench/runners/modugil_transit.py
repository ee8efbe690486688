"""Modugil from stop to stop: all that a caller of `search_transit` does, journeys with legs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
from modugil_region import open_built, run_modugil
from protocol import Task

from modugil.core.time import seconds_of_service_day, service_day_start
from modugil.region.open_region import Region
from modugil.routing.transit import (
    TransferTable,
    TransitQuery,
    at_stop,
    build_day,
    build_transfers,
    search_transit,
    stop_labels,
)

LONGEST_JOURNEY_S = 24 * 3600


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """The timetable, its day, and the footpaths of transfers.txt."""
    region = open_built(request)
    leave = datetime.fromisoformat(request["leave_at"]).replace(tzinfo=region.zone)
    return lambda spec: _stop_to_stop(region, leave, spec)


def _stop_to_stop(region: Region, leave: datetime, spec: dict[str, Any]) -> Task:
    timetable, base_day = region.timetable, leave.date()
    assert timetable is not None
    stop_row = {text: row for row, text in enumerate(timetable.stops.id)}
    day = build_day(timetable, base_day)
    transfers = _footpaths(region, change_s=60 * spec["change_time_min"])
    walks_to = _by_end(transfers)
    time_s = seconds_of_service_day(leave, day=base_day, zone=region.zone)
    most = spec["max_transfers"] + 1

    def encode(pair: list[str]) -> tuple[int, int]:
        return stop_row[pair[0]], stop_row[pair[1]]

    def ask(pair: tuple[int, int]) -> Any:
        stops, seconds = walks_to(pair[1])
        query = TransitQuery(
            sources=at_stop(pair[0]),
            targets=stop_labels(stops, time_s=seconds),
            time_s=time_s,
            max_boardings=most,
        )
        return search_transit(timetable, day=day, transfers=transfers, query=query)

    start = int(service_day_start(base_day, zone=region.zone).timestamp())

    def read(journeys: Any) -> list[list[int]]:
        shown = [one for one in journeys if one.arrival_s - time_s <= LONGEST_JOURNEY_S]
        return sorted([one.boardings - 1, start + one.arrival_s] for one in shown)

    return Task(encode, ask, read)


def _footpaths(region: Region, *, change_s: int) -> TransferTable:
    """Walks as transfers.txt has them; at the same stop it takes the time to change."""
    timetable = region.timetable
    assert timetable is not None
    rows = timetable.transfers
    table = build_transfers(
        timetable.stop_count, pairs=(rows.from_stop, rows.to_stop), time_s=rows.min_time_s
    )
    return replace(table, same_stop_s=np.full(timetable.stop_count, change_s, np.int32), cache={})


def _by_end(transfers: TransferTable) -> Callable[[int], tuple[np.ndarray, np.ndarray]]:
    """From a stop to the stops one can walk to it from, and the seconds, itself included."""
    order = np.argsort(transfers.to_stop, kind="stable")
    begin = np.searchsorted(transfers.to_stop[order], np.arange(len(transfers.start)))
    stops, seconds = transfers.from_stops()[order], transfers.time_s[order]

    def walks_to(stop: int) -> tuple[np.ndarray, np.ndarray]:
        part = slice(begin[stop], begin[stop + 1])
        return np.append(stops[part], stop), np.append(seconds[part], 0)

    return walks_to


if __name__ == "__main__":
    run_modugil(open_engine)
