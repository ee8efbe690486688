"""Trips and their times: blank ones filled in, impossible ones left out, repeats written out."""

import numpy as np
import pytest
from tests.region.feeds import all_trips, read_small, told, trip_times

from modugil.core.errors import RegionUnreadable

TIMES = "# stop_times.txt\ntrip_id,arrival_time,departure_time,stop_id,stop_sequence"
TRIPS = "# trips.txt\nroute_id,service_id,trip_id"


def times_of(tmp_path, rows, *, columns="", text=""):
    timetable, notices = read_small(tmp_path, f"{TIMES}{columns}\n{rows}\n{text}")
    return timetable, notices


def test_times_may_pass_midnight_and_sequences_may_begin_anywhere_and_skip(tmp_path):
    timetable, notices = times_of(
        tmp_path, "T1,25:10:00,25:11:00,C,900\nT1,23:50:00,23:50:00,A,0\nT1,24:05:00,24:05:00,B,17"
    )
    assert trip_times(timetable, 0) == [
        "23:50:00 23:50:00 A",
        "24:05:00 24:05:00 B",
        "25:10:00 25:11:00 C",
    ]
    assert timetable.patterns.sequence.tolist() == [0, 17, 900]
    assert len(notices) == 0


def test_a_blank_time_is_filled_in_by_the_straight_way(tmp_path):
    timetable, _ = times_of(tmp_path, "T1,8:00:00,8:00:00,A,1\nT1,,,B,2\nT1,08:30:00,08:30:00,C,3")
    assert trip_times(timetable, 0)[1] == "08:10:00 08:10:00 B"
    assert timetable.patterns.timepoint.tolist() == [1, 2, 1]


def test_a_blank_time_is_filled_in_by_the_way_along_the_shape_where_that_is_told(tmp_path):
    timetable, _ = times_of(
        tmp_path,
        "T1,08:00:00,08:00:00,A,1,10\nT1,,,B,2,40\nT1,08:30:00,08:30:00,C,3,50",
        columns=",shape_dist_traveled",
    )
    assert trip_times(timetable, 0)[1] == "08:22:30 08:22:30 B"


@pytest.mark.parametrize("way", [("10", "", "50"), ("10", "60", "50"), ("10", "10", "10")])
def test_a_way_along_the_shape_that_cannot_be_is_not_trusted(tmp_path, way):
    timetable, _ = times_of(
        tmp_path,
        f"T1,08:00:00,08:00:00,A,1,{way[0]}\nT1,,,B,2,{way[1]}\nT1,08:30:00,08:30:00,C,3,{way[2]}",
        columns=",shape_dist_traveled",
    )
    assert trip_times(timetable, 0)[1] == "08:10:00 08:10:00 B"


def test_between_visits_at_one_place_blank_times_are_evenly_spread(tmp_path):
    timetable, _ = times_of(
        tmp_path, "T1,08:00:00,08:00:00,A,1\nT1,,,A,2\nT1,08:10:00,08:12:00,A,3"
    )
    assert trip_times(timetable, 0)[1] == "08:05:00 08:05:00 A"


def test_one_of_arrival_and_departure_stands_for_both(tmp_path):
    timetable, notices = times_of(tmp_path, "T1,,08:00:00,A,1\nT1,08:10:00,,B,2")
    assert trip_times(timetable, 0) == ["08:00:00 08:00:00 A", "08:10:00 08:10:00 B"]
    assert len(notices) == 0


def test_bad_times_are_noted_and_read_as_empty(tmp_path):
    timetable, notices = times_of(
        tmp_path, "T1,08:00:00,08:00:00,A,1\nT1,08:70:00,8h10,B,2\nT1,08:30:00,08:30:00,C,3"
    )
    assert trip_times(timetable, 0)[1] == "08:10:00 08:10:00 B"
    assert told(notices) == [
        ("invalid_time", "f/stop_times.txt", 3, "arrival_time", "08:70:00"),
        ("invalid_time", "f/stop_times.txt", 3, "departure_time", "8h10"),
    ]


@pytest.mark.parametrize(
    ("second", "field"),
    [("07:59:00,08:10:00", "arrival_time"), ("08:10:00,08:09:00", "departure_time")],
)
def test_a_trip_that_goes_back_in_time_is_left_out(tmp_path, second, field):
    timetable, notices = times_of(
        tmp_path,
        f"T1,08:00:00,08:00:00,A,1\nT1,{second},B,2\nT2,09:00:00,09:00:00,A,1\nT2,09:10:00,09:10:00,B,2",
        text=f"{TRIPS}\nR,DAILY,T1\nR,DAILY,T2",
    )
    assert all_trips(timetable) == ["T2 09:00:00"]
    assert [one[:4] for one in told(notices)] == [("times_decrease", "f/stop_times.txt", 3, field)]


def test_ends_without_times_are_cut_off(tmp_path):
    timetable, notices = times_of(
        tmp_path, "T1,,,A,1\nT1,08:00:00,08:00:00,B,2\nT1,08:10:00,08:10:00,C,3\nT1,,,A,4"
    )
    assert trip_times(timetable, 0) == ["08:00:00 08:00:00 B", "08:10:00 08:10:00 C"]
    assert [one[:3] for one in told(notices)] == [
        ("trip_end_without_time", "f/stop_times.txt", 2),
        ("trip_end_without_time", "f/stop_times.txt", 5),
    ]


