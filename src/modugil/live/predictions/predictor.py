"""Says when vehicles will be where, and learns from what they were then seen to do."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.live.predictions.ahead import count_ahead, expect
from modugil.live.predictions.calibration import FADE_S, build_calibration, derive
from modugil.live.predictions.columns import Expected, Places, build_expected
from modugil.live.predictions.experience import build_experience
from modugil.live.predictions.learn import learn_events
from modugil.live.predictions.network import PredictionNetwork
from modugil.live.predictions.predictions import Predictions
from modugil.live.predictions.tracks import build_tracks, make_room
from modugil.live.predictions.weights import WEIGHTS
from modugil.live.predictions.withdrawal import find_supported
from modugil.live.progress import I32, I64, Progress
from modugil.live.stop_events.stop_events import StopEvents

DERIVE_EVERY_MS = 60_000
"""How often what follows from past errors is worked out anew."""


class Predictor:
    """Predictions for a fleet; one thread calls it.

    What it says depends only on what `learn` was given before, and on the places asked about.
    """

    def __init__(self, network: PredictionNetwork, *, day_start_ms: Callable[[int], int]) -> None:
        """Know the timetable and nothing else.

        `day_start_ms` gives the start of a service date (an ordinal) in UTC milliseconds.
        """
        self._network = network
        self._day_start_ms = day_start_ms
        self._known = build_experience(len(network.leg_key))
        self._made = build_calibration()
        longest = int(np.diff(network.pattern_start).max(initial=1))
        self._tracks = build_tracks(vehicles=64, positions=longest)
        self._derived_ms = np.zeros(1, np.int64)

    def learn(self, events: StopEvents) -> None:
        """Take in what vehicles were observed to do; events of one vehicle in any order."""
        if len(events) == 0:
            return
        self._tracks = make_room(self._tracks, vehicles=int(events.vehicle.max()) + 1)
        order = np.lexsort((events.kind, events.position, events.time_ms, events.vehicle))
        day = events.day[order]
        learn_events(
            self._network,
            self._known,
            self._made,
            self._tracks,
            events.vehicle[order],
            events.trip[order],
            day,
            events.position[order],
            events.kind[order],
            events.time_ms[order],
            self._starts_of(day),
        )
        self._derive(int(events.known_ms.max()))

    def predict(
        self, progress: Progress, *, rows: I32, day_start_ms: I64, now_ms: int
    ) -> Predictions:
        """What is expected of these vehicles of the fleet; nothing where nothing supports it.

        Shapes:  `day_start_ms` has the start of the service date of each of `rows`.
        """
        expected = self.expect(progress, rows=rows, day_start_ms=day_start_ms, now_ms=now_ms)
        return Predictions(np.asarray(rows, np.int32), *expected[:-2])

    def expect(
        self,
        progress: Progress,
        *,
        rows: I32,
        day_start_ms: I64,
        now_ms: int,
        explain: bool = False,
    ) -> Expected:
        """The same with the median beside the shown arrival, and the measures it rests on."""
        if len(rows):
            self._tracks = make_room(self._tracks, vehicles=int(rows.max()) + 1)
        supported = find_supported(progress, rows, now_ms=now_ms)
        places = Places(
            np.asarray(rows, np.int32),
            np.where(supported, progress.trip[rows], -1).astype(np.int32),
            progress.last_position[rows],
            progress.at_stop[rows],
            progress.last_event_ms[rows],
            progress.leg_ratio[rows],
            progress.time_ms[rows],
            np.asarray(day_start_ms, np.int64),
        )
        start = np.zeros(len(rows) + 1, np.int64)
        count_ahead(self._network, places, start)
        expected = build_expected(start, explain=explain)
        expect(
            self._network,
            self._known,
            self._made,
            self._tracks,
            WEIGHTS,
            places,
            now_ms,
            expected,
        )
        return expected

    def learn_with(self, other: "Predictor") -> None:
        """From now on both know what either learns; the other's is what is known to begin with.

        For predictors of one network that one thread calls, each with a fleet of its own.
        """
        self._known, self._made = other._known, other._made
        self._derived_ms = other._derived_ms

    def save_state(self) -> dict[str, NDArray[Any]]:
        """What was learnt, as arrays that survive a restart and a region built anew."""
        kept = {f"known_{name}": one.copy() for name, one in self._known._asdict().items()}
        return kept | {"leg_key": self._network.leg_key.copy(), "errors": self._made.seen.copy()}

    def load_state(self, state: Mapping[str, NDArray[Any]]) -> None:
        """Take up what was learnt before; legs that are no longer driven are forgotten."""
        _, mine, theirs = np.intersect1d(
            self._network.leg_key, state["leg_key"], return_indices=True
        )
        for name, one in self._known._asdict().items():
            saved = state[f"known_{name}"]
            if name.startswith("common_"):
                one[:] = saved
            else:
                one[mine] = saved[theirs]
        self._made.seen[:] = state["errors"]
        derive(self._made)

    def _starts_of(self, days: I32) -> I64:
        known, inverse = np.unique(days, return_inverse=True)
        starts = np.array([self._day_start_ms(day) for day in known.tolist()], np.int64)
        return np.ascontiguousarray(starts[inverse])

    def _derive(self, now_ms: int) -> None:
        past_ms = now_ms - int(self._derived_ms[0])
        if past_ms < DERIVE_EVERY_MS:
            return
        if self._derived_ms[0]:
            self._made.seen[:] *= np.exp(-past_ms / 1000.0 / FADE_S)
        derive(self._made)
        self._derived_ms[0] = now_ms
