"""Pathways inside stations, transfers between stops and trips, and words in other languages."""

import warnings

import numpy as np
import pytest
from tests.region.feeds import read_small, told

from modugil.core.errors import RegionUnreadable

STOPS = """
# stops.txt
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
A,가,33.50,126.50,,S
B,나,33.50,126.51,,
C,다,33.50,126.53,,
S,역,33.50,126.50,1,
E,입구,33.50,126.50,2,S
"""
PATHWAYS = (
    "# pathways.txt\npathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,length,"
    "traversal_time,stair_count,max_slope,min_width,signposted_as,reversed_signposted_as\n"
)
TRANSFERS = (
    "# transfers.txt\nfrom_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,"
    "to_trip_id,from_route_id,to_route_id\n"
)


def test_a_two_way_pathway_is_one_row_each_way(tmp_path):
    timetable, notices = read_small(
        tmp_path, f"{STOPS}\n{PATHWAYS}P,E,A,2,1,12.5,20,-18,0.08,1.5,승강장,나가는 곳\n"
    )
    pathways, ids = timetable.pathways, list(timetable.stops.id)
    rows = {ids[stop]: row for row, stop in enumerate(pathways.from_stop.tolist())}
    assert [ids[stop] for stop in pathways.from_stop] == ["A", "E"]
    there, back = rows["E"], rows["A"]
    assert pathways.backward[[there, back]].tolist() == [0, 1]
    assert pathways.stair_count[[there, back]].tolist() == [-18, 18]
    assert pathways.max_slope_ratio[[there, back]].astype(str).tolist() == ["0.08", "-0.08"]
    assert pathways.length_m[[there, back]].tolist() == [12.5, 12.5]
    assert pathways.traversal_s[there] == 20
    assert pathways.min_width_m[there] == 1.5
    assert [pathways.signposted.get(row) for row in (there, back)] == ["승강장", "나가는 곳"]
    assert len(notices) == 0


def test_what_a_pathway_does_not_tell_is_unknown(tmp_path):
    timetable, _ = read_small(tmp_path, f"{STOPS}\n{PATHWAYS}P,E,A,1,0,,,,,,,\n")
    pathways = timetable.pathways
    told_not = (
        pathways.length_m,
        pathways.traversal_s,
        pathways.max_slope_ratio,
        pathways.min_width_m,
    )
    assert all(np.isnan(column[0]) for column in told_not)
    assert (len(pathways.mode), pathways.stair_count[0]) == (1, 0)


def test_faults_of_pathways_are_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        f"{STOPS}\n{PATHWAYS}P,E,NONE,1,0,,,,,,,\nQ,,A,1,0,,,,,,,\nX,E,A,9,0,,,,,,,\n"
        "G,A,E,7,1,-3,,,,,,\nT,E,S,1,0,,,,,,,\n",
    )
    assert list(timetable.pathways.id) == ["G", "T"]
    assert told(notices) == [
        ("exit_gate_two_way", "f/pathways.txt", 5, "is_bidirectional", "1"),
        ("invalid_choice", "f/pathways.txt", 4, "pathway_mode", "9"),
        ("invalid_number", "f/pathways.txt", 5, "length", "-3"),
        ("pathway_to_station", "f/pathways.txt", 6, "to_stop_id", "S"),
        ("stop_unknown", "f/pathways.txt", 3, "from_stop_id", ""),
        ("stop_unknown", "f/pathways.txt", 2, "to_stop_id", "NONE"),
    ]


@pytest.mark.parametrize("column", ["pathway_mode", "is_bidirectional", "from_stop_id"])
def test_pathways_without_a_column_they_need_are_refused(tmp_path, column):
    """A station whose ways out were all read as one-way would let nobody leave."""
    rows = f"{PATHWAYS}P,E,A,1,1,,,,,,,\n".replace(column, "other")
    with pytest.raises(RegionUnreadable, match=f"pathways.txt has no column {column}"):
        read_small(tmp_path, f"{STOPS}\n{rows}")


def test_an_empty_mode_or_direction_of_a_pathway_is_a_fault(tmp_path):
    timetable, notices = read_small(
        tmp_path, f"{STOPS}\n{PATHWAYS}P,E,A,,1,,,,,,,\nQ,E,A,1,,,,,,,,\n"
    )
    assert list(timetable.pathways.id) == ["Q"]
    assert told(notices) == [
        ("invalid_choice", "f/pathways.txt", 2, "pathway_mode", ""),
        ("invalid_choice", "f/pathways.txt", 3, "is_bidirectional", ""),
    ]


def test_a_length_no_array_can_hold_is_not_a_length(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        timetable, notices = read_small(tmp_path, f"{STOPS}\n{PATHWAYS}P,E,A,1,0,1e300,1_0,,,,,\n")
    assert np.isnan([timetable.pathways.length_m[0], timetable.pathways.traversal_s[0]]).all()
    assert notices.count("invalid_number") == 2


def test_transfers_of_every_type_are_kept_sorted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        f"{TRANSFERS}C,A,3,,,,,\nA,B,2,180,,,,\nB,C,1,,T1,,,R\nA,C,,,,,R,\n,,4,,T1,T1,,\n",
    )
    transfers, ids = timetable.transfers, list(timetable.stops.id)
    rows = [
        f"{ids[transfers.from_stop[row]]}-{ids[transfers.to_stop[row]]} {transfers.type[row]}"
        f" {transfers.min_time_s[row]} {transfers.from_trip[row]} {transfers.to_trip[row]}"
        f" {transfers.from_route[row]} {transfers.to_route[row]}"
        for row in range(len(transfers.type))
    ]
    assert rows == [
        "A-B 2 180 -1 -1 -1 -1",
        "A-C 0 -1 -1 -1 0 -1",
        "B-C 1 -1 0 -1 -1 0",
        "C-A 3 -1 -1 -1 -1 -1",
        "C-A 4 -1 0 0 -1 -1",
    ]
    assert len(notices) == 0


