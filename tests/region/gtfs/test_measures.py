"""Measures of platforms and vehicles: which stops and trips they are about, and what is wrong."""

import numpy as np
import pytest
from tests.region.feeds import SMALL, feed, told

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.build import build_region
from modugil.region.gtfs.build_timetable import FeedSource, build_timetable
from modugil.region.gtfs.read_measures import read_measured
from modugil.region.open_region import open_region

TRIPS = """
# stops.txt
stop_id,stop_code,stop_name,stop_lat,stop_lon
A,11,가,33.50,126.50
B,22,나,33.50,126.51
C,22,다,33.50,126.53

# routes.txt
route_id,agency_id,route_short_name,route_type
R,J,365,3
S,J,370,3

# trips.txt
route_id,service_id,trip_id,wheelchair_accessible
R,DAILY,T1,1
R,DAILY,T2,2
R,DAILY,T3,1
S,DAILY,T4,

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:00:00,A,1
T1,08:10:00,08:11:00,B,2
T2,09:00:00,09:00:00,A,1
T2,09:10:00,09:11:00,B,2
T3,10:00:00,10:00:00,A,1
T3,10:10:00,10:11:00,B,2
T4,11:00:00,11:00:00,A,1
T4,11:10:00,11:11:00,B,2
"""
VEHICLES = "feed,agency_id,route_id,trip_id,wheelchair_accessible,floor_height_m,kneeling_height_m,"
VEHICLES += "ramp_length_m,door_width_m\n"


def measured(tmp_path, platforms=None, vehicles=None, *, feeds=("f",)):
    """The timetable of the trips above with these measures, and the notices."""
    folder = tmp_path / "boarding"
    folder.mkdir()
    if platforms is not None:
        (folder / "platforms.csv").write_text(platforms, encoding="utf-8")
    if vehicles is not None:
        (folder / "vehicles.csv").write_text(VEHICLES + vehicles, encoding="utf-8")
    notices = Notices()
    read = read_measured([(folder, "m")], notices=notices)
    paths = [FeedSource(feed(tmp_path, TRIPS, name=name), name, 0) for name in feeds]
    timetable = build_timetable(
        paths,
        time_zone="Asia/Seoul",
        notices=notices,
        report=lambda _stage, _share: None,
        measured=read,
    )
    return timetable, notices


def floors(timetable):
    """The floor's height by trip, None where it is not measured."""
    found = {}
    measures = timetable.measures
    for row, id in enumerate(timetable.trips.id):
        vehicle = int(measures.pattern_vehicle[timetable.trips.pattern[row]])
        found[id] = round(float(measures.vehicle_floor_m[vehicle]), 3) if vehicle >= 0 else None
    return found


def kerbs(timetable):
    return [None if np.isnan(one) else round(float(one), 3) for one in timetable.measures.kerb_m]


def test_a_platform_is_named_by_its_id_or_by_a_code_that_several_share(tmp_path):
    rows = "feed,stop_id,stop_code,kerb_height_m\n,A,,0.15\nf,,22,0\n,C,,0.21\n"
    timetable, notices = measured(tmp_path, rows)
    assert kerbs(timetable) == [0.15, 0.0, 0.21]
    assert told(notices) == []


def test_the_narrowest_row_counts_for_a_trip(tmp_path):
    timetable, notices = measured(
        tmp_path, vehicles=",J,,,,0.9,,,\n,,R,,,0.4,,,\n,,R,,1,0.3,,,\n,,,T3,,0.2,,,\n"
    )
    assert floors(timetable) == {"T1": 0.3, "T2": 0.4, "T3": 0.2, "T4": 0.9}
    assert told(notices) == []


def test_a_row_that_a_narrower_one_outdoes_is_about_something_all_the_same(tmp_path):
    _, notices = measured(
        tmp_path,
        "stop_id,stop_code,kerb_height_m\nA,,0.15\n,11,0.1\n",
        ",,S,,,0.4,,,\n,,,T4,,0.3,,,\n,,S,,0,0.2,,,\n",
    )
    assert told(notices) == []


def test_trips_of_different_measures_never_share_a_pattern(tmp_path):
    timetable, _ = measured(tmp_path, vehicles=",,,T1,,0.3,,,\n")
    assert floors(timetable) == {"T1": 0.3, "T2": None, "T3": None, "T4": None}
    patterns = {id: int(timetable.trips.pattern[row]) for row, id in enumerate(timetable.trips.id)}
    assert patterns["T1"] != patterns["T3"]


