"""Our own arrivals judged by the three public yardsticks, while the day goes on.

Each minute the predicted arrivals are sampled, and judged when the stop event is final. What is
kept are counts by line and bucket, and the samples whose bus is still to come.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import local_day
from modugil.live.evaluation.yardsticks import (
    CAL_ITP_MOST_MIN,
    MBTA_BUCKETS,
    TRANSIT_BUCKETS,
    cal_itp_minute,
    is_accurate_cal_itp,
    is_accurate_mbta,
    is_accurate_transit,
    mbta_bucket,
    transit_bucket,
)
from modugil.live.operations.look import Ahead, as_ms
from modugil.live.operations.network import SIDES, ServiceNetwork
from modugil.live.progress import I32, I64
from modugil.live.stop_events.stop_events import EventKind, StopEvents

SAMPLE_EVERY_MS = 60_000
FURTHEST_MS = 1_800_000
"""No yardstick judges what is predicted further ahead."""
EARLIEST_MS = -30_000
MOST_A_SAMPLE = 20_000
"""So many predictions are sampled each minute: those of 923 buses; of more, a turn each."""
WAITS_MS = 2_700_000
"""So long after the predicted arrival a bus that was not seen counts as one that never came."""
SLOT_MS = 300_000
SLOTS = 12
"""The last hour, in steps of five minutes."""
POSITION_BITS, DAY_BITS = 12, 22
BUCKETS = len(TRANSIT_BUCKETS) + len(MBTA_BUCKETS) + len(TRANSIT_BUCKETS) + 1
TRANSIT, MBTA, CAL_ITP = 0, len(TRANSIT_BUCKETS), len(TRANSIT_BUCKETS) + len(MBTA_BUCKETS)
SEEN, RIGHT = range(2)
SAMPLES, ERRORS, ABSOLUTE, SQUARES, INSIDE = range(5)
F64 = NDArray[np.float64]


def key_of(trip: I32, day: I32, position: I32) -> I64:
    """One number for a run's call at a stop."""
    run = trip.astype(np.int64) << DAY_BITS | day
    key: I64 = run << POSITION_BITS | position
    return key


@dataclass(slots=True, eq=False)
class Sample:
    """What was predicted at one instant, in order of the key."""

    now_ms: int
    key: I64
    line: I32
    arrival_ms: I64
    low_ms: I64
    high_ms: I64
    waits: NDArray[np.bool_]
    """Whether its bus was not seen yet."""


@dataclass(slots=True, eq=False)
class Counts:
    """Of every line, and the last row of all.

    Shapes:  `buckets` int64[lines, 13, 2]; `errors` float64[lines, 5].
    """

    buckets: I64
    errors: F64
    unmatched: int = 0


def build_counts(lines: int) -> Counts:
    """Nothing judged yet."""
    return Counts(np.zeros((lines, BUCKETS, 2), np.int64), np.zeros((lines, 5)))


