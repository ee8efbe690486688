"""From fixes to the snapshot and to the plan, on a line of three stops.

A (0 m) ---- 927 m ---- B ---- 1855 m ---- C: the bus of 8:00 should be at B at 8:10, at C at 8:20.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.live.streams import fix
from tests.region.feeds import feed, read

from modugil.conditions.conditions import TripRun
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.access import Access
from modugil.core.time import get_zone
from modugil.live.fix import TripHint
from modugil.live.progress import VehicleStatus
from modugil.live.stop_events.stop_events import EventKind, concatenate_events
from modugil.live.tracking.build_engine import build_engine

EIGHT = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # 08:00 of the 23rd in Jeju
RUN = TripRun(0, date(2026, 11, 23))
HINT = TripHint(trip_id="T1")
BUS = "0001/00001"
HOLD_S = 330
LENGTH_M = 2783.0


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    timetable = read(feed(tmp_path_factory.mktemp("line")))
    bounds = SimpleNamespace(south=33.4, west=126.4, north=33.6, east=126.6)
    manifest = SimpleNamespace(bounds=bounds)
    return SimpleNamespace(
        timetable=timetable, manifest=manifest, zone=get_zone(timetable.time_zone)
    )


class Line:
    """An engine with its publisher and a clock that tests turn."""

    def __init__(self, region):
        self.conditions = ConditionsPublisher()
        self.engine = build_engine(
            region, conditions=self.conditions, hold_ms=HOLD_S * 1000, now=EIGHT
        )

    def tick(self, second, *fixes):
        return self.engine.tick(list(fixes), now=at(second))

    def bus(self):
        return self.engine.get_current().find_vehicle(BUS)


@pytest.fixture
def line(region):
    return Line(region)


def at(second):
    return EIGHT + timedelta(seconds=second)


def told(second, east_m, *, received=None, speed_mps=8.0, **more):
    """A fix of the bus, so many seconds after eight, so many metres east of A."""
    base = EIGHT.timestamp() - 1_764_000_000
    known = second if received is None else received
    values: dict[str, Any] = {"heading_deg": 90.0, "hint": HINT, "low_floor": Access.YES} | more
    return fix(base + second, east_m=east_m, received=base + known, speed_mps=speed_mps, **values)


def drive(line, seconds, *, mps=1.55, late_s=0):
    """Fixes once a second at the timetable's pace, begun so much later."""
    for second in seconds:
        goes = mps if second > late_s else 0.0
        line.tick(second, told(second, max(0.0, (second - late_s) * mps), speed_mps=goes))


def test_before_the_first_fix_there_is_a_snapshot_of_nobody(line):
    assert line.engine.get_current().list_vehicles() == ()
    assert line.engine.get_current().find_run(RUN) is None


def test_a_bus_on_its_way_is_seen_with_its_trip_and_the_stops_ahead(line):
    drive(line, range(0, 300))
    bus = line.bus()
    assert (bus.run, bus.status) == (RUN, VehicleStatus.ON_TRIP)
    ahead = line.engine.get_current().find_run(RUN).stops_ahead
    assert [one.position for one in ahead] == [1, 2]
    assert all(one.low <= one.arrival <= one.high for one in ahead)
    assert abs((ahead[0].arrival - at(600)).total_seconds()) < 120


def test_a_bus_ten_minutes_behind_is_in_the_plan_at_the_next_tick(line):
    drive(line, range(0, 900, 5), late_s=600)
    change = line.conditions.get_current().trips[RUN]
    assert change.delays_s[-1][1] >= 420
    assert change.wheelchair == Access.YES


def test_a_bus_that_is_not_low_floor_says_so_to_the_plan(line):
    line.tick(10, told(10, 5.0, low_floor=Access.NO))
    line.tick(200, told(200, 300.0, low_floor=Access.UNKNOWN))
    assert line.conditions.get_current().trips[RUN].wheelchair == Access.NO


def test_an_older_fix_never_moves_the_bus_back(line):
    drive(line, range(0, 120))
    before = line.bus()
    line.tick(121, told(60, 93.0, received=121))
    assert line.bus().at == before.at
    assert line.bus().fix_time == before.fix_time


def test_a_clock_an_hour_ahead_changes_nothing_and_the_next_true_fix_is_taken(line):
    drive(line, range(0, 60))
    line.tick(61, told(3661, 2000.0, received=61))
    assert line.bus().fix_time == at(59)
    line.tick(62, told(62, 96.0))
    assert line.bus().fix_time == at(62)


def test_what_a_reader_holds_does_not_change(line):
    drive(line, range(0, 60))
    held = line.engine.get_current()
    seen = held.find_vehicle(BUS)
    drive(line, range(60, 400))
    assert held.find_vehicle(BUS) == seen


