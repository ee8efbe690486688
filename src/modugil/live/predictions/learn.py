"""From stop events to experience: what each leg took, and how far off predictions were."""

import numpy as np

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.calibration import HORIZONS, Calibration, count_error
from modugil.live.predictions.experience import (
    ABSURD_S,
    FROM_LEFT,
    FROM_REACHED,
    RECENT,
    Experience,
    estimate,
    observe,
    observe_dwell,
)
from modugil.live.predictions.legs import planned_leg_s
from modugil.live.predictions.network import PredictionNetwork
from modugil.live.predictions.tracks import NOT_SAID, Tracks
from modugil.live.progress import I64
from modugil.live.stop_events.stop_events import EventKind

ARRIVAL = int(EventKind.ARRIVAL)
MOST_LEGS = 3
"""Over more legs than this between two events nothing is learnt of any of them."""
PACE_KEPT = 0.85
PACE_MOST_S = 90.0


@kernel
def learn_events(  # noqa: PLR0913 (a kernel: columns in, tables brought up to date)
    network: PredictionNetwork,
    known: Experience,
    made: Calibration,
    tracks: Tracks,
    vehicle: np.ndarray,
    trip: np.ndarray,
    day: np.ndarray,
    position: np.ndarray,
    kind: np.ndarray,
    time_ms: I64,
    day_start_ms: I64,
) -> None:
    """Take events in, in the order in which they happened to each vehicle."""
    scratch = np.empty(5)
    for e in range(len(vehicle)):
        v = vehicle[e]
        if trip[e] != tracks.trip[v] or day[e] != tracks.day[v]:
            if time_ms[e] < max(tracks.reached_ms[v], tracks.left_ms[v]):
                continue
            begin_run(tracks, v, trip[e], day[e])
        if position[e] < tracks.position[v]:
            continue
        if position[e] == tracks.position[v]:
            if kind[e] != ARRIVAL:
                leave(network, known, tracks, v, time_ms[e])
            continue
        check_said(made, tracks, v, position[e], (time_ms[e] - day_start_ms[e]) / 1000.0)
        if tracks.position[v] >= 0 and position[e] - tracks.position[v] <= MOST_LEGS:
            learn_legs(network, known, tracks, v, position[e], time_ms[e], day_start_ms[e], scratch)
        tracks.position[v] = position[e]
        tracks.reached_ms[v] = time_ms[e]
        tracks.left_ms[v] = 0 if kind[e] == ARRIVAL else time_ms[e]


@kernel
def begin_run(tracks: Tracks, v: int, trip: int, day: int) -> None:
    """The vehicle is on another run: what was kept of the one before says nothing of it."""
    tracks.trip[v], tracks.day[v], tracks.position[v] = trip, day, -1
    tracks.reached_ms[v], tracks.left_ms[v], tracks.noted_ms[v] = 0, 0, 0
    tracks.lost_s[v], tracks.legs[v] = 0.0, 0.0
    tracks.said_s[v, :, :] = NOT_SAID


@inlined
def leave(
    network: PredictionNetwork, known: Experience, tracks: Tracks, v: int, time_ms: int
) -> None:
    """It left the stop at which it had arrived."""
    pattern = network.trip_pattern[tracks.trip[v]]
    leg = network.leg[network.pattern_start[pattern] + tracks.position[v]]
    if leg >= 0 and tracks.left_ms[v] == 0:
        observe_dwell(known, leg, (time_ms - tracks.reached_ms[v]) / 1000.0)
    tracks.left_ms[v] = time_ms


@inlined
def check_said(made: Calibration, tracks: Tracks, v: int, position: int, second: float) -> None:
    """It reached a stop: count how far off what was said of it is."""
    for kind in range(HORIZONS):
        said_s = tracks.said_s[v, position, kind]
        if said_s != NOT_SAID:
            count_error(made, kind, second - said_s)


@kernel
def learn_legs(  # noqa: PLR0913 (a kernel: one vehicle's step from stop to stop)
    network: PredictionNetwork,
    known: Experience,
    tracks: Tracks,
    v: int,
    position: int,
    time_ms: int,
    day_start_ms: int,
    scratch: np.ndarray,
) -> None:
    """It drove from the last stop to this one; between them it may have passed others unseen."""
    trip, at = tracks.trip[v], tracks.position[v]
    first_row = network.pattern_start[network.trip_pattern[trip]]
    times = network.time_start[trip]
    legs = position - at
    second = (time_ms - day_start_ms) / 1000.0
    for start in (FROM_REACHED, FROM_LEFT):
        since_ms = tracks.reached_ms[v] if start == FROM_REACHED else tracks.left_ms[v]
        begin_s = network.arrival_s if start == FROM_REACHED else network.departure_s
        planned_s = float(network.arrival_s[times + position] - begin_s[times + at])
        lost_s = (time_ms - since_ms) / 1000.0 - planned_s
        if since_ms == 0 or abs(lost_s) > ABSURD_S:
            continue
        expected_s = 0.0
        for k in range(at, position):
            leg_start = start if k == at else FROM_REACHED
            leg_s = planned_leg_s(network, trip, k, leg_start)
            leg, first = network.leg[first_row + k], 1 if k == 0 else 0
            estimate(known, leg, leg_start, first, leg_s, second, time_ms, scratch)
            expected_s += scratch[1 + RECENT]
        beyond_s = (lost_s - expected_s) / legs
        if (start == FROM_LEFT) == (tracks.left_ms[v] > 0):
            kept = PACE_KEPT**legs
            tracks.lost_s[v] = tracks.lost_s[v] * kept + min(
                max(beyond_s * legs, -PACE_MOST_S), PACE_MOST_S
            )
            tracks.legs[v] = tracks.legs[v] * kept + legs
        for k in range(at, position):
            leg_start = start if k == at else FROM_REACHED
            if legs > 1 and start == FROM_REACHED and k > at and tracks.left_ms[v] > 0:
                continue
            leg_s = planned_leg_s(network, trip, k, leg_start)
            leg, first = network.leg[first_row + k], 1 if k == 0 else 0
            estimate(known, leg, leg_start, first, leg_s, second, time_ms, scratch)
            lost_here_s = scratch[1 + RECENT] + beyond_s if legs > 1 else lost_s
            observe(known, leg, leg_start, first, leg_s, lost_here_s, second, time_ms, 1.0)
