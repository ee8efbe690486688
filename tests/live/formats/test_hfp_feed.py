import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from modugil.live.formats.hfp_feed import HfpFeed, HfpPosition
from modugil.live.formats.hfp_payload import parse_hfp_payload, read_hfp
from modugil.live.formats.hfp_topic import parse_hfp_topic

AT_MS = 1_795_327_950_120


def position(**changed):
    told: dict[str, Any] = {
        **{"vehicle": "0055/01216", "time_ms": AT_MS, "lat": 33.4996213, "lon": 126.5311884},
        **{"speed_mps": 10.281, "heading_deg": 359.7, "quality": 4, "doors_open": 2},
        **{"occupancy_ratio": 0.35, "delay_s": 48, "route_id": "R1", "line_name": "201"},
        **{"direction": 0, "headsign": "City Hall", "start": "07:20", "day": "2026-11-22"},
        **{"next_stop": "405", "stop": ""},
    }
    return HfpPosition(**(told | changed))


def build(feed, one):
    message = feed.build(one)
    assert message is not None
    return message


def test_a_position_is_told_as_hfp_tells_it():
    topic, payload = build(HfpFeed(), position())
    assert topic == (
        "/hfp/v2/journey/ongoing/vp/bus/0055/01216/R1/1/City Hall/07:20/405/0/33;126/45/93/91"
    )
    fields = parse_hfp_payload(payload, event="vp")
    assert (fields.oper, fields.veh, fields.dl, fields.occu) == (55, 1216, -48, 35)
    assert (fields.desi, fields.dir, fields.hdg, fields.drst) == ("201", "1", 0, 0)
    fix = read_hfp(topic, payload, received_ms=0)
    assert (fix.vehicle, fix.time_ms, fix.lat, fix.lon) == (
        *("0055/01216", AT_MS),
        *(33.4996213, 126.5311884),
    )


def test_what_is_not_newer_is_not_told_again():
    feed = HfpFeed()
    assert feed.build(position()) is not None
    assert feed.build(position()) is None
    assert feed.build(position(time_ms=AT_MS - 1000)) is None
    assert feed.build(position(time_ms=AT_MS + 1000)) is not None


def test_a_vehicle_that_was_gone_begins_anew():
    feed = HfpFeed()
    feed.build(position())
    feed.keep_only(lambda vehicle: False)
    topic, _ = build(feed, position())
    assert parse_hfp_topic(topic).geohash_level == 0


def test_a_vehicle_without_a_run_is_on_a_dead_run():
    topic, payload = build(HfpFeed(), position(route_id="", line_name="", day="", start=""))
    assert topic == "/hfp/v2/deadrun/ongoing/vp/bus/0055/01216"
    assert b'"desi":null' in payload


def test_what_is_unknown_is_null():
    nothing: dict[str, Any] = {
        **{"speed_mps": None, "heading_deg": math.nan, "quality": 255, "doors_open": 0},
        **{"occupancy_ratio": None, "delay_s": None, "lat": math.nan, "lon": math.nan},
    }
    unknown = position(**nothing)
    topic, payload = build(HfpFeed(), unknown)
    assert topic.endswith("/405/0////")
    for name in (b"spd", b"hdg", b"lat", b"long", b"dl", b"drst", b"loc", b"occu"):
        assert b'"%b":null' % name in payload


@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.text(max_size=20),
    st.none() | st.floats(0, 3),
    st.text("0123456789abc", min_size=1, max_size=8),
)
def test_every_position_can_be_read_back(lat, lon, headsign, ratio, number):
    told = position(
        lat=lat, lon=lon, headsign=headsign, occupancy_ratio=ratio, vehicle=f"1/{number}"
    )
    topic, payload = build(HfpFeed(), told)
    fix = read_hfp(topic, payload, received_ms=0)
    assert abs(fix.lat - lat) < 1e-6 and abs(fix.lon - lon) < 1e-6
    assert fix.vehicle == f"1/{number}"
