import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import NO_HINT, FixQuality, TripHint
from modugil.live.formats.compact import (
    CompactFix,
    CompactMessage,
    build_compact,
    parse_compact,
    read_compact,
)

AT_MS = 1_795_327_950_120
LONG = (
    b'{"t":"2110-1-0720","r":"2110","d":0,"s":"07:20","o":"2026-11-22","l":1,"k":0,"f":['
    b'[1795327950120,33.4996213,126.5311884,4,10.28,80.1,0,1,35,1811.5,"dep","405000123"],'
    b"[1795327951120,33.4997,126.5312]]}"
)


def read(payload):
    return read_compact(payload, vehicle="1/2", received_ms=AT_MS + 900)


def test_many_fixes_come_in_one_message_and_share_the_trip():
    first, second = read(LONG)
    assert first.hint == second.hint == TripHint("2110-1-0720", "2110", 0, "07:20", "2026-11-22")
    assert (first.time_ms, first.lat, first.lon) == (AT_MS, 33.4996213, 126.5311884)
    assert (first.quality, first.speed_mps, first.heading_deg) == (4, 10.28, 80.1)
    assert (first.doors_open, first.wheelchair_bays_free) == (Access.NO, 1)
    assert (first.occupancy_ratio, first.odometer_m) == (0.35, 1811.5)
    assert (first.event, first.stop) == ("dep", "405000123")
    assert (first.low_floor, first.ramp) == (Access.YES, Access.NO)
    assert second.time_ms == AT_MS + 1000


def test_what_is_left_out_is_unknown():
    (fix,) = read(b'{"f":[[1795327950120]]}')
    assert math.isnan(fix.lat) and math.isnan(fix.lon)
    assert math.isnan(fix.speed_mps) and math.isnan(fix.heading_deg)
    assert (fix.quality, fix.wheelchair_bays_free) == (FixQuality.UNKNOWN, -1)
    assert (fix.hint, fix.event, fix.occupancy_ratio) == (NO_HINT, "vp", -1.0)
    assert (fix.doors_open, fix.low_floor, fix.ramp) == (Access.UNKNOWN,) * 3


def test_null_is_unknown_too():
    nothing = b'{"f":[[1795327950120' + b",null" * 11 + b"]]}"
    assert read(nothing) == read(b'{"f":[[1795327950120]]}')


def test_messagepack_tells_the_same_in_fewer_bytes():
    message = parse_compact(LONG)
    binary = build_compact(message, binary=True)
    assert read(binary) == read(LONG) == read(build_compact(message))
    assert len(binary) < 0.85 * len(LONG)


def test_one_fix_a_second_costs_less_than_a_hundred_bytes():
    one = CompactFix(AT_MS, 33.4996213, 126.5311884, 4, 10.28, 80.1, 0, 1, 35)
    message = CompactMessage(fixes=[one], trip_id="2110-1-0720", low_floor=1, ramp=1)
    assert len(build_compact(message)) < 100
    assert len(build_compact(message, binary=True)) < 80


numbers = st.none() | st.integers(0, 1)


@given(
    st.lists(
        st.builds(
            CompactFix,
            st.integers(946_684_800_000, 4_102_444_800_000),
            st.none() | st.floats(-90, 90),
            st.none() | st.floats(-180, 180),
            st.none() | st.integers(0, 8),
            st.none() | st.floats(0, 150),
            st.none() | st.floats(0, 360),
            numbers,
            numbers,
            st.none() | st.integers(0, 255),
            stop=st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_what_is_built_is_read_as_it_was(fixes, binary):
    message = CompactMessage(fixes=fixes, trip_id="제주-1", low_floor=0)
    assert parse_compact(build_compact(message, binary=binary)) == message


@pytest.mark.parametrize(
    "payload, said",
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"{}", "`f`"),
        (b'{"f":[]}', "0 fixes"),
        (b'{"f":[[1]]}', "`$.f[0][0]`"),
        (b'{"f":[[1795327950.5]]}', "`$.f[0][0]`"),
        (b'{"f":[[1795327950120,91,0]]}', "`$.f[0][1]`"),
        (b'{"f":[[1795327950120],[1795327950120,0,0,9]]}', "`$.f[1][3]`"),
        (b'{"f":[[1795327950120]],"j":"holiday"}', "j is"),
        (b'{"f":[[1795327950120,0,0,0,0,0,0,0,0,0,"xx"]]}', "event"),
        (b'{"f":[[1795327950120]],"t":"' + b"x" * 99 + b'"}', "`$.t`"),
        (b'{"f":[' + b"[1795327950120]," * 1000 + b"[1795327950120]]}", "1001 fixes"),
        (b'{"f":[[1795327950120]],"x":' + b"[" * 9000, "cannot be read"),
        (msgspec.msgpack.encode({"f": [[AT_MS, math.nan, 0.0]]}), "`$.f[0][1]`"),
        (msgspec.msgpack.encode({"f": [[AT_MS, 0.0, math.inf]]}), "`$.f[0][2]`"),
    ],
)
def test_a_damaged_message_is_told_with_its_first_fault_and_its_place(payload, said):
    with pytest.raises(FixUnreadable, match=".") as fault:
        read(payload)
    assert said in str(fault.value)


@given(st.binary(max_size=200) | st.builds(b'{"f":[[1795327950120,%b]]}'.__mod__, st.binary()))
def test_any_bytes_are_fixes_or_said_to_be_none(payload):
    try:
        for fix in read(payload):
            msgspec.msgpack.encode(fix)
    except FixUnreadable as fault:
        assert fault.message
