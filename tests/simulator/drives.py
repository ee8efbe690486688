"""Driving for tests: a model until an instant, and what truly happened."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from modugil.live.stop_events.stop_events import EventKind
from modugil.simulator.days import start_model
from modugil.simulator.duties import find_times
from modugil.simulator.telling import Terminals

SEOUL = ZoneInfo("Asia/Seoul")


def at(clock: str, day: int = 23) -> datetime:
    """A time of a day in November 2026; the 23rd is a Monday."""
    hour, minute = clock.split(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=SEOUL)


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def begin(region, clock="07:50", *, seed=1, settings=None):
    """A model at that time that keeps what happens, and its terminals."""
    model = start_model(region, start=at(clock), seed=seed, settings=settings)
    model.keeps_events = True
    return model, Terminals(model)


def drive(model, until, *, commands=None, terminals=None):
    """Drive until that time; the model's true events."""
    while model.now_ms < ms(at(until)):
        if commands is not None:
            commands.apply(model, terminals)
        model.step()
    return model.true_events


def scheduled_ms(model, event, *, departure=True):
    """When the timetable has that event."""
    run = model.world.runs[model.find_run_row(event.run)]
    row = find_times(model.timetable, event.run.trip) + event.position
    patterns = model.timetable.patterns
    second = (patterns.departure_s if departure else patterns.arrival_s)[row]
    return int(run["day_ms"]) + 1000 * int(second)


def trip_events(model, trip_id, kind=None):
    """What happened on the trip of that id."""
    ids = model.timetable.trips.id
    return [
        one
        for one in model.true_events
        if ids[one.run.trip] == trip_id and (kind is None or one.kind == kind)
    ]


def find_vehicle(model, trip_id):
    """The name of who left the first stop of that trip."""
    return trip_events(model, trip_id, EventKind.DEPARTURE)[0].vehicle


def trip_row(region, trip_id):
    return next(row for row, name in enumerate(region.timetable.trips.id) if name == trip_id)


def places(model):
    """Where everybody is: east, north, speed, mode."""
    fleet = model.fleet
    return np.stack([fleet["x_m"], fleet["y_m"], fleet["speed_mps"]]), fleet["mode"].copy()
