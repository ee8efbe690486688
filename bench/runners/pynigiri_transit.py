"""pynigiri, the transit router of MOTIS: earliest arrivals from stop to stop.

It has no way to store a compiled timetable, so that each start reads the feed again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

import pynigiri
from protocol import Runner, Task, run

LONGEST_JOURNEY_MIN = 24 * 60


def prepare(request: dict[str, Any]) -> dict[str, Any]:
    """Nothing to store."""
    return {"stored": "nothing"}


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """Read the prepared feed, three days around the question."""
    leave = datetime.fromisoformat(request["leave_at"]).replace(tzinfo=ZoneInfo(request["zone"]))
    config = pynigiri.LoaderConfig()
    config.link_stop_distance = 0  # the footpaths are in the feed
    config.default_tz = request["zone"]
    options = pynigiri.FinalizeOptions()
    options.merge_dupes_intra_src = options.merge_dupes_inter_src = False
    source = pynigiri.TimetableSource("feed", request["files"]["gtfs"], config)
    first, last = leave.date() - timedelta(days=1), leave.date() + timedelta(days=2)
    timetable = pynigiri.load_timetable([source], str(first), str(last), options)
    leave_min = int(leave.timestamp()) // 60
    return lambda spec: _stop_to_stop(timetable, leave_min, spec["max_transfers"])


def _stop_to_stop(timetable: Any, leave_min: int, max_transfers: int) -> Task:
    def encode(pair: list[str]) -> Any:
        return [timetable.find_location(stop) for stop in pair]

    def ask(pair: Any) -> Any:
        query = pynigiri.Query()
        query.start_time = leave_min
        query.start = [pynigiri.Offset(pair[0], 0, 0)]
        query.destination = [pynigiri.Offset(pair[1], 0, 0)]
        query.max_transfers = max_transfers
        query.max_travel_time = LONGEST_JOURNEY_MIN
        return pynigiri.route(timetable, query)

    def read(journeys: Any) -> list[list[int]]:
        return sorted([journey.transfers, 60 * journey.arrival_time()] for journey in journeys)

    return Task(encode, ask, read)


if __name__ == "__main__":
    run(Runner(version("pynigiri"), prepare, open_engine))
