import math
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.formats.morning import read_morning

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import FixQuality, TripHint
from modugil.live.formats.hfp_payload import (
    HfpFields,
    HfpSignalFields,
    build_hfp_payload,
    find_source,
    parse_hfp_payload,
    read_hfp,
)
from modugil.live.formats.hfp_topic import EVENTS, SIGNAL_EVENTS

TOPIC = "/hfp/v2/journey/ongoing/{}/bus/0055/01216/1069/1/Malmi/07:20/1130106/2/60;24/19/73/44"
TOLD = {
    **{"desi": "57", "dir": "1", "oper": 18, "veh": 640, "tst": "2026-11-22T06:12:30.120Z"},
    **{"tsi": 1795327950, "spd": 8.53, "hdg": 360, "lat": 60.237024, "long": 25.081113, "acc": 0.7},
    **{"dl": -48, "odo": 136, "drst": 0, "oday": "2026-11-22", "jrn": 71, "line": 74},
    **{"start": "07:20", "loc": "GPS", "stop": None, "route": "1069", "occu": 45},
}


def read(event="vp", **changed):
    payload = msgspec.json.encode({event.upper(): TOLD | changed})
    return read_hfp(TOPIC.format(event), payload, received_ms=5)


def test_a_message_tells_place_time_trip_and_state():
    fix = read()
    assert (fix.vehicle, fix.time_ms, fix.received_ms) == ("0055/01216", 1_795_327_950_120, 5)
    assert (fix.lat, fix.lon, fix.speed_mps, fix.heading_deg) == (60.237024, 25.081113, 8.53, 0.0)
    assert fix.hint == TripHint("", "1069", 0, "07:20", "2026-11-22")
    assert (fix.quality, fix.doors_open, fix.occupancy_ratio) == (1, Access.NO, 0.45)
    assert (fix.event, fix.stop, fix.journey, fix.odometer_m) == ("vp", "", "journey", 136.0)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_is_read(event):
    assert read(event).event == event


def test_a_delay_is_negative_when_late():
    fields = parse_hfp_payload(msgspec.json.encode({"VP": TOLD}), event="vp")
    assert fields.dl == -48


@pytest.mark.parametrize(
    "loc, quality",
    [("GPS", 1), ("ODO", 6), ("DR", 6), ("MAN", 7), ("N/A", 0), (None, 255), ("X", 255)],
)
def test_the_source_of_the_position_tells_its_quality(loc, quality):
    assert read(loc=loc).quality == quality


def test_every_satellite_fix_has_one_source_in_hfp():
    assert {find_source(quality) for quality in (1, 2, 4, 5)} == {"GPS"}
    assert [find_source(quality) for quality in (FixQuality.DEAD_RECKONING, 255)] == ["DR", None]


@pytest.mark.parametrize("gone", ["lat", "long"])
def test_without_a_coordinate_the_fix_has_no_position_and_still_counts(gone):
    fix = read("ars", **{gone: None, "stop": 1130106, "drst": 1})
    assert math.isnan(fix.lat) and math.isnan(fix.lon)
    assert (fix.event, fix.stop, fix.doors_open) == ("ars", "1130106", Access.YES)


def test_what_is_not_told_is_unknown():
    fix = read(spd=None, hdg=None, drst=None, occu=None, odo=None, tst=None)
    assert math.isnan(fix.speed_mps) and math.isnan(fix.heading_deg) and math.isnan(fix.odometer_m)
    assert (fix.doors_open, fix.occupancy_ratio) == (Access.UNKNOWN, -1.0)
    assert fix.time_ms == 1_795_327_950_000


def test_numbers_that_cannot_be_are_unknown_and_the_fix_counts():
    fix = read(spd=1e300, odo=1e300, occu=10**18, stop=10**18)
    assert math.isnan(fix.speed_mps) and math.isnan(fix.odometer_m)
    assert (fix.occupancy_ratio, fix.stop) == (-1.0, "1" + 18 * "0")
    digits = b"1" * 400
    payload = b'{"VP":{"tsi":1795327950,"occu":%b,"stop":%b}}' % (digits, digits)
    fix = read_hfp(TOPIC.format("vp"), payload, received_ms=5)
    assert (fix.occupancy_ratio, fix.stop) == (-1.0, "")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"VP":{}}',
        b'{"VP":null}',
        b'{"DUE":{"tsi":1795327950}}',
        b'{"VP":{"tsi":1795327950},"DUE":{"tsi":1795327950}}',
        b'{"VP":{"tsi":1}}',
        b'{"VP":{"tst":"2026-11-22T06:12:30"}}',
        b'{"VP":{"tsi":1795327950,"lat":91.0,"long":0}}',
        b'{"VP":{"tsi":1795327950,"lat":"north"}}',
        b'{"VP":{"tsi":1795327950',
        b'{"VP":' + b"[" * 5000,
        b"\xff\xfe",
    ],
)
def test_a_damaged_payload_is_one_clear_fault(payload):
    with pytest.raises(FixUnreadable):
        read_hfp(TOPIC.format("vp"), payload, received_ms=5)


@given(st.binary(max_size=200) | st.builds(b'{"VP":{%b}}'.__mod__, st.binary(max_size=60)))
def test_any_bytes_are_a_fix_or_said_to_be_none(payload):
    try:
        read_hfp(TOPIC.format("vp"), payload, received_ms=5)
    except FixUnreadable as fault:
        assert fault.message


@given(
    st.sampled_from(EVENTS),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.integers(-(10**6), 10**6),
    st.text(max_size=20),
)
def test_what_is_built_is_read_as_it_was(event, lat, lon, dl, text):
    make = HfpSignalFields if event in SIGNAL_EVENTS else HfpFields
    fields = make(lat=lat, lon=lon, dl=dl, desi=text, tsi=1_795_327_950, stop=text)
    assert parse_hfp_payload(build_hfp_payload(event, fields), event=event) == fields


def test_signal_priority_has_fields_of_its_own():
    told = {"tlp-requestid": 17, "tlp-requesttype": "NORMAL", "tlp-decision": "ACK", "sid": 4711}
    payload = msgspec.json.encode({"TLA": TOLD | told})
    fields = parse_hfp_payload(payload, event="tla")
    assert isinstance(fields, HfpSignalFields)
    assert (fields.request_id, fields.decision, fields.sid) == (17, "ACK", 4711)
    assert b'"tlp-requestid":17' in build_hfp_payload("tla", fields)


def test_every_message_of_a_real_morning_is_read_and_quickly(shared_data):
    pairs = read_morning(shared_data)
    began = time.process_time()
    fixes = [read_hfp(topic, payload, received_ms=5) for topic, payload in pairs]
    taken_us = (time.process_time() - began) / len(fixes) * 1e6
    assert len(fixes) == 5000
    assert sum(math.isnan(fix.lat) for fix in fixes) == 146
    assert taken_us < 60  # about 10 when nothing else runs
