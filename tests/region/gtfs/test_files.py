"""Feeds come as zips and folders, in every dialect of CSV, and sometimes broken."""

import csv

import pytest
from tests.region.feeds import all_trips, feed, read, read_small, told, trip_times, zip_feed

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.gtfs.faults import GTFS_FAULTS


def test_a_small_feed_is_read_whole(tmp_path):
    timetable, notices = read_small(tmp_path)
    assert trip_times(timetable, 0) == [
        "08:00:00 08:00:00 A",
        "08:10:00 08:11:00 B",
        "08:20:00 08:20:00 C",
    ]
    assert (timetable.feed_ids, timetable.time_zone) == (("f",), "Asia/Seoul")
    assert timetable.lines.short_names.get(0) == "365"
    assert timetable.lines.color[0] == "33CC99"
    assert timetable.lines.agency_names.get(int(timetable.lines.agency[0])) == "제주버스"
    assert len(notices) == 0


def test_a_zip_is_read_like_its_folder(tmp_path):
    path = feed(tmp_path)
    assert all_trips(read(zip_feed(path))) == all_trips(read(path)) == ["T1 08:00:00"]


def test_files_in_the_one_folder_of_a_zip_are_found_and_noted(tmp_path):
    notices = Notices()
    timetable = read(zip_feed(feed(tmp_path), inside="gtfs-2026/"), notices)
    assert all_trips(timetable) == ["T1 08:00:00"]
    assert told(notices) == [("files_in_folder", "f", 0, "", "gtfs-2026")]


@pytest.mark.parametrize(
    "body",
    [
        "\ufeffagency_id, agency_name ,agency_timezone\nJ,버스,Asia/Seoul",
        "agency_id,agency_name,agency_timezone\r\nJ,버스,Asia/Seoul\r\n",
        '"agency_id","agency_name", "agency_timezone"\n"J" , "버스", "Asia/Seoul"\n',
        "agency_id,agency_name,agency_timezone\n\n J , 버스 , Asia/Seoul \n\n",
    ],
    ids=["mark and spaces in the header", "CRLF", "quotes", "blank lines and spaces"],
)
def test_dialects_of_csv_mean_the_same(tmp_path, body):
    path = feed(tmp_path)
    (path / "agency.txt").write_bytes(body.encode())
    notices = Notices()
    timetable = read(path, notices)
    assert timetable.lines.agency_names.get(0) == "버스"
    assert timetable.time_zone == "Asia/Seoul"
    assert len(notices) == 0


def test_a_field_may_hold_commas_quotes_and_line_ends_and_rows_count_as_in_an_editor(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        """
# stops.txt
stop_id,stop_name,stop_lat,stop_lon
A,"가, ""하나""
둘",33.50,126.50
B,나,33.50,126.51
C,다,33.50,126.53
D,라,95,126.53
""",
    )
    assert timetable.stops.names.get(0) == '가, "하나"\n둘'
    assert ("invalid_position", "f/stops.txt", 6, "stop_lat", "95") in told(notices)


def test_short_and_long_rows_are_evened_and_noted(tmp_path):
    timetable, notices = read_small(
        tmp_path,
        """
# stops.txt
stop_id,stop_name,stop_lat,stop_lon,platform_code
A,가,33.50,126.50
B,나,33.50,126.51,,,
C,다,33.50,126.53,2
""",
    )
    assert timetable.stop_count == 3
    assert told(notices) == [
        ("row_length", "f/stops.txt", 2, "", "4"),
        ("row_length", "f/stops.txt", 3, "", "7"),
    ]


def test_a_column_named_twice_is_read_once(tmp_path):
    timetable, notices = read_small(
        tmp_path, "# agency.txt\nagency_name,agency_name,agency_timezone\nfirst,second,Asia/Seoul\n"
    )
    assert timetable.lines.agency_names.get(0) == "first"
    assert notices.count("column_twice") == 1


@pytest.mark.parametrize(
    "name", ["agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "calendar.txt"]
)
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(RegionUnreadable, match=f"it has no .*{name}") as caught:
        read(feed(tmp_path, without=[name]))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["stops.txt", "routes.txt", "trips.txt", "stop_times.txt"])
def test_a_missing_column_is_named(tmp_path, name):
    with pytest.raises(RegionUnreadable, match=f"its {name} has no column"):
        read(feed(tmp_path, f"# {name}\nother\n1\n"))


def test_an_empty_file_is_named(tmp_path):
    path = feed(tmp_path)
    (path / "stops.txt").write_bytes(b"")
    with pytest.raises(RegionUnreadable, match=r"stops\.txt has no column stop_id"):
        read(path)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    path = feed(tmp_path)
    (path / "stops.txt").write_bytes("stop_id,stop_name\nA,가\n".encode("euc-kr"))
    with pytest.raises(RegionUnreadable, match=r"its stops\.txt is not written in UTF-8"):
        read(path)


def test_a_table_with_an_endless_quote_is_named(tmp_path):
    path = feed(tmp_path)
    (path / "stops.txt").write_text('stop_id,stop_lat,stop_lon\n"' + "x" * 200_000)
    csv.field_size_limit(10_000_000)  # as a reader of other files may have left it
    with pytest.raises(RegionUnreadable, match=r"its stops\.txt is not a table"):
        read(path)


def test_a_feed_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(RegionUnreadable, match="does not exist"):
        read(tmp_path / "nowhere.zip")


@pytest.mark.parametrize("kept", [0, 100, 700], ids=["empty", "cut early", "cut late"])
def test_a_cut_zip_ends_with_one_sentence(tmp_path, kept):
    target = zip_feed(feed(tmp_path))
    target.write_bytes(target.read_bytes()[:kept])
    with pytest.raises(RegionUnreadable, match="is not a zip file that can be opened"):
        read(target)


def test_a_damaged_member_of_a_zip_ends_with_one_sentence(tmp_path):
    target = zip_feed(feed(tmp_path))
    data = target.read_bytes()
    target.write_bytes(data.replace(b"T1,08:00:00", b"T1,09:00:00"))
    with pytest.raises(RegionUnreadable, match=r"its stop_times\.txt is damaged"):
        read(target)


def test_every_fault_has_a_sentence_and_is_used():
    from pathlib import Path

    import modugil.region.gtfs as room

    source = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(room.__file__).parent.glob("*.py")
        if file.name != "faults.py"
    )
    for code, (_, message) in GTFS_FAULTS.items():
        assert f'"{code}"' in source, f"{code} is never noted"
        assert message.endswith(".")