def test_trips_that_go_nowhere_are_left_out_and_noted(tmp_path):
    timetable, notices = times_of(
        tmp_path,
        "T1,08:00:00,08:00:00,A,1\nT2,,,A,1\nT2,,,B,2\nT4,08:00:00,08:00:00,A,1\nT4,08:10:00,,B,2",
        text=f"{TRIPS}\nR,DAILY,T1\nR,DAILY,T2\nR,DAILY,T3\nR,DAILY,T4",
    )
    assert all_trips(timetable) == ["T4 08:00:00"]
    assert told(notices) == [
        ("trip_one_stop", "f/trips.txt", 2, "trip_id", "T1"),
        ("trip_without_stops", "f/trips.txt", 4, "trip_id", "T3"),
        ("trip_without_times", "f/trips.txt", 3, "trip_id", "T2"),
    ]


def test_faults_of_stop_times_are_noted(tmp_path):
    timetable, notices = times_of(
        tmp_path,
        "T1,08:00:00,08:00:00,A,1\nT1,08:05:00,08:05:00,B,1\nNONE,08:00:00,08:00:00,A,1\n"
        "T1,08:06:00,08:06:00,NONE,2\nT1,08:07:00,08:07:00,B,x\nT1,08:08:00,08:08:00,,3\n"
        "T1,08:10:00,08:10:00,B,4\n,08:10:00,08:10:00,B,4",
    )
    assert trip_times(timetable, 0) == ["08:00:00 08:00:00 A", "08:10:00 08:10:00 B"]
    assert told(notices) == [
        ("invalid_number", "f/stop_times.txt", 6, "stop_sequence", "x"),
        ("sequence_missing", "f/stop_times.txt", 6, "stop_sequence", "x"),
        ("sequence_twice", "f/stop_times.txt", 3, "stop_sequence", "1"),
        ("stop_unknown", "f/stop_times.txt", 5, "stop_id", "NONE"),
        ("stop_unknown", "f/stop_times.txt", 7, "stop_id", ""),
        ("trip_unknown", "f/stop_times.txt", 4, "trip_id", "NONE"),
        ("trip_unknown", "f/stop_times.txt", 9, "trip_id", ""),
    ]


def test_stopping_at_a_station_is_noted_and_kept(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# stops.txt\nstop_id,stop_lat,stop_lon,location_type\n"
        "A,33.5,126.5,1\nB,33.5,126.51,0\nC,33.5,126.52,",
    )
    assert len(trip_times(timetable, 0)) == 3
    assert told(notices) == [("stop_not_a_platform", "f/stop_times.txt", 2, "stop_id", "A")]


def test_zones_on_demand_are_noted_once(tmp_path):
    timetable, notices = times_of(
        tmp_path,
        "T1,08:00:00,08:00:00,A,1,\nT1,08:10:00,08:10:00,B,2,\nT1,,,,3,zone\nT1,,,,4,zone",
        columns=",location_id",
    )
    assert len(trip_times(timetable, 0)) == 2
    assert told(notices) == [("zone_ignored", "f/stop_times.txt", 4, "stop_id", "")]


def test_boarding_rules_are_kept_and_missing_ones_are_regular(tmp_path):
    timetable, notices = times_of(
        tmp_path,
        "T1,08:00:00,08:00:00,A,1,0,1,1\nT1,08:10:00,08:10:00,B,2,2,3,0\nT1,08:20:00,08:20:00,C,3,1,9,",
        columns=",pickup_type,drop_off_type,timepoint",
    )
    patterns = timetable.patterns
    assert patterns.pickup.tolist() == [1, 1, 0]
    assert patterns.drop_off.tolist() == [0, 1, 1]
    assert patterns.on_demand.tolist() == [0, 3, 0]
    assert patterns.timepoint.tolist() == [1, 0, 1]
    assert told(notices) == [("invalid_choice", "f/stop_times.txt", 4, "drop_off_type", "9")]


def test_what_trips_say_of_themselves_is_kept(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# trips.txt\nroute_id,service_id,trip_id,direction_id,block_id,wheelchair_accessible\n"
        "R,DAILY,T1,1,b7,1\nR,DAILY,T2,,,\nR,DAILY,T3,4,b7,2\n"
        "NONE,DAILY,T4,,,\nR,NONE,T5,,,\nR,DAILY,T1,,,\n,,T6,,,\n"
        f"{TIMES}\n"
        + "".join(
            f"{id},0{hour}:00:00,,A,1\n{id},0{hour}:10:00,,B,2\n"
            for hour, id in enumerate(["T1", "T2", "T3", "T4", "T5", "T6"])
        ),
    )
    trips = timetable.trips
    row = {id: row for row, id in enumerate(trips.id)}
    order = [row[id] for id in ("T1", "T2", "T3")]
    assert len(row) == 3
    assert trips.direction[order].tolist() == [1, 255, 255]
    assert trips.block[order].tolist() == [0, -1, 0]
    assert trips.wheelchair[order].tolist() == [1, 0, 2]
    assert timetable.patterns.wheelchair[trips.pattern[order]].tolist() == [1, 0, 2]
    assert told(notices) == [
        ("id_twice", "f/trips.txt", 7, "trip_id", "T1"),
        ("invalid_choice", "f/trips.txt", 4, "direction_id", "4"),
        ("route_unknown", "f/trips.txt", 5, "route_id", "NONE"),
        ("route_unknown", "f/trips.txt", 8, "route_id", ""),
        ("service_unknown", "f/trips.txt", 6, "service_id", "NONE"),
        ("service_unknown", "f/trips.txt", 8, "service_id", ""),
    ]


