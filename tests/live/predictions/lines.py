"""A line of some stops a minute apart, driven by events written as lists, for tests."""

from datetime import date

import numpy as np

from modugil.live.predictions.network import PredictionNetwork, frozen, number_legs
from modugil.live.predictions.predictor import Predictor
from modugil.live.progress import Progress, VehicleStatus
from modugil.live.stop_events.stop_events import EventKind, StopEvents

DAY = date(2026, 11, 23).toordinal()
MIDNIGHT_MS = 1_764_000_000_000
FIRST_S = 8 * 3_600
KINDS = {"a": EventKind.ARRIVAL, "d": EventKind.DEPARTURE, "p": EventKind.PASSING}


def line(*, trips=4, stops=8, minutes=1, headway_min=10, timepoints=()):
    """Trips every ten minutes from 08:00 on, each leg of which is planned to take a minute."""
    start = np.arange(2) * stops
    leg, key = number_legs(start, np.arange(stops), [f"S{i}" for i in range(stops)])
    trip, stop = np.divmod(np.arange(trips * stops), stops)
    times = FIRST_S + trip * headway_min * 60 + stop * minutes * 60
    flags = [position in timepoints for position in range(stops)]
    return PredictionNetwork(
        pattern_start=frozen(start, np.int32),
        leg=leg,
        timepoint=frozen(np.array(flags), np.uint8),
        trip_pattern=frozen(np.zeros(trips), np.int32),
        time_start=frozen(np.arange(trips) * stops, np.int64),
        arrival_s=frozen(times, np.int32),
        departure_s=frozen(times, np.int32),
        leg_key=key,
    )


def predictor(network=None):
    return Predictor(network or line(), day_start_ms=lambda _: MIDNIGHT_MS)


def at(clock):
    """An instant of that day, HH:MM:SS."""
    hours, minutes, seconds = map(int, clock.split(":"))
    return MIDNIGHT_MS + 1_000 * (hours * 3_600 + minutes * 60 + seconds)


def events(*rows, vehicle=0):
    """Rows such as ("p", 0, 3, "08:03:10"): kind, trip, position, when; known a second later."""
    kinds, trips, positions, clocks = zip(*rows, strict=True)
    time_ms = np.array([at(clock) for clock in clocks])
    count = len(rows)
    return StopEvents(
        vehicle=np.full(count, vehicle, np.int32),
        trip=np.array(trips, np.int32),
        day=np.full(count, DAY, np.int32),
        position=np.array(positions, np.int32),
        kind=np.array([KINDS[kind] for kind in kinds], np.uint8),
        time_ms=time_ms,
        spread_ms=np.zeros(count, np.int32),
        known_ms=time_ms + 1_000,
    )


def place(trip=0, position=0, event="08:00:00", *, stands=False, ratio=0.0, seen=None, **more):
    """One vehicle: the stop it last reached, when, and how far on to the next it was seen."""
    row = {
        "status": VehicleStatus.ON_TRIP,
        "trip": trip,
        "day": DAY,
        "path": 0,
        "along_m": 0.0,
        "off_path_m": 0.0,
        "last_position": position,
        "at_stop": int(stands),
        "last_event_ms": at(event) if event else 0,
        "leg_ratio": ratio,
        "time_ms": at(seen or event or "00:00:00"),
    } | more
    kinds = ("u1", "i4", "i4", "i4", "f4", "f4", "i4", "u1", "i8", "f4", "i8")
    return Progress(
        **{name: np.array([row[name]], kind) for name, kind in zip(row, kinds, strict=True)}
    )


def expect(told, progress, now):
    """What is expected of the one vehicle at that clock time."""
    return told.expect(
        progress,
        rows=np.zeros(1, np.int32),
        day_start_ms=np.full(1, MIDNIGHT_MS, np.int64),
        now_ms=at(now),
    )


def drive(told, trip, *, leg_s, vehicle, start="08:00:00", stops=8):
    """A vehicle passes every stop of the trip, so many seconds apart; learnt event by event."""
    for position in range(stops):
        second = (at(start) - MIDNIGHT_MS) // 1_000 + position * leg_s
        clock = f"{second // 3_600:02}:{second // 60 % 60:02}:{second % 60:02}"
        told.learn(events(("p", trip, position, clock), vehicle=vehicle))