class AccuracyBook:
    """Samples predictions and judges them; one thread writes, any may read."""

    def __init__(self, network: ServiceNetwork, *, now: datetime) -> None:
        """Begin with the day on the wall."""
        self._network = network
        self._samples: list[Sample] = []
        self._turn = 0
        self._sampled_ms = 0
        self._began_ms = as_ms(now)
        self._slots: dict[int, Counts] = {}
        self.begin(now)

    def begin(self, now: datetime) -> None:
        """Another day; samples that wait and the last hour stay."""
        self.day = local_day(now, zone=self._network.zone)
        self.since_ms = as_ms(now)
        self.today = build_counts(self._network.line_count)

    @property
    def waiting(self) -> int:
        """Samples whose bus has not come yet."""
        return sum(int(sample.waits.sum()) for sample in self._samples)

    def is_due(self, now_ms: int) -> bool:
        """Whether a minute has passed since the last sample."""
        return not 0 <= now_ms - self._sampled_ms < SAMPLE_EVERY_MS

    def sample(self, ahead: Ahead, *, now_ms: int) -> None:
        """Note what is predicted now for the next half hour, but for first stops."""
        self._sampled_ms = now_ms
        horizon_ms = ahead.arrival_ms - now_ms
        wanted = (horizon_ms > EARLIEST_MS) & (horizon_ms <= FURTHEST_MS) & (ahead.position > 0)
        rows = np.flatnonzero(wanted)
        share = -(-len(rows) // MOST_A_SAMPLE)
        if share > 1:  # whole runs, so that a run is watched from far to near or not at all
            rows = rows[ahead.trip[rows] % share == self._turn % share]
            self._turn += 1
        key = key_of(ahead.trip[rows], ahead.day[rows], ahead.position[rows])
        order = np.argsort(key)
        rows = rows[order]
        self._samples.append(
            Sample(
                now_ms,
                key[order],
                (self._network.group[ahead.trip[rows]] // SIDES).astype(np.int32),
                ahead.arrival_ms[rows],
                ahead.low_ms[rows],
                ahead.high_ms[rows],
                np.ones(len(rows), np.bool_),
            )
        )
        self._give_up(now_ms)

    def judge(self, events: StopEvents, *, now_ms: int) -> None:
        """Hold these final arrivals and passings against what was said of them."""
        comes = np.flatnonzero(np.isin(events.kind, [EventKind.ARRIVAL, EventKind.PASSING]))
        if len(comes) == 0:
            return
        key = key_of(events.trip[comes], events.day[comes], events.position[comes])
        time_ms = events.time_ms[comes]
        for sample in self._samples:
            if len(sample.key):
                self._judge_sample(sample, key, time_ms, now_ms=now_ms)

    def _judge_sample(self, sample: Sample, key: I64, time_ms: I64, *, now_ms: int) -> None:
        at = np.minimum(np.searchsorted(sample.key, key), len(sample.key) - 1)
        found = (sample.key[at] == key) & sample.waits[at] & (time_ms > sample.now_ms + EARLIEST_MS)
        at, truth_ms = at[found], time_ms[found]
        if len(at) == 0:
            return
        sample.waits[at] = False
        error_s = (truth_ms - sample.arrival_ms[at]) / 1000.0
        inside = (truth_ms >= sample.low_ms[at]) & (truth_ms <= sample.high_ms[at])
        horizon_s = (truth_ms - sample.now_ms) / 1000.0
        predicted_s = (sample.arrival_ms[at] - sample.now_ms) / 1000.0
        line = sample.line[at]
        for counts in (self.today, self._slot(now_ms)):
            _count_errors(counts, line, error_s, inside)
            _count_buckets(counts, line, error_s, horizon_s, predicted_s)

    def _give_up(self, now_ms: int) -> None:
        """Of a bus that was not seen so long after its time nothing more is expected."""
        kept = []
        for sample in self._samples:
            if now_ms - sample.now_ms <= FURTHEST_MS + WAITS_MS:
                kept.append(sample)
                continue
            unmatched = int(sample.waits.sum())
            self.today.unmatched += unmatched
            self._slot(now_ms).unmatched += unmatched
        self._samples = kept

    def _slot(self, now_ms: int) -> Counts:
        slot = now_ms // SLOT_MS
        if slot not in self._slots:
            kept = {at: one for at, one in self._slots.items() if slot - SLOTS < at <= slot}
            self._slots = {**kept, slot: build_counts(self._network.line_count)}
        return self._slots[slot]

    def get_hour(self, *, now_ms: int) -> tuple[Counts, int]:
        """What was judged in the last hour, and since when that is."""
        slot = now_ms // SLOT_MS
        told = build_counts(self._network.line_count)
        for at, one in self._slots.items():
            if slot - SLOTS < at <= slot:
                told.buckets += one.buckets
                told.errors += one.errors
                told.unmatched += one.unmatched
        return told, max(self._began_ms, (slot - SLOTS + 1) * SLOT_MS)


def _count_errors(counts: Counts, line: I32, error_s: F64, inside: NDArray[np.bool_]) -> None:
    columns = (np.ones(len(line)), error_s, np.abs(error_s), error_s * error_s, inside)
    np.add.at(counts.errors, line, np.stack(columns, axis=1))


def _count_buckets(
    counts: Counts, line: I32, error_s: F64, horizon_s: F64, predicted_s: F64
) -> None:
    bucket = transit_bucket(horizon_s)
    judged = (
        (TRANSIT, len(TRANSIT_BUCKETS), bucket, is_accurate_transit(error_s, horizon_s=horizon_s)),
        (
            MBTA,
            len(MBTA_BUCKETS),
            mbta_bucket(predicted_s),
            is_accurate_mbta(error_s, predicted_s=predicted_s),
        ),
        (
            CAL_ITP,
            len(TRANSIT_BUCKETS) + 1,
            np.where(cal_itp_minute(horizon_s) < CAL_ITP_MOST_MIN, bucket, -1),
            is_accurate_cal_itp(error_s, horizon_s=horizon_s),
        ),
    )
    for first, count, of, right in judged:
        rows = np.flatnonzero((of >= 0) & (of < count))
        at = (line[rows].astype(np.int64) * BUCKETS + first + of[rows]) * 2
        flat = counts.buckets.reshape(-1)
        np.add.at(flat, at + SEEN, 1)
        np.add.at(flat, at[right[rows]] + RIGHT, 1)
