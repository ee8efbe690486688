"""Fits the weights of live/predictions/weights.py: robust least squares over a recording.

    python bench/arrivals/fit.py STOP_EVENTS.csv.gz TIME_ZONE [UNTIL_HOUR | -FROM_HOUR]

The measures are those of the predictor itself, as it had them at each moment: nothing known later.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import get_zone
from modugil.live.evaluation.measure import ask, build_predictor
from modugil.live.evaluation.read_stop_events import read_stop_events
from modugil.live.evaluation.recording import EventRecording
from modugil.live.predictions.weights import FEATURES, PLANNED_MIN

AHEAD_S = 1_300.0
ROUNDS = 6

Measures = NDArray[np.float32]
Seconds = NDArray[np.float64]
Millis = NDArray[np.int64]


def collect(recording: EventRecording) -> tuple[Measures, Seconds, Millis]:
    """Measures of every prediction, and by how much the planned time from its event was off."""
    predictor = build_predictor(recording)
    kept, off, when = [], [], []
    for now_ms, rows, progress in recording.replay(predictor, report=lambda *_: None):
        starts = np.full(len(rows), recording.day_start_ms, np.int64)
        told = predictor.expect(
            progress, rows=rows, day_start_ms=starts, now_ms=now_ms, explain=True
        )
        asked = ask(recording, progress, rows, told, now_ms=now_ms)
        good = ~asked.missing & (recording.truth_ms[asked.time_row] < now_ms + 1_000 * AHEAD_S)
        measures = told.features[asked.said[good]]
        took_s = recording.truth_ms[asked.time_row[good]] / 1_000.0
        took_s -= progress.last_event_ms[rows[asked.owner[good]]] / 1_000.0
        kept.append(measures.astype(np.float32))
        off.append(took_s - 60.0 * measures[:, PLANNED_MIN])
        when.append(np.full(len(took_s), now_ms))
    return np.concatenate(kept), np.concatenate(off), np.concatenate(when)


def fit(measures: Measures, off_s: Seconds, *, columns: list[int]) -> NDArray[np.float64]:
    """Weights of these columns, the others 0; errors beyond the usual spread count less."""
    measures = measures.astype(np.float64)
    usual_s = 1.0 / (25.0 + 0.12 * 60.0 * measures[:, PLANNED_MIN])
    trust = np.ones(len(off_s))
    chosen = measures[:, columns]
    for _ in range(ROUNDS):
        weighted = chosen * (usual_s**2 * trust)[:, np.newaxis]
        found = np.linalg.solve(
            weighted.T @ chosen + 0.1 * np.eye(len(columns)), weighted.T @ off_s
        )
        away = np.abs(off_s - chosen @ found) * usual_s
        trust = np.minimum(1.0, 1.0 / np.maximum(away, 1e-6))
    weights = np.zeros(FEATURES)
    weights[columns] = found
    return weights


def main() -> None:
    recording = read_stop_events(Path(sys.argv[1]), zone=get_zone(sys.argv[2]))
    measures, off_s, when_ms = collect(recording)
    hour = (when_ms - recording.day_start_ms) / 3_600_000.0
    limit = float(sys.argv[3]) if len(sys.argv) > 3 else 48.0
    rows = (hour < limit) if limit > 0.0 else (hour >= -limit)
    for columns in (list(range(FEATURES)), [0, 1, 2, 3, 4, 7, 8, 9, 10], [0, 1, 2, 3, 7, 8, 9, 10]):
        print(columns, np.round(fit(measures[rows], off_s[rows], columns=columns), 3).tolist())


if __name__ == "__main__":
    main()