def test_trips_of_frequencies_are_written_out(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# frequencies.txt\ntrip_id,start_time,end_time,headway_secs,exact_times\n"
        "T1,06:00:00,06:40:00,1200,0\nT1,07:00:00,07:30:00,900,1\n",
    )
    assert all_trips(timetable) == ["T1 06:00:00", "T1 06:20:00", "T1 07:00:00", "T1 07:15:00"]
    assert timetable.trips.headway_s.tolist() == [1200, 1200, 0, 0]
    assert trip_times(timetable, 1) == [
        "06:20:00 06:20:00 A",
        "06:30:00 06:31:00 B",
        "06:40:00 06:40:00 C",
    ]
    assert len(notices) == 0


def test_faults_of_frequencies_are_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# trips.txt\nroute_id,service_id,trip_id\nR,DAILY,T1\nR,DAILY,T2\n\n"
        f"{TIMES}\nT1,08:00:00,08:00:00,A,1\nT1,08:10:00,08:10:00,B,2\n"
        "T2,09:00:00,09:00:00,A,1\nT2,09:05:00,09:05:00,B,2\n\n"
        "# frequencies.txt\ntrip_id,start_time,end_time,headway_secs\n"
        "T1,06:00:00,06:00:00,600\nT1,06:00:00,07:00:00,0\nT1,06:00:00,07:00:00,-5\n"
        "NONE,06:00:00,07:00:00,600\nT1,x,07:00:00,600\n",
    )
    assert all_trips(timetable) == ["T2 09:00:00"]
    assert [one[:4] for one in told(notices)] == [
        ("frequency_empty", "f/frequencies.txt", 2, "end_time"),
        ("frequency_empty", "f/frequencies.txt", 6, "end_time"),
        ("invalid_headway", "f/frequencies.txt", 3, "headway_secs"),
        ("invalid_headway", "f/frequencies.txt", 4, "headway_secs"),
        ("invalid_number", "f/frequencies.txt", 4, "headway_secs"),
        ("invalid_time", "f/frequencies.txt", 6, "start_time"),
        ("trip_unknown", "f/frequencies.txt", 5, "trip_id"),
    ]


def test_only_shapes_in_use_are_kept_in_their_sequence(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# trips.txt\nroute_id,service_id,trip_id,shape_id\nR,DAILY,T1,S1\nR,DAILY,T2,NONE\n"
        "R,DAILY,T3,DOT\n"
        f"{TIMES}\nT1,08:00:00,,A,1\nT1,08:10:00,,B,2\nT2,09:00:00,,A,1\nT2,09:10:00,,B,2\n"
        "T3,10:00:00,,A,1\nT3,10:10:00,,B,2\n"
        "# shapes.txt\nshape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"
        "S1,33.3,126.3,30\nS1,33.1,126.1,1\nS1,x,126.2,2\nUNUSED,1,1,1\nUNUSED,2,2,2\nDOT,1,1,1\n",
    )
    assert list(timetable.shapes.id) == ["S1"]
    assert timetable.shapes.start.tolist() == [0, 2]
    assert timetable.shapes.lat.tolist() == [33.1, 33.3]
    assert timetable.trips.shape.tolist() == [0, -1, -1]
    assert told(notices) == [
        ("invalid_position", "f/shapes.txt", 4, "shape_pt_lat", "x"),
        ("shape_too_short", "f/shapes.txt", 7, "shape_id", "DOT"),
        ("shape_unknown", "f/trips.txt", 3, "shape_id", "NONE"),
    ]


def test_a_timetable_that_has_no_trips_is_empty_and_not_an_error(tmp_path):
    timetable, notices = read_small(
        tmp_path, f"# trips.txt\nroute_id,service_id,trip_id\n\n{TIMES}\n"
    )
    assert timetable.pattern_count == len(timetable.trips.id) == 0
    assert timetable.patterns.at_stop_start.tolist() == [0, 0, 0, 0]
    assert np.array_equal(timetable.patterns.stop_start, [0])
    assert len(notices) == 0


def test_a_timetable_that_lost_all_its_trips_is_refused_and_says_why(tmp_path):
    expected = "none of its trips can be used. The trip has no stop times; it is left out."
    with pytest.raises(RegionUnreadable, match=expected):
        read_small(tmp_path, f"{TIMES}\n")
