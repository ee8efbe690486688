"""What happens to a simulated bus changes the plans made from then on: how soon, and how much."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from modugil.answers.itinerary import Leg, TripAnswer
from modugil.answers.trips.question import TripQuestion
from modugil.app.buses import Simulated
from modugil.app.open_app import open_app
from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.routing.presets import get_preset

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Seoul"))
SPEED = 10.0
BEHIND_S = 600
LOOKS_S = (120, 300, 600)
UNDER_WAY_S = 20.0
WAITED_S = 60.0
RIDDEN = 6
"""How many stops somebody wants to ride."""
APART = timedelta(minutes=20)
"""How much later other buses are, so that the one that is late is still the best."""


@pytest.fixture
def app(sample_region: Path, tmp_path: Path, monkeypatch) -> Iterator[Any]:
    """The sample region alive, its clock ten times as fast as ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODUGIL_LIVE_TICK_MS", "50")
    app: Any = open_app(sample_region, buses=Simulated(MORNING, speed=SPEED))
    app.warm_up(lambda *_: None)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app.start_live(f"http://127.0.0.1:{listener.getsockname()[1]}")
        threading.Thread(target=app.serve, args=(listener,), daemon=True).start()
        time.sleep(UNDER_WAY_S)
        yield app
        app.live.stop()


@dataclass
class Rider:
    """Somebody who asks again and again for the way from one stop of a bus's run to another."""

    app: Any
    run: TripRun
    start: str
    end: str
    needs: str

    @property
    def trip(self) -> str:
        return str(self.app.fleet.simulation.model.timetable.trips.id[self.run.trip])

    def ask(self) -> TripAnswer:
        needs = get_preset(self.needs)
        question = TripQuestion(start=self.start, end=self.end, needs=needs, language="en")
        return self.app.desk.plan(question, now=self.app.live.clock.now())

    def find_ride(self) -> Leg | None:
        """The ride on that bus in a plan made now, None where the plan goes without it."""
        return find_ride(self.ask(), self.trip)

    def find_delay_s(self) -> int | None:
        """How late that ride is said to be."""
        found = self.find_ride()
        return found.ride.delay_s if found is not None and found.ride is not None else None


def find_ride(answer: TripAnswer, trip: str) -> Leg | None:
    legs = [leg for one in answer.journeys for leg in one.legs]
    return next((leg for leg in legs if leg.ride is not None and leg.ride.trip_id == trip), None)


def find_rider(app: Any, *needs: str, alone: bool) -> Rider:
    """Whose plan is a bus that is under way, with any of these needs; `alone`: no other is near."""
    for bus in app.live.engine.get_current().list_vehicles():
        if bus.run is None or bus.low_floor != Access.YES or bus.last_position is None:
            continue
        if bus.delay_s is None or abs(bus.delay_s) > 180:
            continue
        riders = [rider for each in needs if (rider := rider_ahead(app, bus, each)) is not None]
        if riders and all(suits(one, alone=alone) for one in riders):
            return riders[0]
    raise AssertionError("no bus is as it is needed here")


def rider_ahead(app: Any, bus: Any, needs: str) -> Rider | None:
    timetable = app.fleet.simulation.model.timetable
    first = int(timetable.patterns.stop_start[timetable.trips.pattern[bus.run.trip]])
    end = int(timetable.patterns.stop_start[timetable.trips.pattern[bus.run.trip] + 1])
    boards = first + bus.last_position + 4
    if boards + RIDDEN >= end:
        return None
    rows = [int(timetable.patterns.stop[at]) for at in (boards, boards + RIDDEN)]
    places = [f"{timetable.stops.lat[row]:.6f},{timetable.stops.lon[row]:.6f}" for row in rows]
    return Rider(app, bus.run, places[0], places[1], needs)


def suits(rider: Rider, *, alone: bool) -> bool:
    answer = rider.ask()
    ride = find_ride(answer, rider.trip)
    if ride is None or not alone:
        return ride is not None
    others = [one for one in answer.journeys if all(leg != ride for leg in one.legs)]
    arrives = datetime.fromisoformat(ride.arrival)
    return all(datetime.fromisoformat(one.arrival) - arrives > APART for one in others)


def wait_for(clock, instant: datetime) -> None:
    while clock.now() < instant:
        time.sleep(0.005)


@pytest.mark.proof
def test_a_bus_that_falls_ten_minutes_behind_is_in_the_plan_made_a_second_later(
    app: Any, proof_sheet: Callable[[str, dict[str, str]], None]
):
    rider, clock = find_rider(app, "walking", alone=True), app.live.clock
    before_s = rider.find_delay_s()
    assert before_s is not None
    app.fleet.simulation.commands.delay(rider.run, seconds=BEHIND_S).result(WAITED_S)
    began = clock.now()
    told_s: dict[int, int] = {}
    for behind_s in LOOKS_S:
        wait_for(clock, began + timedelta(seconds=behind_s + 1))
        delay_s = rider.find_delay_s()
        if delay_s is not None:
            told_s[behind_s] = delay_s - before_s
    rows = {"the ride's delay in the plan before": f"{before_s} s"}
    rows |= {
        f"stands for {behind_s / 60:.0f} min; a plan made a second later is later by": (
            f"{told_s[behind_s]} s" if behind_s in told_s else "another bus is taken"
        )
        for behind_s in LOOKS_S
    }
    proof_sheet("A bus that falls ten minutes behind", rows)
    assert told_s[BEHIND_S] > 0.8 * BEHIND_S


@pytest.mark.proof
def test_a_bus_that_is_not_low_floor_takes_over_and_a_wheelchair_plan_goes_without_it(
    app: Any, proof_sheet: Callable[[str, dict[str, str]], None]
):
    rider, clock = find_rider(app, "powered-wheelchair", "walking", alone=False), app.live.clock
    walker = Rider(app, rider.run, rider.start, rider.end, "walking")
    commands = app.fleet.simulation.commands
    name = commands.take_over(rider.run, low_floor=Access.NO).result(WAITED_S)
    began_s, began = time.monotonic(), clock.now()
    while rider.find_ride() is not None:
        assert time.monotonic() - began_s < WAITED_S, "the plan never knew"
        time.sleep(0.005)
    took_s, clock_s = time.monotonic() - began_s, (clock.now() - began) / timedelta(seconds=1)
    still = rider.ask()
    proof_sheet(
        "A bus that is not low-floor takes a trip over",
        {
            "the bus that took it over": name,
            "until a wheelchair plan goes without that trip": (
                f"{took_s:.1f} s ({clock_s:.0f} s of the simulated clock)"
            ),
            "journeys that the wheelchair is then offered": str(len(still.journeys)),
            "the same trip in a plan on foot": (
                "offered" if walker.find_ride() is not None else "not offered"
            ),
        },
    )
    assert took_s < 3.0
