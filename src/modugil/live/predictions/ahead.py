"""When each vehicle will be at every stop ahead: one pass along its pattern."""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.live.predictions.anchor import correct_by_place, find_anchor
from modugil.live.predictions.calibration import Calibration, horizon_class
from modugil.live.predictions.columns import Expected, Places
from modugil.live.predictions.experience import FROM_REACHED, NOW, Experience, estimate
from modugil.live.predictions.legs import planned_leg_s
from modugil.live.predictions.measures import add_leg, begin_measures, pace_of, weigh
from modugil.live.predictions.network import PredictionNetwork
from modugil.live.predictions.shown import settle_departure, write_arrival, write_layover
from modugil.live.predictions.tracks import Tracks
from modugil.live.predictions.weights import FEATURES
from modugil.live.progress import I64
from modugil.live.snapshot.run_state import Support

F64 = NDArray[np.float64]

DRIVEN_NOW, HISTORY = int(Support.DRIVEN_NOW), int(Support.HISTORY)
TIMETABLE = int(Support.TIMETABLE)
FRESH = 0.37
"""One observation an hour old: from this weight on a leg was driven "now"."""
SAID_AHEAD_S = 1_800.0
"""What was said farther ahead than this is not checked afterwards."""
NEVER_MS = -(1 << 62)


@kernel
def count_ahead(network: PredictionNetwork, places: Places, start: I64) -> None:
    """How many predictions each vehicle gets: those of vehicle k begin at start[k]."""
    for k in range(len(places.trip)):
        ahead = 0
        if places.trip[k] >= 0:
            pattern = network.trip_pattern[places.trip[k]]
            stops = network.pattern_start[pattern + 1] - network.pattern_start[pattern]
            ahead = max(0, stops - 1 - places.last_position[k])
        start[k + 1] = start[k] + ahead


@kernel
def expect(  # noqa: PLR0913 (a kernel: tables in, columns out)
    network: PredictionNetwork,
    known: Experience,
    made: Calibration,
    tracks: Tracks,
    weights: F64,
    places: Places,
    now_ms: int,
    out: Expected,
) -> None:
    """Fill `out` for every vehicle of `places`, whose rows `out.start` already tells."""
    scratch = (np.empty(5), np.empty(FEATURES))
    for k in range(len(places.trip)):
        if out.start[k + 1] > out.start[k]:
            expect_one(network, known, made, tracks, weights, places, k, now_ms, scratch, out)


@kernel
def expect_one(  # noqa: PLR0913, PLR0915 (a kernel: one pass, in the order of the way)
    network: PredictionNetwork,
    known: Experience,
    made: Calibration,
    tracks: Tracks,
    weights: F64,
    places: Places,
    k: int,
    now_ms: int,
    scratch: tuple[F64, F64],
    out: Expected,
) -> None:
    """One vehicle: from the stop it last reached to the end of its trip.

    Seconds count from the start of the service date. `held_s` is what waiting for departure times
    and the place on the first leg add to all that follows.
    """
    layers, measures = scratch
    v, trip, row = places.vehicle[k], places.trip[k], out.start[k]
    base_ms = places.day_start_ms[k]
    first_row = network.pattern_start[network.trip_pattern[trip]]
    stops = network.pattern_start[network.trip_pattern[trip] + 1] - first_row
    times = network.time_start[trip]
    now_s = (now_ms - base_ms) / 1000.0
    at, start, begin_s, delay_s, told_s = find_anchor(network, places, k, now_s)
    out.delay_s[k] = int(told_s)
    before_ms = now_ms
    if places.last_position[k] < 0:
        write_layover(network, times, now_s, base_ms, out, row)
        before_ms = out.departure_ms[row]
        row += 1
    pace_s = pace_of(tracks, v, trip)
    noted = is_noted(tracks, places, k)
    begin_measures(measures, start == FROM_REACHED)
    held_s, planned_s, before_s, fresh, seen = 0.0, 0.0, begin_s, 0, 0
    for j in range(at + 1, stops):
        leg, leg_start = network.leg[first_row + j - 1], start if j == at + 1 else FROM_REACHED
        if leg_start == FROM_REACHED:
            waits = j == 1 or network.timepoint[first_row + j - 1] == 1
            held_s += wait_s(network, known, leg, times + j - 1, before_s) if waits else 0.0
        leg_s = planned_leg_s(network, trip, j - 1, leg_start)
        second = begin_s + planned_s
        is_first = 1 if j == 1 else 0
        driven = estimate(known, leg, leg_start, is_first, leg_s, second, now_ms, layers)
        fresh += driven >= FRESH
        seen += known.newest_ms[leg, leg_start] > 0
        planned_s += leg_s
        add_leg(measures, layers, planned_s, j - at, delay_s, pace_s)
        expected_s = begin_s + planned_s + held_s + weigh(weights, measures)
        if j == at + 1:
            drives_s = leg_s + layers[1 + NOW]
            moved_s = correct_by_place(places, k, expected_s, drives_s, now_s)
            held_s += moved_s
            expected_s = max(expected_s + moved_s, now_s)
            out.delay_s[k] = int(told_s + lost_on_leg_s(places, k, moved_s))
        expected_s = max(expected_s, before_s)
        before_s = expected_s
        out.position[row] = j
        out.support[row] = support_of(fresh, seen, j - at)
        if len(out.features):
            out.features[row] = measures
        write_arrival(made, expected_s, now_s, base_ms, out, row)
        dwell_s, not_before_ms = 0.0, NEVER_MS
        if j + 1 < stops:
            dwell_s = known.dwell_mean[network.leg[first_row + j]]
            if network.timepoint[first_row + j] == 1:
                not_before_ms = base_ms + 1000 * network.departure_s[times + j]
        settle_departure(out, row, before_ms, dwell_s, not_before_ms)
        before_ms = out.departure_ms[row]
        if not noted and expected_s - now_s <= SAID_AHEAD_S:
            tracks.said_s[v, j, horizon_class(expected_s - now_s)] = int(round(expected_s))
        row += 1
    if not noted:
        tracks.noted_ms[v] = places.last_event_ms[k]


@inlined
def lost_on_leg_s(places: Places, k: int, moved_s: float) -> float:
    """How much later than its last event a vehicle is by its place, told to people."""
    is_driving = places.at_stop[k] == 0 and places.last_position[k] >= 0
    return float(max(moved_s, 0.0)) if is_driving else 0.0


@inlined
def is_noted(tracks: Tracks, places: Places, k: int) -> bool:
    """Whether what is expected after the vehicle's last event was noted, or is not to be."""
    v = places.vehicle[k]
    return bool(
        tracks.trip[v] != places.trip[k]
        or places.last_position[k] < 0
        or tracks.noted_ms[v] == places.last_event_ms[k]
    )


@inlined
def wait_s(
    network: PredictionNetwork, known: Experience, leg: int, time_row: int, reaches_s: float
) -> float:
    """Seconds that a vehicle which reaches the stop then waits for its departure time."""
    leaves_s = reaches_s + known.dwell_mean[leg]
    return float(max(0.0, network.departure_s[time_row] - leaves_s))


@inlined
def support_of(fresh: int, seen: int, legs: int) -> int:
    """What most of the legs so far rest on."""
    if 2 * fresh >= legs:
        return DRIVEN_NOW
    return HISTORY if 2 * seen >= legs else TIMETABLE
