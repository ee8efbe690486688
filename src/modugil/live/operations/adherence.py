"""How well departures keep to the timetable, today and by group."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import local_day
from modugil.live.operations.civil_day import HOUR_MS, read_civil_day
from modugil.live.operations.look import as_instant, as_ms
from modugil.live.operations.network import SIDES, ServiceNetwork, side_of
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.told.adherence import (
    Adherence,
    AdherenceAnswer,
    AdherenceRow,
    DelayBin,
)
from modugil.live.progress import I32, I64, U8
from modugil.live.stop_events.stop_events import EventKind, StopEvents

MOST_ROWS = 2_000_000
"""Of a larger day the older half is given up, and `since` says so."""
FIRST_ROWS = 4_096
BIN_S = 60
FIRST_BIN_S, LAST_BIN_S = -600, 1_800
BY = ("line", "direction", "stop", "hour")
I16 = NDArray[np.int16]


class Observed(NamedTuple):
    """Departures of today; at a run's last stop its arrival.

    Shapes:  n rows each.
    """

    group: I32
    stop: I32
    hour: U8
    delay_s: I16

    def take(self, rows: slice | NDArray[np.bool_]) -> "Observed":
        """These of them."""
        return Observed(self.group[rows], self.stop[rows], self.hour[rows], self.delay_s[rows])


class AdherenceBook:
    """Collects the departures of a day."""

    def __init__(self, network: ServiceNetwork, *, now: datetime) -> None:
        """Begin with the day on the wall."""
        self._network = network
        self.begin(now)

    def begin(self, now: datetime) -> None:
        """Forget everything; the day is that of now."""
        self.day = local_day(now, zone=self._network.zone)
        self._on_wall = read_civil_day(self.day, self._network.zone)
        self.start_ms, self.end_ms = self._on_wall.start_ms, self._on_wall.end_ms
        self.since_ms = as_ms(now)
        self._count = 0
        self._columns = _build(FIRST_ROWS)

    def add(self, events: StopEvents) -> None:
        """Take in final stop events; those of another day are left out."""
        last = events.position == self._network.length[events.trip] - 1
        counts = np.where(last, events.kind == EventKind.ARRIVAL, events.kind != EventKind.ARRIVAL)
        counts |= events.kind == EventKind.PASSING
        counts &= (events.time_ms >= self.start_ms) & (events.time_ms < self.end_ms)
        rows = np.flatnonzero(counts)
        if len(rows) == 0:
            return
        self._make_room(len(rows))
        trip, day, position = events.trip[rows], events.day[rows], events.position[rows]
        planned = np.where(
            last[rows],
            self._network.arrival_ms(trip, day, position),
            self._network.departure_ms(trip, day, position),
        )
        at = slice(self._count, self._count + len(rows))
        delay_s = np.rint((events.time_ms[rows] - planned) / 1000.0)
        self._columns.group[at] = self._network.group[trip]
        self._columns.stop[at] = self._network.stop_rows(trip, position)
        self._columns.hour[at] = self._on_wall.find_hours(events.time_ms[rows])
        self._columns.delay_s[at] = np.clip(delay_s, -32_768, 32_767)
        self._count += len(rows)

    def get(self) -> Observed:
        """What was observed so far; these rows are not written to any more."""
        return self._columns.take(slice(0, self._count))

    def _make_room(self, more: int) -> None:
        have = len(self._columns.group)
        if self._count + more <= have:
            return
        kept = self.get()
        if self._count >= MOST_ROWS:
            kept = kept.take(slice(self._count // 2, None))
            oldest = self._on_wall.hours.tolist().index(int(kept.hour[0]))
            self.since_ms = self.start_ms + oldest * HOUR_MS
        self._columns = _build(max(2 * len(kept.group), len(kept.group) + more))
        self._count = len(kept.group)
        for name in Observed._fields:
            getattr(self._columns, name)[: self._count] = getattr(kept, name)


def _build(rows: int) -> Observed:
    return Observed(
        np.zeros(rows, np.int32),
        np.zeros(rows, np.int32),
        np.zeros(rows, np.uint8),
        np.zeros(rows, np.int16),
    )


def show_adherence(
    network: ServiceNetwork,
    observed: Observed,
    *,
    by: str,
    line: str,
    settings: OperationsSettings,
    since_ms: int,
) -> AdherenceAnswer:
    """The day so far in groups; `as_of` and the runs now are yet to be told.

    `line` is a number or an id, and empty for all.
    """
    if line:
        wanted = network.find_lines(line)[observed.group // SIDES]
        observed = observed.take(wanted)
    keys, describe = _group(network, observed, by)
    groups, measured = measure(observed.delay_s, keys, settings)
    rows = [
        AdherenceRow(**describe(group), **told)
        for group, told in zip(groups, measured, strict=True)
    ]
    _, everything = measure(observed.delay_s, np.zeros(len(keys), np.int32), settings)
    since = as_instant(since_ms)
    return AdherenceAnswer(
        as_of=since,
        early_s=settings.early_s,
        late_s=settings.late_s,
        since=since,
        by=by,
        overall=Adherence(**everything[0]) if everything else NOTHING,
        rows=rows,
        distribution=distribute(observed.delay_s),
        runs=[],
    )


def _group(
    network: ServiceNetwork, observed: Observed, by: str
) -> tuple[I32, Callable[[int], dict[str, Any]]]:
    def line(row: int) -> dict[str, Any]:
        line_id, name = network.name_line(row)
        return {"key": line_id, "line_id": line_id, "line": name}

    def direction(row: int) -> dict[str, Any]:
        side = side_of(row)
        told = line(row // SIDES)
        key = f"{told['key']}|{'' if side is None else side}"
        return {**told, "key": key, "direction": side}

    def stop(row: int) -> dict[str, Any]:
        stop_id, name = network.name_stop(row)
        return {"key": stop_id, "stop_id": stop_id, "stop": name}

    def hour(row: int) -> dict[str, Any]:
        return {"key": f"{row:02d}", "hour": row}

    ways = {
        "line": (observed.group // SIDES, line),
        "direction": (observed.group, direction),
        "stop": (observed.stop, stop),
        "hour": (observed.hour.astype(np.int32), hour),
    }
    return ways[by]


NOTHING = Adherence(
    observed=0,
    early=0,
    late=0,
    early_share=None,
    on_time_share=None,
    late_share=None,
    median_s=None,
    p10_s=None,
    p90_s=None,
)


def measure(
    delay_s: I16, keys: I32, settings: OperationsSettings
) -> tuple[list[int], list[dict[str, Any]]]:
    """The keys there are, in order, and what is told of the delays with each."""
    order = np.lexsort((delay_s, keys))
    ordered = delay_s[order].astype(np.int64)
    groups, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    if len(groups) == 0:
        return [], []
    early = np.add.reduceat(ordered < -settings.early_s, starts, dtype=np.int64)
    late = np.add.reduceat(ordered > settings.late_s, starts, dtype=np.int64)
    columns = {
        "observed": counts,
        "early": early,
        "late": late,
        "early_share": early / counts,
        "on_time_share": (counts - early - late) / counts,
        "late_share": late / counts,
        "median_s": _quantile(ordered, starts, counts, 0.5),
        "p10_s": _quantile(ordered, starts, counts, 0.1),
        "p90_s": _quantile(ordered, starts, counts, 0.9),
    }
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return groups.tolist(), [dict(zip(columns, row, strict=True)) for row in rows]


def _quantile(ordered: I64, starts: I64, counts: I64, share: float) -> NDArray[np.float64]:
    """Of each group, ascending in itself, the value below which that share of it lies."""
    at = starts + share * (counts - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, starts + counts - 1)
    value: NDArray[np.float64] = ordered[low] + (at - low) * (ordered[high] - ordered[low])
    return value


def distribute(delay_s: I16) -> list[DelayBin]:
    """How many departures had which delay, by the minute; the ends are open."""
    edges = list(range(FIRST_BIN_S, LAST_BIN_S + 1, BIN_S))
    rows = np.searchsorted(np.array(edges), delay_s, side="right")
    counts = np.bincount(rows, minlength=len(edges) + 1).tolist()
    bounds: list[int | None] = [None, *edges, None]
    return [
        DelayBin(from_s=bounds[row], to_s=bounds[row + 1], count=count)
        for row, count in enumerate(counts)
    ]
