"""Stops, their parents, their positions, and what is known of wheelchairs."""

import numpy as np
import pytest
from tests.region.feeds import read_small, told

from modugil.core.access import Access

HEADER = (
    "# stops.txt\nstop_id,stop_name,stop_lat,stop_lon,"
    "location_type,parent_station,wheelchair_boarding"
)
LINES = "A,가,33.50,126.50,,,\nB,나,33.50,126.51,,,\nC,다,33.50,126.53,,,"


def stops_of(tmp_path, rows, text="", header=HEADER):
    timetable, notices = read_small(tmp_path, f"{header}\n{LINES}\n{rows}\n{text}")
    return timetable.stops, {id: row for row, id in enumerate(timetable.stops.id)}, notices


@pytest.mark.parametrize(
    ("kind", "own", "station", "expected"),
    [
        ("0", "", "1", Access.YES),
        ("0", "0", "2", Access.NO),
        ("0", "2", "1", Access.NO),
        ("0", "1", "2", Access.YES),
        ("0", "", "", Access.UNKNOWN),
        ("2", "", "1", Access.YES),
        ("2", "2", "1", Access.NO),
        ("3", "", "1", Access.UNKNOWN),
        ("3", "1", "", Access.YES),
    ],
)
def test_an_empty_wheelchair_flag_is_the_stations(tmp_path, kind, own, station, expected):
    stops, rows, _ = stops_of(
        tmp_path, f"P,p,33.5,126.5,{kind},S,{own}\nS,s,33.5,126.5,1,,{station}"
    )
    assert stops.wheelchair[rows["P"]] == expected
    assert stops.parent[rows["P"]] == rows["S"]
    assert stops.parent[rows["S"]] == -1


def test_a_boarding_area_takes_its_platforms_flag_and_place(tmp_path):
    stops, rows, notices = stops_of(
        tmp_path,
        "X,x,,,4,P,\nP,p,33.6,126.6,0,S,\nS,s,33.5,126.5,1,,1",
    )
    assert stops.wheelchair[rows["X"]] == Access.YES
    assert (stops.lat[rows["X"]], stops.parent[rows["X"]]) == (33.6, rows["P"])
    assert len(notices) == 0


def test_a_stop_without_a_position_is_left_out_unless_its_station_has_one(tmp_path):
    stops, rows, notices = stops_of(
        tmp_path, "P,p,,,0,S,\nS,s,33.5,126.5,1,,\nL,l,,,0,,\nZ,z,0,0,0,,\nBAD,b,x,126,0,,"
    )
    assert "L" not in rows
    assert "Z" not in rows
    assert stops.lat[rows["P"]] == 33.5
    assert told(notices) == [
        ("invalid_position", "f/stops.txt", 9, "stop_lat", "x"),
        ("position_from_parent", "f/stops.txt", 5, "stop_lat", ""),
        ("position_missing", "f/stops.txt", 7, "stop_lat", ""),
        ("position_missing", "f/stops.txt", 8, "stop_lat", "0"),
        ("position_missing", "f/stops.txt", 9, "stop_lat", "x"),
    ]


def test_wrong_and_missing_parents_and_ids_are_noted(tmp_path):
    stops, rows, notices = stops_of(
        tmp_path,
        "P,p,33.5,126.5,0,NONE,\nQ,q,33.5,126.5,0,A,\nE,e,33.5,126.5,2,,\nA,again,1,1,,,\n,n,1,1,,,",
    )
    assert (stops.parent[rows["P"]], stops.parent[rows["Q"]]) == (-1, -1)
    assert stops.names.get(rows["A"]) == "가"
    assert told(notices) == [
        ("id_missing", "f/stops.txt", 9, "stop_id", ""),
        ("id_twice", "f/stops.txt", 8, "stop_id", "A"),
        ("parent_missing", "f/stops.txt", 7, "parent_station", ""),
        ("parent_unknown", "f/stops.txt", 5, "parent_station", "NONE"),
        ("parent_wrong_type", "f/stops.txt", 6, "parent_station", "A"),
    ]


def test_bad_choices_are_read_as_empty(tmp_path):
    stops, rows, notices = stops_of(tmp_path, "P,p,33.5,126.5,9,,7")
    assert (stops.location_type[rows["P"]], stops.wheelchair[rows["P"]]) == (0, Access.UNKNOWN)
    assert notices.count("invalid_choice") == 2


def test_levels_platforms_and_codes_are_kept(tmp_path):
    stops, rows, notices = stops_of(
        tmp_path,
        "P,p,33.5,126.5,,,,2,1004,L1\nQ,q,33.5,126.5,,,,,,NONE",
        "# levels.txt\nlevel_id,level_index\nL1,-1.5\nL1,3\n",
        header=HEADER + ",platform_code,stop_code,level_id",
    )
    assert (stops.platform_code[rows["P"]], stops.code[rows["P"]]) == ("2", "1004")
    assert stops.level[rows["P"]] == -1.5
    assert np.isnan(stops.level[rows["Q"]])
    assert notices.count("level_unknown") == notices.count("id_twice") == 1


def test_without_streets_no_stop_is_tied_to_any(tmp_path):
    stops, _, _ = stops_of(tmp_path, "")
    assert stops.link_edge.shape == (3, 4)
    assert (stops.link_edge == -1).all()
