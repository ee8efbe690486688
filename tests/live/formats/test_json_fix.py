import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import Door, TripHint
from modugil.live.formats.json_fix import JsonFix, build_json_fixes, read_json_fixes

ONE = (
    b'{"time":"2026-11-22T15:12:30.120+09:00","lat":33.4996213,"lon":126.5311884,"quality":4,'
    b'"speedMps":10.28,"headingDeg":80.1,"tripId":"2110-1-0720","doorsOpen":false,"lowFloor":true,'
    b'"wheelchairBaysFree":2,"occupancyRatio":0.35,"event":"dep","stop":"405"}'
)


def read(payload):
    return read_json_fixes(payload, vehicle="1/2", received_ms=7)


def test_one_fix_is_an_object_and_a_batch_a_list():
    (fix,) = read(ONE)
    assert read(b"[" + ONE + b"," + ONE + b"]") == [fix, fix]
    assert (fix.vehicle, fix.time_ms, fix.received_ms) == ("1/2", 1_795_327_950_120, 7)
    assert (fix.lat, fix.lon, fix.quality, fix.door) == (33.4996213, 126.5311884, 4, Door.HTTP)
    assert fix.hint == TripHint("2110-1-0720")
    assert (fix.doors_open, fix.low_floor, fix.ramp) == (Access.NO, Access.YES, Access.UNKNOWN)
    assert (fix.wheelchair_bays_free, fix.occupancy_ratio) == (2, 0.35)
    assert (fix.event, fix.stop) == ("dep", "405")


def test_a_fix_may_have_no_position():
    (fix,) = read(b'{"time":"2026-11-22T06:12:30Z","vehicle":"3/4"}')
    assert math.isnan(fix.lat)
    assert fix.vehicle == "3/4"


def test_what_is_built_is_read():
    one = read(ONE)
    message = build_json_fixes(
        [JsonFix(time="2026-11-22T06:12:30.120Z", lat=1.0, lon=2.0, trip_id="x")]  # type: ignore[arg-type]
    )
    assert read(message)[0].time_ms == one[0].time_ms


@pytest.mark.parametrize(
    "payload, said",
    [
        (b"", "truncated"),
        (b"[]", "0 fixes"),
        (b"7", "object"),
        (b'{"lat":1}', "`time`"),
        (b'{"time":"2026-11-22T06:12:30"}', "`$.time`"),
        (b'{"time":"1999-11-22T06:12:30Z"}', "century"),
        (b'{"time":"2026-11-22T06:12:30Z","lat":91}', "`$.lat`"),
        (b'{"time":"2026-11-22T06:12:30Z","speed":9}', "`speed`"),
        (b'{"time":"2026-11-22T06:12:30Z","event":"xx"}', "`$[0].event`"),
        (b"[" + ONE + b',{"time":5}]', "`$[1].time`"),
        (b"[" + b",".join([ONE] * 1001) + b"]", "1001 fixes"),
    ],
)
def test_a_fault_is_told_with_its_place(payload, said):
    with pytest.raises(FixUnreadable) as fault:
        read(payload)
    assert said in str(fault.value)


@given(st.binary(max_size=100) | st.builds(b'{"time":%b}'.__mod__, st.binary(max_size=60)))
def test_any_bytes_are_fixes_or_said_to_be_none(payload):
    try:
        read(payload)
    except FixUnreadable as fault:
        assert fault.message