def test_measures_of_one_feed_are_not_anothers(tmp_path):
    timetable, notices = measured(
        tmp_path,
        "feed,stop_id,kerb_height_m\ng,A,0.15\nh,A,0.2\n",
        "g,,R,,,0.3,,,\n,,S,,,0.4,,,\n",
        feeds=("f", "g"),
    )
    assert kerbs(timetable) == [None, None, None, 0.15, None, None]
    found = [
        None if one < 0 else round(float(timetable.measures.vehicle_floor_m[one]), 1)
        for one in timetable.measures.pattern_vehicle[timetable.trips.pattern].tolist()
    ]
    trips = list(zip(timetable.trips.feed.tolist(), timetable.trips.id, found, strict=True))
    assert [one[2] for one in sorted(trips)] == [None, None, None, 0.4, 0.3, 0.3, 0.3, 0.4]
    assert told(notices) == [("measure_unmatched", "m/platforms.csv", 3, "stop_id", "A")]


def test_rows_that_cannot_be_used_are_told_one_by_one(tmp_path):
    timetable, notices = measured(
        tmp_path,
        "stop_id,kerb_height_m\nA,-0.1\nB,15\n,0.1\nC,0.1\nC,0.2\nnowhere,0.1\n",
        ",,R,,,0.3,0.4,1.2,0\n,,,,,0.3,,,\n,,none,,,0.3,,,\n,,S,,9,,,x,1\n,,S,,,0.3,24,,1\n",
    )
    assert kerbs(timetable) == [None, None, pytest.approx(0.1)]
    measures = timetable.measures
    assert np.isnan([measures.vehicle_kneeling_m[0], measures.vehicle_door_m[0]]).all()
    # nor do they kneel nor not: the floor alone would say that they do not
    assert np.isnan(list(floors(timetable).values())).all()
    line = int(measures.pattern_vehicle[timetable.trips.pattern[3]])
    assert measures.vehicle_door_m[line] == 1.0  # of the row whose flag can be read
    assert [(code, row) for code, _, row, _, _ in told(notices)] == [
        ("invalid_choice", 5),
        ("invalid_measure", 2),
        ("invalid_measure", 3),
        ("invalid_measure", 6),
        ("invalid_measure", 5),
        ("invalid_measure", 2),
        ("kneeling_above_floor", 2),
        ("measure_missing", 2),
        ("measure_missing", 3),
        ("measure_of_nothing", 4),
        ("measure_of_nothing", 3),
        ("measure_twice", 6),
        ("measure_unmatched", 7),
        ("measure_unmatched", 4),
    ]


def test_a_folder_without_either_table_is_refused(tmp_path):
    with pytest.raises(RegionUnreadable, match=r"no platforms\.csv and no vehicles\.csv"):
        measured(tmp_path)


def test_a_table_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "platforms.csv").write_bytes(b"stop_id,kerb_height_m\n\xff\xfe,1\n")
    with pytest.raises(RegionUnreadable, match=r"platforms\.csv cannot be read"):
        read_measured([(tmp_path, "m")], notices=Notices())


def test_a_built_region_holds_the_measures(tmp_path):
    feed(tmp_path, base=SMALL)
    (tmp_path / "boarding").mkdir()
    (tmp_path / "boarding" / "platforms.csv").write_text("stop_id,kerb_height_m\nB,0.15\n")
    (tmp_path / "boarding" / "vehicles.csv").write_text("route_id,floor_height_m\nR,0.3\n")
    sources = "".join(
        f'[[source]]\nkind = "{kind}"\npath = "{path}"\nlicence = "CC0-1.0"\n'
        for kind, path in (("gtfs", "feed"), ("boarding", "boarding"))
    )
    head = 'id = "here"\nname = { en = "Here" }\ntime_zone = "Asia/Seoul"\n'
    (tmp_path / "region.toml").write_text(head + sources, encoding="utf-8")
    built = build_region(
        tmp_path / "region.toml",
        out=tmp_path / "built",
        data_folder=None,
        report=lambda _stage, _share: None,
    )
    timetable = open_region(built.folder).timetable
    assert timetable is not None
    assert kerbs(timetable) == [None, 0.15, None]
    assert floors(timetable) == {"T1": 0.3}
