"""A report of an access point is read strictly, and each fault is told in one sentence."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.formats.wifi_report import (
    MOST_REPORTS,
    UplinkKind,
    parse_access_point,
    read_wifi_report,
    read_wifi_reports,
    subject_of,
)

ONE = {
    "time": "2026-11-22T15:12:30+09:00",
    "up": True,
    "clients": 14,
    "bytes": 48_210_334_112,
    "start": "b7f3",
    "since": "2026-11-22T05:58:02Z",
    "ssid": "Jeju Free Bus_WIFI_211",
    "uplink": "5g",
    "rsrpDbm": -91,
    "intervalS": 30,
}


def read(told, *, access_point="0055/01216"):
    payload = told if isinstance(told, bytes) else msgspec.json.encode(told)
    return read_wifi_report(payload, access_point=access_point, received_ms=7)


def test_a_report_tells_everything():
    one = read(ONE)
    assert (one.access_point, one.subject) == ("0055/01216", "0055/01216")
    assert (one.time_ms, one.received_ms) == (1_795_327_950_000, 7)
    assert (one.up, one.clients, one.counted_bytes) == (Access.YES, 14, 48_210_334_112)
    assert (one.start, one.since_ms) == ("b7f3", 1_795_327_082_000)
    assert (one.ssid, one.uplink, one.rsrp_dbm) == (
        "Jeju Free Bus_WIFI_211",
        UplinkKind.NR,
        -91.0,
    )
    assert one.interval_s == 30


def test_what_is_not_told_is_not_known():
    one = read({"time": ONE["time"]})
    assert (one.up, one.clients, one.counted_bytes) == (Access.UNKNOWN, -1, -1)
    assert (one.start, one.since_ms, one.ssid) == ("", 0, "")
    assert (one.uplink, one.rsrp_dbm, one.interval_s) == (UplinkKind.UNKNOWN, None, 60)
    assert read(dict.fromkeys(ONE) | {"time": ONE["time"]}) == one


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("0055/01216", "0055/01216"),
        ("0055/01216/2", "0055/01216"),
        ("stop/405000123", "stop/405000123"),
        ("stop/405000123/12", "stop/405000123"),
    ],
)
def test_an_access_point_is_named_by_its_bus_or_stop(name, subject):
    assert subject_of(parse_access_point(name)) == subject


@pytest.mark.parametrize(
    "name",
    [
        "",
        "0055",
        "0055/",
        "/1",
        "1/2/ssid",
        "1/2/3/4",
        "1/2/",
        "1/+",
        "#",
        "1/2/123",
        "a b/c",
        "1/١",
    ],
)
def test_no_other_name_is_one(name):
    with pytest.raises(FixUnreadable, match="There is no access point"):
        parse_access_point(name)


FAULTS = {
    "no JSON": (b"up", "malformed"),
    "no object": (b"3", "Expected `object`"),
    "no time": ({"up": True}, "missing required field `time`"),
    "a time without an offset": (ONE | {"time": "2026-11-22T06:12:30"}, "timezone"),
    "a time of the last century": (ONE | {"time": "1970-01-01T00:00:00Z"}, "not of this century"),
    "a start of the last century": (ONE | {"since": "1970-01-01T00:00:00Z"}, "since of a report"),
    "a start after the report": (ONE | {"since": "2026-11-22T06:13:00Z"}, "began after"),
    "a field that is not there": (ONE | {"clientMac": "aa:bb"}, "unknown field `clientMac`"),
    "bytes without a start": (
        {"time": ONE["time"], "bytes": 3},
        "A report with bytes needs start",
    ),
    "bytes below zero": (ONE | {"bytes": -1}, r"\$.bytes"),
    "a start that no database keeps": (ONE | {"start": "a\x00"}, r"\$.start"),
    "clients as a list": (ONE | {"clients": ["aa:bb"]}, r"\$.clients"),
    "up as a word": (ONE | {"up": "yes"}, r"\$.up"),
    "a name that is too long": (ONE | {"ssid": "x" * 33}, r"\$.ssid"),
    "a name of too many bytes": (ONE | {"ssid": "와" * 11}, "longer than 32 bytes"),
    "a signal that cannot be": (ONE | {"rsrpDbm": 5}, r"\$.rsrpDbm"),
    "a network that is not known": (ONE | {"uplink": "6g"}, r"\$.uplink"),
    "an interval of a second": (ONE | {"intervalS": 1}, r"\$.intervalS"),
    "another access point": (
        ONE | {"accessPoint": "0055/1"},
        "another access point than its topic",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_one_sentence(name):
    told, said = FAULTS[name]
    with pytest.raises(FixUnreadable, match=said) as fault:
        read(told)
    assert "\n" not in str(fault.value)


def test_over_http_a_report_is_of_the_credentials_own_place_unless_it_names_one():
    payload = msgspec.json.encode([ONE, ONE | {"accessPoint": "0055/01216/2"}])
    told = read_wifi_reports(payload, subject="0055/01216", received_ms=7)
    assert [one.access_point for one in told] == ["0055/01216", "0055/01216/2"]
    one = read_wifi_reports(b" " + msgspec.json.encode(ONE), subject="stop/A", received_ms=7)
    assert [report.access_point for report in one] == ["stop/A"]


@pytest.mark.parametrize("count", [0, MOST_REPORTS + 1])
def test_a_list_has_some_reports_and_not_too_many(count):
    with pytest.raises(FixUnreadable, match="length"):
        read_wifi_reports(msgspec.json.encode([ONE] * count), subject="1/1", received_ms=7)


@given(st.binary(max_size=300) | st.text(max_size=80).map(str.encode))
def test_nothing_that_comes_can_do_more_than_be_refused(payload):
    for reading in (
        lambda: read(payload),
        lambda: read_wifi_reports(payload, subject="1/1", received_ms=7),
    ):
        with pytest.raises(FixUnreadable):
            reading()
