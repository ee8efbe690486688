"""Predictions made in the order in which a recording became known, each with what came true."""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.evaluation.recording import UNSEEN_MS, Recording, Report
from modugil.live.predictions.columns import Expected
from modugil.live.predictions.predictor import Predictor
from modugil.live.progress import I32, I64, Progress

AHEAD_MS = 1_800_000
"""Stops reached later than this after a prediction are not scored."""
NO_PREDICTION = -(1 << 62)


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """One row a prediction asked for: what was said, by each method, and what came true.

    Units:   UTC milliseconds; NO_PREDICTION where a method said nothing.
    """

    now_ms: I64
    truth_ms: I64
    shown_ms: I64
    median_ms: I64
    low_ms: I64
    high_ms: I64
    timetable_ms: I64
    delayed_ms: I64

    def __len__(self) -> int:
        """How many there are."""
        return len(self.now_ms)


def measure(recording: Recording, *, score_from_ms: int, report: Report) -> Samples:
    """Go through the recording: at each moment learn what became known, then predict.

    Only predictions made at or after `score_from_ms` are kept.
    """
    predictor = build_predictor(recording)
    parts: list[Samples] = []
    for now_ms, rows, progress in recording.replay(predictor, report=report):
        starts = np.full(len(rows), recording.day_start_ms, np.int64)
        expected = predictor.expect(progress, rows=rows, day_start_ms=starts, now_ms=now_ms)
        if now_ms >= score_from_ms:
            parts.append(_score(recording, progress, rows, expected, now_ms=now_ms))
    return _join(parts)


def build_predictor(recording: Recording) -> Predictor:
    """A predictor that knows the recording's timetable and nothing else."""
    return Predictor(recording.network, day_start_ms=lambda _: recording.day_start_ms)


class Asked(NamedTuple):
    """The stops ahead that were reached within half an hour of a moment.

    Shapes:  one row each; `owner` counts the runs asked about, `said` the rows of Expected, from
             which a run's predictions may be `missing`.
    """

    owner: NDArray[np.intp]
    time_row: I64
    said: I64
    missing: NDArray[np.bool_]


def ask(
    recording: Recording, progress: Progress, rows: I32, expected: Expected, *, now_ms: int
) -> Asked:
    """Which predictions of these runs are scored: known only to who has seen the whole day."""
    network = recording.network
    trip = progress.trip[rows]
    length = np.diff(network.pattern_start)[network.trip_pattern[trip]]
    first = progress.last_position[rows] + 1
    count = np.maximum(length - first, 0)
    owner = np.repeat(np.arange(len(rows)), count)
    position = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[owner]
    time_row = network.time_start[trip[owner]] + position
    truth_ms = recording.truth_ms[time_row]
    asked = (truth_ms != UNSEEN_MS) & (truth_ms >= now_ms) & (truth_ms <= now_ms + AHEAD_MS)
    owner, position = owner[asked], position[asked]
    said = expected.start[owner] + position - first[owner]
    return Asked(owner, time_row[asked], said, said >= expected.start[owner + 1])


def _score(
    recording: Recording, progress: Progress, rows: I32, expected: Expected, *, now_ms: int
) -> Samples:
    asked = ask(recording, progress, rows, expected, now_ms=now_ms)
    planned_s = recording.network.arrival_s[asked.time_row].astype(np.int64)
    planned_ms = recording.day_start_ms + 1000 * planned_s
    return Samples(
        now_ms=np.full(len(planned_ms), now_ms, np.int64),
        truth_ms=recording.truth_ms[asked.time_row],
        shown_ms=_pick(expected.arrival_ms, asked),
        median_ms=_pick(expected.median_ms, asked),
        low_ms=_pick(expected.low_ms, asked),
        high_ms=_pick(expected.high_ms, asked),
        timetable_ms=planned_ms,
        delayed_ms=planned_ms + _delay_ms(recording, progress, rows)[asked.owner],
    )


def _delay_ms(recording: Recording, progress: Progress, rows: I32) -> I64:
    network = recording.network
    at = network.time_start[progress.trip[rows]] + progress.last_position[rows]
    planned_s = np.where(
        progress.at_stop[rows] == 1, network.arrival_s[at], network.departure_s[at]
    )
    delay_ms: I64 = (
        progress.last_event_ms[rows] - recording.day_start_ms - 1000 * planned_s.astype(np.int64)
    )
    return delay_ms


def _pick(column: I64, asked: Asked) -> I64:
    picked: I64 = np.full(len(asked.said), NO_PREDICTION, np.int64)
    made = ~asked.missing
    picked[made] = column[asked.said[made]]
    return picked


def _join(parts: list[Samples]) -> Samples:
    names = [one.name for one in fields(Samples)]
    if not parts:
        return Samples(*(np.empty(0, np.int64) for _ in names))
    return Samples(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
