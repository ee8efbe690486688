"""What GTFS-Realtime and other interfaces must say exactly as the feed does."""

from tests.region.feeds import read_small


def test_agencies_keep_their_ids(tmp_path):
    timetable, _ = read_small(tmp_path)
    assert list(timetable.lines.agency_ids) == ["J"]
    assert timetable.lines.agency.tolist() == [0]


def test_the_version_of_the_feed_is_known(tmp_path):
    info = "# feed_info.txt\nfeed_publisher_name,feed_version\nJeju,2026-11\n"
    timetable, _ = read_small(tmp_path, info)
    assert timetable.feed_versions == ("2026-11",)


def test_a_feed_without_a_version_says_so(tmp_path):
    timetable, _ = read_small(tmp_path)
    assert timetable.feed_versions == ("",)


def test_every_trip_has_its_own_stop_numbers(tmp_path):
    text = """
# trips.txt
route_id,service_id,trip_id
R,DAILY,T1
R,DAILY,T2

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:00:00,A,1
T1,08:10:00,08:11:00,B,2
T2,09:00:00,09:00:00,A,10
T2,09:10:00,09:11:00,B,20
"""
    timetable, _ = read_small(tmp_path, text)
    patterns = timetable.patterns
    found = {
        id: patterns.sequence[patterns.stop_start[pattern] : patterns.stop_start[pattern + 1]]
        for id, pattern in zip(timetable.trips.id, timetable.trips.pattern, strict=True)
    }
    assert {id: one.tolist() for id, one in found.items()} == {"T1": [1, 2], "T2": [10, 20]}
