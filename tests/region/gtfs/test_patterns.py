"""Patterns: same stops, same rules, nobody overtakes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.region.feeds import SMALL, all_trips, clock, feed, read, read_small, trip_times

from modugil.region.arrays import read_arrays, write_arrays
from modugil.region.gtfs.join import join_timetables
from modugil.region.timetable import Timetable

TRIPS = "# trips.txt\nroute_id,service_id,trip_id,wheelchair_accessible\n"
TIMES = "# stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"


def trips_text(trips):
    """A feed's trips from lists of (arrival, departure, stop, pickup), each with a flag."""
    rows, times = [], []
    for number, (flag, visits) in enumerate(trips):
        rows.append(f"R,DAILY,T{number},{flag}\n")
        times += [
            f"T{number},{clock(arrival)},{clock(departure)},{stop},{place},{pickup}\n"
            for place, (arrival, departure, stop, pickup) in enumerate(visits)
        ]
    return TRIPS + "".join(rows) + TIMES + "".join(times)


def test_trips_of_one_pattern_are_sorted_and_an_overtaking_one_stands_apart(tmp_path):
    timetable, _ = read_small(
        tmp_path,
        trips_text(
            [
                ("", [(9000, 9000, "A", 0), (9600, 9600, "B", 0)]),
                ("", [(8000, 8000, "A", 0), (8600, 8600, "B", 0)]),
                ("", [(8100, 8100, "A", 0), (8500, 8500, "B", 0)]),
                ("", [(8000, 8000, "A", 0), (8600, 8600, "B", 0)]),
            ]
        ),
    )
    assert [text.split()[0] for text in all_trips(timetable)] == ["T1", "T3", "T0", "T2"]
    assert timetable.patterns.trip_start.tolist() == [0, 3, 4]


def test_other_rules_or_another_flag_make_another_pattern(tmp_path):
    ride = [(8000, 8000, "A", 0), (8600, 8600, "B", 0)]
    timetable, _ = read_small(
        tmp_path,
        trips_text([("", ride), ("1", ride), ("2", ride), ("", [(8000, 8000, "A", 1), ride[1]])]),
    )
    assert timetable.pattern_count == 4
    assert timetable.patterns.wheelchair.tolist() == [0, 1, 2, 0]


def test_each_stop_knows_its_patterns_and_positions(tmp_path):
    timetable, _ = read_small(
        tmp_path,
        trips_text(
            [
                ("", [(8000, 8000, "A", 0), (8600, 8600, "B", 0), (8700, 8700, "A", 0)]),
                ("", [(8000, 8000, "B", 0), (8600, 8600, "A", 0)]),
            ]
        ),
    )
    patterns = timetable.patterns
    assert patterns.at_stop_start.tolist() == [0, 3, 5, 5]
    assert patterns.at_stop_pattern.tolist() == [0, 0, 1, 0, 1]
    assert patterns.at_stop_position.tolist() == [0, 2, 1, 1, 0]


step_st = st.tuples(st.integers(0, 90), st.integers(0, 30))
trip_st = st.tuples(
    st.sampled_from(["", "1"]),
    st.sampled_from(["AB", "ABC", "ABA"]),
    st.integers(0, 300),
    st.lists(step_st, min_size=3, max_size=3),
)


def visits_of(stops, start, steps):
    moment, visits = 3600 + start, []
    for stop, (ride, wait) in zip(stops, steps, strict=False):
        visits.append((moment + ride, moment + ride + wait, stop, 0))
        moment += ride + wait
    return visits


