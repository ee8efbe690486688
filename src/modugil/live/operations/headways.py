"""How far apart buses of a line are, from what they did at stops: the day's counts.

Between two departures from one stop of one line and direction, one after the other. What was
planned is the interval of the timetable, whether or not the run before came: a run that never left
makes a gap. Runs that are planned within two minutes of each other belong together and are no pair.
"""

from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import local_day
from modugil.live.operations.civil_day import read_civil_day
from modugil.live.operations.intervals import NO_INTERVAL, TOGETHER_S, Intervals
from modugil.live.operations.look import as_ms
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.told.headways import HeadwayDay, HeadwayHour, HeadwayKind
from modugil.live.stop_events.stop_events import EventKind, StopEvents

BUNCHED_RATIO = 0.25
"""Our choice."""
BUNCHED_S = 60
"""Source: Chicago Transit Authority, performance metrics: intervals of 60 s or less."""
GAP_RATIO = 2.0
"""Source: the same, big gaps: double the scheduled interval (there also above 15 minutes)."""
MOST_PLANNED_S = 7_200
"""Of buses planned further apart nobody speaks of a headway."""
HOURS = 24
REMEMBERED = 4
"""Departures that are remembered of each stop of a line and direction."""
NUMBERS = 5
OBSERVED, BUNCHED, GAPS, RATIOS, SQUARES = range(NUMBERS)
F64 = NDArray[np.float64]


def judge_headway(headway_s: float, *, planned_s: float) -> HeadwayKind:
    """What that distance in time is called; `planned_s` is above zero."""
    ratio = headway_s / planned_s
    is_close = headway_s <= BUNCHED_S and planned_s >= 2 * BUNCHED_S
    if ratio < BUNCHED_RATIO or is_close:
        return HeadwayKind.BUNCHED
    return HeadwayKind.GAP if ratio >= GAP_RATIO else HeadwayKind.EVEN


class Departed(NamedTuple):
    """One departure from a stop."""

    time_ms: int
    planned_ms: int
    trip: int
    day: int
    interval_s: int
    """What the timetable has between it and the one before; NO_INTERVAL for a day's first."""


class Departures:
    """The last departures from each stop of each line and direction, of runs known by row."""

    def __init__(self, network: ServiceNetwork, intervals: Intervals) -> None:
        """None was seen yet."""
        self._network = network
        self._intervals = intervals
        self._seen: dict[int, list[Departed]] = {}
        self._stops = len(network.timetable.stops.id)

    def add(self, events: StopEvents) -> list[tuple[int, Departed, Departed | None]]:
        """Take in departures and passings; each with its group and the one before it.

        None before it where it came out of order, or where nobody was seen yet.
        """
        leaves = np.isin(events.kind, [EventKind.DEPARTURE, EventKind.PASSING])
        rows = np.flatnonzero(leaves)
        rows = rows[np.argsort(events.time_ms[rows], kind="stable")]
        trip, day, position = events.trip[rows], events.day[rows], events.position[rows]
        planned_ms = self._network.departure_ms(trip, day, position)
        group = self._network.group[trip]
        stop = self._network.stop_rows(trip, position)
        interval_s = self._intervals.find(trip, day, position)
        columns = (group, stop, events.time_ms[rows], planned_ms, trip, day, interval_s)
        pairs = []
        for one, stop_row, *rest in zip(*(column.tolist() for column in columns), strict=True):
            departed = Departed(*rest)
            pairs.append((one, departed, self._remember(one * self._stops + stop_row, departed)))
        return pairs

    def _remember(self, key: int, departed: Departed) -> Departed | None:
        seen = self._seen.setdefault(key, [])
        before = seen[-1] if seen else None
        if before is not None and (before.trip, before.day) == (departed.trip, departed.day):
            return None
        if before is not None and before.time_ms > departed.time_ms:
            return None
        seen.append(departed)
        del seen[:-REMEMBERED]
        return before

    def find(self, group: int, stop: int, *, trip: int, day: int) -> int | None:
        """When that run left that stop, if that was lately."""
        for one in reversed(self._seen.get(group * self._stops + stop, ())):
            if (one.trip, one.day) == (trip, day):
                return one.time_ms
        return None


class HeadwayBook:
    """Counts the headways of a day, by line and direction and by hour."""

    def __init__(self, network: ServiceNetwork, intervals: Intervals, *, now: datetime) -> None:
        """Begin with the day on the wall."""
        self._network = network
        self._intervals = intervals
        self.begin(now)

    def begin(self, now: datetime) -> None:
        """Forget everything; the day is that of now."""
        self.day = local_day(now, zone=self._network.zone)
        self._on_wall = read_civil_day(self.day, self._network.zone)
        self.since_ms = as_ms(now)
        groups = int(self._network.group.max(initial=-1)) + 1
        self.counts: F64 = np.zeros((groups, HOURS, NUMBERS))
        """[g, hour, what]."""
        self._departures = Departures(self._network, self._intervals)

    def add(self, events: StopEvents) -> None:
        """Take in final stop events."""
        for group, departed, before in self._departures.add(events):
            if before is None or not self._on_wall.holds(departed.time_ms):
                continue
            hour = self._on_wall.find_hour(departed.time_ms)
            together = abs(departed.planned_ms - before.planned_ms) < 1000 * TOGETHER_S
            planned_s = departed.interval_s
            if not together and NO_INTERVAL < planned_s <= MOST_PLANNED_S:
                headway_s = (departed.time_ms - before.time_ms) / 1000.0
                self._count(self.counts[group, hour], headway_s, planned_s)

    def _count(self, counts: F64, headway_s: float, planned_s: float) -> None:
        kind, ratio = judge_headway(headway_s, planned_s=planned_s), headway_s / planned_s
        counts += (
            1,
            kind == HeadwayKind.BUNCHED,
            kind == HeadwayKind.GAP,
            ratio,
            ratio * ratio,
        )

    def show_groups(self) -> dict[int, HeadwayDay]:
        """Every line and direction with a headway observed today."""
        told = self.counts.sum(axis=1)
        rows = np.flatnonzero(told[:, OBSERVED]).tolist()
        return {row: HeadwayDay(**_measure(told[row])) for row in rows}

    def show_hours(self, wanted: NDArray[np.bool_]) -> list[HeadwayHour]:
        """The hours with a headway observed of those groups."""
        told = self.counts[wanted[: len(self.counts)]].sum(axis=0)
        return [
            HeadwayHour(hour=hour, **_measure(told[hour]))
            for hour in np.flatnonzero(told[:, OBSERVED]).tolist()
        ]


NO_HEADWAYS = HeadwayDay(
    observed=0,
    bunched=0,
    gaps=0,
    bunched_share=None,
    gap_share=None,
    mean_ratio=None,
    cv=None,
)


def _measure(counts: F64) -> dict[str, Any]:
    observed = float(counts[OBSERVED])
    mean = float(counts[RATIOS]) / observed
    variance = max(0.0, float(counts[SQUARES]) / observed - mean * mean)
    return {
        "observed": int(observed),
        "bunched": int(counts[BUNCHED]),
        "gaps": int(counts[GAPS]),
        "bunched_share": float(counts[BUNCHED]) / observed,
        "gap_share": float(counts[GAPS]) / observed,
        "mean_ratio": mean,
        "cv": float(np.sqrt(variance)) / mean if mean > 0.0 else None,
    }
