"""Twenty buses of Washington DC over five hours, polled every 30 s, named and nameless."""

import csv
import gzip
import math
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from modugil.core.notices import Notices
from modugil.live.batch import FixBatch, build_batch
from modugil.live.build_paths import build_paths
from modugil.live.fix import NO_HINT, Fix, FixQuality, TripHint
from modugil.live.progress import VehicleStatus
from modugil.live.stop_events.stop_events import EventKind, StopEvents, concatenate_events
from modugil.live.tracker import Tracker
from modugil.region.gtfs.feed import read_feed
from modugil.region.timetable import Timetable

ZONE = "America/New_York"
NEAR_M = 35.0
"""Cal-ITP counts a position within this distance of its shape as right."""


@pytest.fixture(scope="module")
def timetable(shared_data: Path) -> Timetable:
    feed = shared_data / "wmata_buses" / "gtfs.zip"
    return read_feed(feed, feed_id="w", source=0, time_zone=ZONE, notices=Notices())


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, str]]:
    with gzip.open(shared_data / "wmata_buses" / "vehicle_positions.csv.gz", "rt") as file:
        found = list(csv.DictReader(file))
    return sorted(found, key=lambda row: int(row["vehicle.timestamp"]))


def fix_of(row: dict[str, str], *, named: bool) -> Fix:
    time_ms = int(row["vehicle.timestamp"]) * 1000
    hint = TripHint(row["vehicle.trip.trip_id"], day=row["vehicle.trip.start_date"])
    return Fix(
        row["vehicle.vehicle.id"],
        time_ms,
        float(row["vehicle.position.latitude"]),
        float(row["vehicle.position.longitude"]),
        time_ms,
        heading_deg=float(row["vehicle.position.bearing"] or math.nan),
        speed_mps=float(row["vehicle.position.speed"] or math.nan),
        quality=FixQuality.GPS,
        hint=hint if named else NO_HINT,
    )


class Followed:
    """All fixes, one call each, and what the tracker held after each."""

    def __init__(self, timetable: Timetable, rows: list[dict[str, str]], *, named: bool) -> None:
        vehicles: dict[str, int] = {}
        hints: dict[TripHint, int] = {}
        self.batch: FixBatch = build_batch(
            [fix_of(row, named=named) for row in rows],
            row_of_vehicle=lambda name: vehicles.setdefault(name, len(vehicles)),
            row_of_hint=lambda hint: hints.setdefault(hint, len(hints)) if hint != NO_HINT else -1,
        )
        tracker = Tracker(timetable, build_paths(timetable), zone=ZoneInfo(ZONE))
        names = np.array(list(timetable.trips.id))
        parts, self.same, self.off_m, self.status = [], [], [], []
        self.refuted = 0
        for row in range(len(rows)):
            one = tracker.advance(self.batch.take(np.array([row])), hints=list(hints))
            parts.append(one.events)
            self.refuted += one.counts.refuted
            vehicle, progress = int(self.batch.vehicle[row]), tracker.progress
            trip = int(progress.trip[vehicle])
            self.same.append(trip >= 0 and names[trip] == rows[row]["vehicle.trip.trip_id"])
            self.off_m.append(float(progress.off_path_m[vehicle]))
            self.status.append(VehicleStatus(int(progress.status[vehicle])))
        self.events: StopEvents = concatenate_events(parts)


@pytest.fixture(scope="module")
def named(timetable: Timetable, rows: list[dict[str, str]]) -> Followed:
    return Followed(timetable, rows, named=True)


@pytest.fixture(scope="module")
def nameless(timetable: Timetable, rows: list[dict[str, str]]) -> Followed:
    return Followed(timetable, rows, named=False)


def test_every_bus_stays_on_the_trip_it_names(named: Followed):
    assert all(named.same)
    assert named.refuted == 0


def test_buses_under_way_are_on_their_ways(named: Followed):
    off_m = np.array(named.off_m)
    under_way = np.array(named.status) == VehicleStatus.ON_TRIP
    assert np.median(off_m[under_way]) < 4.0
    assert np.mean(off_m[under_way] < NEAR_M) > 0.97


def test_trips_are_found_without_their_names(nameless: Followed):
    assert np.mean(nameless.same) > 0.8
    assert np.mean(np.array(nameless.status) == VehicleStatus.UNASSIGNED) < 0.05


@pytest.mark.parametrize("which", ["named", "nameless"])
def test_each_run_tells_its_stops_in_order_and_once(which: str, request: pytest.FixtureRequest):
    events: StopEvents = request.getfixturevalue(which).events
    assert len(events) > 4000
    order = events.position * 2 + (events.kind == EventKind.DEPARTURE)
    for key in {
        tuple(one) for one in np.stack([events.vehicle, events.trip, events.day], 1).tolist()
    }:
        own = (events.vehicle == key[0]) & (events.trip == key[1]) & (events.day == key[2])
        assert (np.diff(order[own]) > 0).all()
        assert (np.diff(events.time_ms[own]) >= 0).all()
        assert (
            len({(p, k) for p, k in zip(events.position[own], events.kind[own], strict=True)})
            == own.sum()
        )


def test_most_spreads_are_those_of_the_polls(named: Followed):
    assert np.median(named.events.spread_ms) < 25_000
    assert np.percentile(named.events.spread_ms, 99) < 70_000