def test_a_stop_that_was_left_is_no_longer_ahead(line):
    drive(line, range(0, 700))
    snapshot = line.engine.get_current()
    assert snapshot.was_driven(RUN, position=1)
    assert not snapshot.was_driven(RUN, position=2)
    assert [one.position for one in snapshot.find_run(RUN).stops_ahead] == [2]


def test_predictions_of_a_bus_that_falls_silent_are_withdrawn_and_the_plan_is_the_timetable(line):
    drive(line, range(0, 300))
    assert RUN in line.conditions.get_current().trips
    line.tick(1000)
    assert line.engine.get_current().find_run(RUN) is None or not (
        line.engine.get_current().find_run(RUN).stops_ahead
    )
    assert RUN not in line.conditions.get_current().trips
    assert line.bus().is_stale(at(1000))


def test_a_bus_that_signs_off_on_the_way_leaves_a_run_that_nobody_waits_for(line):
    drive(line, range(0, 300))
    line.tick(301, told(301, 465.0, journey="signoff"))
    assert line.conditions.get_current().trips[RUN].cancelled
    line.tick(310, told(310, 470.0, vehicle="0001/00002"))
    line.tick(340, told(340, 500.0, vehicle="0001/00002"))
    assert not line.conditions.get_current().trips[RUN].cancelled


def test_people_still_wait_where_a_late_bus_was_to_come_when_it_gave_up(line):
    drive(line, range(0, 900, 5), late_s=600)
    late_s = line.conditions.get_current().trips[RUN].delays_s
    line.tick(901, told(901, 465.0, journey="signoff"))
    change = line.conditions.get_current().trips[RUN]
    assert (change.cancelled, change.delays_s) == (True, late_s)


def test_a_run_that_another_bus_drives_already_is_not_given_up(line):
    drive(line, range(0, 300))
    line.tick(301, told(301, 466.0, vehicle="0001/00002"))
    line.tick(320, told(320, 500.0, vehicle="0001/00002"))
    line.tick(321, told(321, 470.0, journey="signoff"))
    assert not line.conditions.get_current().trips[RUN].cancelled


def test_a_bus_that_signs_off_at_the_end_has_given_up_nothing(line):
    drive(line, range(0, 1260), mps=2.3)
    line.tick(1270, told(1270, 2783.0, journey="signoff"))
    assert RUN not in line.conditions.get_current().trips


def test_a_tick_without_news_leaves_the_plan_as_it_was(line):
    drive(line, range(0, 120))
    version = line.conditions.get_current().version
    line.tick(120.2)
    line.tick(120.4)
    assert line.conditions.get_current().version == version


def ride():
    """A whole ride once a second, with half a minute at B."""
    place = 0.0
    for second in range(0, 1300):
        stands = 0 <= place - 927.0 < 2.0 and second < 640
        place += 0.0 if stands else 3.0 if second > 30 else 0.0
        yield told(second, min(place, LENGTH_M), speed_mps=0.0 if stands else 3.0)


def final_events(region, deliveries):
    """Settled events as (position, kind, seconds after eight)."""
    line = Line(region)
    parts, last = [], 0
    for second, fixes in sorted(deliveries.items()):
        line.tick(second, *fixes)
        if second - last >= 10:
            parts.append(line.engine.settle(now=at(second)))
            last = second
    parts.append(line.engine.settled.settle_all(hints=line.engine.hints))
    events = concatenate_events(parts)
    begin_ms = EIGHT.timestamp() * 1000
    seconds = (events.time_ms - begin_ms) / 1000
    return list(zip(events.position.tolist(), events.kind.tolist(), seconds.tolist(), strict=True))


def delivered(fixes, delay_of):
    by_second: dict[int, list] = {}
    for one in fixes:
        for delay in delay_of(one):
            received_ms = one.received_ms + 1000 * delay
            second = round(received_ms / 1000 - EIGHT.timestamp())
            by_second.setdefault(second, []).append(replace(one, received_ms=received_ms))
    return by_second


@given(st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_after_a_storm_the_final_stop_events_are_those_of_the_clean_day(region, seed):
    random = Random(seed)

    def stormy(_):
        if random.random() < 0.1:
            return []
        delay = random.choice([0, 0, 0, random.randint(1, 300)])
        return [delay] * random.choice([1, 1, 1, 2])

    clean = final_events(region, delivered(ride(), lambda _: [0]))
    storm = final_events(region, delivered(ride(), stormy))
    assert [one[:2] for one in storm] == [one[:2] for one in clean]
    assert (1, EventKind.ARRIVAL) in [one[:2] for one in clean]
    gaps = np.abs([a[2] - b[2] for a, b in zip(clean, storm, strict=True)])
    assert gaps.max() <= 5.0