def test_faults_of_transfers_are_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        f"{TRANSFERS}A,NONE,0,,,,,\nA,,0,,,,,\nA,B,2,,,,,\nA,B,0,,NONE,,,\nA,B,0,,,,NONE,\nA,C,8,-1,,,,\n",
    )
    assert timetable.transfers.type.tolist() == [2, 0]
    assert told(notices) == [
        ("invalid_choice", "f/transfers.txt", 7, "transfer_type", "8"),
        ("invalid_number", "f/transfers.txt", 7, "min_transfer_time", "-1"),
        ("route_unknown", "f/transfers.txt", 6, "from_route_id", "NONE"),
        ("stop_unknown", "f/transfers.txt", 2, "to_stop_id", "NONE"),
        ("transfer_without_stops", "f/transfers.txt", 3, "from_stop_id", "A"),
        ("transfer_without_time", "f/transfers.txt", 4, "min_transfer_time", ""),
        ("trip_unknown", "f/transfers.txt", 5, "from_trip_id", "NONE"),
    ]


def test_a_transfer_of_a_repeated_trip_means_its_first_run(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# frequencies.txt\ntrip_id,start_time,end_time,headway_secs\nT1,06:00:00,07:00:00,600\n"
        f"{TRANSFERS}A,B,5,,T1,,,\n",
    )
    assert timetable.transfers.from_trip.tolist() == [0]
    assert notices.count("transfer_of_repeated_trip") == 1


def test_translations_speak_of_records_and_of_texts(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        "# trips.txt\nroute_id,service_id,trip_id,trip_headsign\nR,DAILY,T1,한라대\nR,DAILY,T2,\n"
        "# stop_times.txt\ntrip_id,arrival_time,stop_id,stop_sequence,stop_headsign\n"
        "T1,08:00:00,A,1,\nT1,08:10:00,B,2,\nT2,09:00:00,A,5,시청\nT2,09:10:00,B,6,\n"
        "# translations.txt\n"
        "table_name,field_name,language,translation,record_id,record_sub_id,field_value\n"
        "stops,stop_name,en,Ga,A,,\nstops,stop_name,zh-Hant,加繁,A,,\nstops,stop_name,zh,加,A,,\n"
        "stops,stop_name,ja-Hrkt,カ,A,,\nstops,stop_name,en,Na,,,나\nstops,stop_name,en,other,,,가\n"
        "routes,route_long_name,en,University line,R,,\ntrips,trip_headsign,en,Halla,T1,,\n"
        "stop_times,stop_headsign,en,City Hall,T2,5,\nagency,agency_name,en,Jeju Bus,J,,\n"
        "stops,stop_name,,nothing,A,,\nstops,,en,nothing,A,,\n",
    )
    names = timetable.stops.names
    assert names.all_of(0) == {"": "가", "en": "Ga", "zh": "加", "ja-hrkt": "カ"}
    assert names.get(1, language="en") == "Na"
    assert names.get(2, language="en") == "다"
    assert timetable.lines.long_names.get(0, language="en") == "University line"
    assert timetable.lines.agency_names.get(0, language="en") == "Jeju Bus"
    words = {
        id: timetable.trips.headsigns.all_of(int(timetable.trips.headsign[row]))
        for row, id in enumerate(timetable.trips.id)
    }
    assert words == {
        "T1": {"": "한라대", "en": "Halla"},
        "T2": {"": "시청", "en": "City Hall"},
    }
    assert [one[:3] for one in told(notices)] == [
        ("translation_incomplete", "f/translations.txt", 12),
        ("translation_incomplete", "f/translations.txt", 13),
    ]


@pytest.mark.parametrize("tag", ["../../evil", "a/b", "x" * 300, "e n", "한국어"])
def test_what_is_no_language_tag_is_left_out_for_it_names_a_file(tmp_path, tag):
    timetable, notices = read_small(
        tmp_path,
        "# translations.txt\ntable_name,field_name,language,translation,record_id\n"
        f"stops,stop_name,{tag},X,A\n",
    )
    assert timetable.stops.names.all_of(0) == {"": "가"}
    assert notices.count("translation_incomplete") == 1


def test_translations_of_the_older_form_are_read(tmp_path):
    timetable, notices = read_small(
        tmp_path, "# translations.txt\ntrans_id,lang,translation\n가,en,Ga\n365,en,No. 365\n"
    )
    assert timetable.stops.names.get(0, language="en") == "Ga"
    assert timetable.lines.short_names.get(0, language="en") == "No. 365"
    assert len(notices) == 0


def test_signs_of_pathways_are_translated_each_way(tmp_path):
    timetable, _ = read_small(
        tmp_path,
        f"{STOPS}\n{PATHWAYS}P,E,A,1,1,,,,,,승강장,나가는 곳\n"
        "# translations.txt\n"
        "table_name,field_name,language,translation,record_id,record_sub_id,field_value\n"
        "pathways,signposted_as,en,Platform,P,,\n"
        "pathways,reversed_signposted_as,en,Way out,,,나가는 곳\n",
    )
    signs = timetable.pathways.signposted
    assert {signs.get(row, language="en") for row in range(2)} == {"Platform", "Way out"}


def test_a_trip_without_any_headsign_has_none(tmp_path):
    timetable, _ = read_small(tmp_path)
    assert timetable.trips.headsign.tolist() == [-1]
    assert len(timetable.trips.headsigns) == 0
