"""A recording of a day: the timetable, what became known when, and what really happened."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from modugil.live.predictions.network import PredictionNetwork
from modugil.live.predictions.predictor import Predictor
from modugil.live.progress import F32, I32, I64, U8, Progress, VehicleStatus
from modugil.live.stop_events.stop_events import EventKind, StopEvents

UNSEEN_MS = -1
REPORT_EVERY = 20

Report = Callable[[str, float], None]


class Recording(Protocol):
    """A day that can be gone through as it was lived."""

    @property
    def network(self) -> PredictionNetwork:
        """The timetable, known in advance."""
        ...

    @property
    def day_start_ms(self) -> int:
        """From when the network's times count."""
        ...

    @property
    def known_ms(self) -> I64:
        """When each observation reached the server; ascending."""
        ...

    @property
    def truth_ms(self) -> I64:
        """When each planned call really was: a row for each time of the network's trips."""
        ...

    def replay(
        self, predictor: Predictor, *, report: Report
    ) -> Iterator[tuple[int, I32, Progress]]:
        """Each moment at which something became known and was learnt; which rows; all progress."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class EventRecording:
    """Runs with their observations in the order in which these became known.

    Shapes:  n observations; `truth_ms` has a row for each time of the network's trips.
    Units:   UTC milliseconds; the network's times count from `day_start_ms`.
    Unknown: `truth_ms` is UNSEEN_MS where nobody saw the vehicle at the stop.
    """

    network: PredictionNetwork
    day: int
    """Service date as proleptic ordinal."""
    day_start_ms: int
    truth_ms: I64
    """The first observed arrival, else the departure."""
    run: I32
    """[n] row of the network's trips."""
    position: I32
    kind: U8
    """EventKind."""
    time_ms: I64
    known_ms: I64
    """When it reached the server; ascending."""
    leg_ratio: F32
    """How far the vehicle was known to be towards the next stop at that moment; 0 if unknown."""
    measured_ms: I64
    """When that was measured."""
    run_ids: Sequence[str]
    """trip_id of each row of the network's trips."""
    stop_ids: Sequence[str]
    """stop_id of each row of the network's times."""

    def replay(
        self, predictor: Predictor, *, report: Report
    ) -> Iterator[tuple[int, I32, Progress]]:
        """Each moment at which something became known and was learnt; which runs; all progress."""
        progress = unknown_progress(len(self.network.trip_pattern), day=self.day)
        bounds = np.flatnonzero(np.diff(self.known_ms, prepend=-1))
        ends = np.append(bounds[1:], len(self.known_ms))
        for number, (first, end) in enumerate(zip(bounds.tolist(), ends.tolist(), strict=True)):
            self._take_in(slice(first, end), progress, predictor)
            now_ms = int(self.known_ms[first])
            yield now_ms, np.unique(self.run[first:end]).astype(np.int32), progress
            if number % REPORT_EVERY == 0:
                report("Predicting", end / len(self.known_ms))

    def _take_in(self, span: slice, progress: Progress, predictor: Predictor) -> None:
        """Learn what became known at one moment; of several events of a run the last stays."""
        run, position = self.run[span], self.position[span]
        kind, time_ms = self.kind[span], self.time_ms[span]
        day = np.full(len(run), self.day, np.int32)
        spread_ms = np.zeros(len(run), np.int32)
        predictor.learn(
            StopEvents(run, run, day, position, kind, time_ms, spread_ms, self.known_ms[span])
        )
        news = np.flatnonzero(position >= progress.last_position[run])
        news = news[np.lexsort((kind[news], position[news]))]
        at = run[news]
        progress.status[at] = VehicleStatus.ON_TRIP
        progress.last_position[at] = position[news]
        progress.at_stop[at] = kind[news] == EventKind.ARRIVAL
        progress.last_event_ms[at] = time_ms[news]
        progress.time_ms[at] = self.measured_ms[span][news]
        progress.leg_ratio[at] = self.leg_ratio[span][news]


def unknown_progress(runs: int, *, day: int) -> Progress:
    """Runs of which nothing is known yet, each driven by a vehicle of its own."""
    return Progress(
        status=np.full(runs, VehicleStatus.LAYOVER, np.uint8),
        trip=np.arange(runs, dtype=np.int32),
        day=np.full(runs, day, np.int32),
        path=np.full(runs, -1, np.int32),
        along_m=np.zeros(runs, np.float32),
        off_path_m=np.zeros(runs, np.float32),
        last_position=np.full(runs, -1, np.int32),
        at_stop=np.zeros(runs, np.uint8),
        last_event_ms=np.zeros(runs, np.int64),
        leg_ratio=np.zeros(runs, np.float32),
        time_ms=np.zeros(runs, np.int64),
    )