@given(st.lists(trip_st, min_size=1, max_size=25))
def test_no_trip_overtakes_another_of_its_pattern_and_none_is_lost(tmp_path_factory, drawn):
    trips = [(flag, visits_of(stops, start, steps)) for flag, stops, start, steps in drawn]
    timetable, notices = read_small(tmp_path_factory.mktemp("feed"), trips_text(trips))
    assert len(notices) == 0
    patterns = timetable.patterns
    for pattern in range(timetable.pattern_count):
        first, last = patterns.trip_start[pattern], patterns.trip_start[pattern + 1]
        length = patterns.stop_start[pattern + 1] - patterns.stop_start[pattern]
        start = patterns.time_start[pattern]
        for times in (patterns.arrival_s, patterns.departure_s):
            table = times[start : start + (last - first) * length].reshape(last - first, length)
            assert (np.diff(table, axis=0) >= 0).all()
        assert (timetable.trips.pattern[first:last] == pattern).all()
        assert set(timetable.trips.wheelchair[first:last]) == {patterns.wheelchair[pattern]}
    found = {id: trip_times(timetable, row) for row, id in enumerate(timetable.trips.id)}
    assert found == {
        f"T{number}": [f"{clock(a)} {clock(d)} {stop}" for a, d, stop, _ in visits]
        for number, (_, visits) in enumerate(trips)
    }


@given(st.lists(trip_st, max_size=8))
def test_arrays_come_back_as_they_were_written_and_twice_the_same_bytes(tmp_path_factory, drawn):
    trips = [(flag, visits_of(stops, start, steps)) for flag, stops, start, steps in drawn]
    folder = tmp_path_factory.mktemp("feed")
    path = feed(folder, trips_text(trips))
    write_arrays(folder / "one", read(path))
    write_arrays(folder / "two", read_arrays(folder / "one", Timetable))
    write_arrays(folder / "three", read(path))
    for again in ("two", "three"):
        for file in sorted((folder / "one").iterdir()):
            assert file.read_bytes() == (folder / again / file.name).read_bytes(), file.name


def test_feeds_whose_ids_clash_are_joined_row_by_row(tmp_path):
    later = SMALL.replace("202611", "202612").replace("08:", "09:").replace("가", "라")
    one = read(feed(tmp_path, name="one"))
    two = read(
        feed(
            tmp_path,
            "# trips.txt\nroute_id,service_id,trip_id,trip_headsign,block_id\nR,DAILY,T1,X,b\n"
            "# transfers.txt\nfrom_stop_id,to_stop_id,from_trip_id\nB,C,T1\n"
            "# translations.txt\ntable_name,field_name,language,translation,record_id\n"
            "stops,stop_name,en,Ra,A\n",
            base=later,
            name="two",
        )
    )
    both = join_timetables([one, two])
    assert list(both.stops.id) == ["A", "B", "C", "A", "B", "C"]
    assert both.stops.feed.tolist() == [0, 0, 0, 1, 1, 1]
    assert (both.stops.names.get(0, language="en"), both.stops.names.get(3, language="en")) == (
        "가",
        "Ra",
    )
    assert trip_times(both, 0)[0] == "08:00:00 08:00:00 A"
    assert trip_times(both, 1)[0] == "09:00:00 09:00:00 A"
    assert both.patterns.stop.tolist() == [0, 1, 2, 3, 4, 5]
    assert both.patterns.at_stop_pattern.tolist() == [0, 0, 0, 1, 1, 1]
    assert both.trips.service.tolist() == [0, 1]
    assert both.trips.headsign.tolist() == [-1, 0]
    assert both.trips.block.tolist() == [-1, 0]
    assert (both.transfers.from_stop.tolist(), both.transfers.from_trip.tolist()) == ([4], [1])
    assert both.services.day_count == 60
    days = np.unpackbits(both.services.active, axis=1, bitorder="little")[:, :60]
    assert days.tolist() == [[1] * 30 + [0] * 30, [0] * 30 + [1] * 30]


def test_a_feed_that_never_runs_adds_no_days(tmp_path):
    idle = read(feed(tmp_path, base=SMALL.replace("1,1,1,1,1,1,1", "0,0,0,0,0,0,0"), name="idle"))
    runs = read(feed(tmp_path, name="runs"))
    assert join_timetables([idle, runs]).services.day_count == 30
    assert join_timetables([idle, idle]).services.day_count == 0
