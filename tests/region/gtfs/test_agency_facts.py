"""What the timetable keeps of agencies and of blocks, for interfaces that name them."""

from tests.region.feeds import read_small

FACTS = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone,agency_phone,agency_lang
J,Jeju Bus,https://example.org,Asia/Seoul,064-120,ko
"""
BLOCKS = """
# trips.txt
route_id,service_id,trip_id,block_id
R,DAILY,T1,
R,DAILY,T2,B9

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:00:00,A,1
T1,08:10:00,08:11:00,B,2
T2,09:00:00,09:00:00,A,1
T2,09:10:00,09:11:00,B,2
"""


def test_agencies_keep_address_telephone_language_and_feed(tmp_path):
    lines = read_small(tmp_path, FACTS)[0].lines
    assert [list(one) for one in (lines.agency_urls, lines.agency_phones)] == [
        ["https://example.org"],
        ["064-120"],
    ]
    assert (list(lines.agency_languages), lines.agency_feed.tolist()) == (["ko"], [0])


def test_a_block_keeps_its_id(tmp_path):
    trips = read_small(tmp_path, BLOCKS)[0].trips
    block = dict(zip(trips.id, trips.block.tolist(), strict=True))
    assert block["T1"] == -1
    assert trips.block_ids[block["T2"]] == "B9"
