"""Feeds of four cities, counted: nothing of them is lost and they are read quickly."""

import time
from datetime import date

import numpy as np
import pytest

from modugil.core.notices import Notices
from modugil.region.calendar import first_day, last_day
from modugil.region.gtfs.build_timetable import FeedSource, build_timetable
from modugil.region.vocabulary import LocationType, PathwayMode

HEIDELBERG = "heidelberg/vrn_gtfs_cut.zip"
PORTO_BUS, PORTO_RAIL = "porto_alegre/poa_eptc.zip", "porto_alegre/poa_trensurb.zip"
WASHINGTON = "wmata_pathways/wmata_rail_bus_sample_pathways.zip"
WASHINGTON_BUS = "wmata_buses/gtfs.zip"


def read_real(shared_data, *paths):
    feeds = [
        FeedSource(shared_data / path, (shared_data / path).stem, row)
        for row, path in enumerate(paths)
    ]
    notices = Notices()
    timetable = build_timetable(
        feeds, time_zone="America/Sao_Paulo", notices=notices, report=lambda _stage, _share: None
    )
    return timetable, notices


def counts(timetable):
    return (
        len(timetable.lines.id),
        len(timetable.trips.id),
        len(timetable.patterns.arrival_s),
        timetable.stop_count,
    )


def span(timetable):
    return first_day(timetable.services), last_day(timetable.services)


def test_heidelberg(shared_data):
    timetable, _ = read_real(shared_data, HEIDELBERG)
    assert counts(timetable) == (7, 1480, 46_269, 392)
    assert date(2022, 6, 12) <= span(timetable)[0] <= span(timetable)[1] <= date(2022, 12, 10)
    assert len(timetable.shapes.id) == 0


def test_both_feeds_of_porto_alegre_in_one_timetable(shared_data):
    start_s = time.process_time()
    timetable, notices = read_real(shared_data, PORTO_BUS, PORTO_RAIL)
    assert time.process_time() - start_s < 2.0
    assert counts(timetable) == (115 + 2, 2374 + 1248, 130_019 + 14_855, 3986 + 24)
    assert timetable.feed_ids == ("poa_eptc", "poa_trensurb")
    buses = timetable.trips.feed == 0
    assert (timetable.trips.wheelchair[buses] > 0).all()
    assert len(timetable.shapes.lat) <= 57_723 + 963
    assert timetable.patterns.arrival_s.min() >= 0
    assert notices.count("invalid_colour") == 115
    assert len(notices) == 115


def test_washington_rail_with_pathways_and_levels(shared_data):
    start_s = time.process_time()
    timetable, notices = read_real(shared_data, WASHINGTON)
    assert time.process_time() - start_s < 4.0
    assert counts(timetable) == (7, 16_514, 352_668, 2175)
    kinds = np.bincount(timetable.stops.location_type)
    assert kinds.tolist() == [125, 98, 239, 1713]
    assert kinds[LocationType.GENERIC_NODE] == 1713
    forward = timetable.pathways.mode[timetable.pathways.backward == 0]
    assert {mode.name: int((forward == mode).sum()) for mode in PathwayMode} == {
        "WALKWAY": 1768,
        "STAIRS": 131,
        "MOVING_SIDEWALK": 0,
        "ESCALATOR": 566,
        "ELEVATOR": 212,
        "FARE_GATE": 143,
        "EXIT_GATE": 143,
    }
    assert np.isfinite(timetable.stops.level).any()
    assert span(timetable) == (date(2026, 4, 29), date(2026, 9, 6))
    assert [one.code for one in notices] == ["exit_gate_two_way", "time_zone_differs"]


def test_washington_buses_whose_sequences_begin_at_two(shared_data):
    timetable, _ = read_real(shared_data, WASHINGTON_BUS)
    assert counts(timetable) == (3, 4167, 232_187, 347)
    assert timetable.patterns.sequence.min() == 2
    assert len(timetable.shapes.lat) == 16_645


@pytest.mark.parametrize("path", [HEIDELBERG, PORTO_RAIL])
def test_times_never_go_back_along_a_trip(shared_data, path):
    timetable, _ = read_real(shared_data, path)
    patterns = timetable.patterns
    for pattern in range(timetable.pattern_count):
        length = int(np.diff(patterns.stop_start)[pattern])
        start = patterns.time_start[pattern]
        end = start + length * int(np.diff(patterns.trip_start)[pattern])
        arrival = patterns.arrival_s[start:end].reshape(-1, length)
        departure = patterns.departure_s[start:end].reshape(-1, length)
        assert (departure >= arrival).all()
        assert (arrival[:, 1:] >= departure[:, :-1]).all()
