"""What an access point tells of its Wi-Fi: a small JSON message of ours, as no standard has one.

Topic `/w/1/0055/01216` (a bus), `/w/1/stop/405000123` (a stop), one level more where there are
several: `/w/1/0055/01216/2`. Over HTTP the same with `"accessPoint": "0055/01216"`.

{"time": "2026-11-22T06:12:30Z", "up": true, "clients": 14, "bytes": 48210334112,
 "start": "b7f3", "since": "2026-11-22T05:58:02Z", "ssid": "Jeju Free Bus_WIFI_211",
 "uplink": "5g", "rsrpDbm": -91, "intervalS": 60}

Nothing about the people who use it is part of it: a count, and nothing to tell them apart by.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from modugil.core.errors import FixUnreadable
from modugil.live.formats.bounds import EARLIEST_MS, LATEST_MS, access_of, decode

TOPIC_START = "/w/1/"
STOP = "stop"
"""Stands where a bus has its operator."""
SSID_LEVEL = "ssid"
MOST_REPORTS = 100
"""How many reports one HTTP message may hold."""
USUAL_INTERVAL_S = 60
LONGEST_SSID_BYTES = 32
"""Source:  IEEE 802.11, SSID element: 0 to 32 octets."""
_ACCESS_POINT = re.compile(r"([\w.\-]{1,40}/[\w.\-]{1,40})(?:/([0-9]{1,2}))?", re.ASCII)


class UplinkKind(StrEnum):
    """By which network an access point reaches the internet."""

    UNKNOWN = "unknown"
    LTE = "lte"
    NR = "5g"


@dataclass(frozen=True, slots=True)
class WifiReport:
    """What one access point told at one instant.

    Units:   UTC milliseconds since 1970; `rsrp_dbm` of the uplink; `counted_bytes` both ways, since
             the access point's start.
    Unknown: -1 for a count, "" for a text, None for the signal, 0 for `since_ms`; `up` is Access.
    """

    access_point: str
    """`<operator>/<vehicle>` or `stop/<stop>`, with `/<n>` where there are several."""
    time_ms: int
    received_ms: int
    up: int
    """Whether people can use it: the radio is on and the uplink works."""
    clients: int = -1
    counted_bytes: int = -1
    start: str = ""
    """Another text whenever the counter began at 0 again."""
    since_ms: int = 0
    """When that was."""
    ssid: str = ""
    rsrp_dbm: float | None = None
    uplink: UplinkKind = UplinkKind.UNKNOWN
    interval_s: int = USUAL_INTERVAL_S
    """How long until the next report."""

    @property
    def subject(self) -> str:
        """The vehicle or stop it is at, as credentials name it."""
        return subject_of(self.access_point)


Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Clients = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Counted = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Start = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""Without control characters: not every database keeps a NUL."""
Ssid = Annotated[str, msgspec.Meta(max_length=LONGEST_SSID_BYTES)]
Rsrp = Annotated[float, msgspec.Meta(ge=-156.0, le=-31.0)]
"""Source:  3GPP TS 38.133, SS-RSRP; LTE's range lies within it."""
Interval = Annotated[int, msgspec.Meta(ge=5, le=3_600)]
Name = Annotated[str, msgspec.Meta(max_length=84)]


class JsonWifiReport(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """One report of one access point. What is not told is left out or null."""

    time: Instant
    """When it was measured, with its offset from UTC."""
    access_point: Name | None = None
    """`<operator>/<vehicle>` or `stop/<stop>`; the credential's own if left out."""
    up: bool | None = None
    """Whether people can use it."""
    clients: Clients | None = None
    """How many devices are connected; never which."""
    bytes: Counted | None = None
    """Counted both ways since `since`; needs `start`."""
    start: Start | None = None
    """Another text whenever the counter began at 0 again: a number of the boot, or drawn."""
    since: Instant | None = None
    """When it began at 0; without it what came before the first report is not counted."""
    ssid: Ssid | None = None
    uplink: Literal["lte", "5g", "unknown"] | None = None
    """By which network it reaches the internet."""
    rsrp_dbm: Rsrp | None = None
    interval_s: Interval | None = None
    """Seconds until the next report; 60 if left out."""


_decode_one = msgspec.json.Decoder(JsonWifiReport).decode
_decode_many = msgspec.json.Decoder(
    Annotated[list[JsonWifiReport], msgspec.Meta(min_length=1, max_length=MOST_REPORTS)]
).decode


def subject_of(access_point: str) -> str:
    """The vehicle or stop (`stop/<stop>`) of that access point."""
    return "/".join(access_point.split("/", 2)[:2])


def parse_access_point(text: str) -> str:
    """The access point of that name.

    Errors:  FixUnreadable if it is none.
    """
    if _ACCESS_POINT.fullmatch(text) is None:
        raise FixUnreadable(
            f"There is no access point {text[:90]!r}.",
            allowed="Write <operator>/<vehicle> or stop/<stop>, and /2 for a second one.",
        )
    return text


def read_wifi_report(payload: bytes, *, access_point: str, received_ms: int) -> WifiReport:
    """The report of a message whose topic names the access point.

    Errors:  FixUnreadable naming the first fault.
    """
    told = decode(_decode_one, payload)
    if told.access_point not in (None, access_point):
        raise FixUnreadable("The message names another access point than its topic.")
    return _build(told, access_point, received_ms)


def read_wifi_reports(payload: bytes, *, subject: str, received_ms: int) -> list[WifiReport]:
    """The report of a message, or its list of reports; without a name of that subject's first one.

    Errors:  FixUnreadable naming the first fault.
    """
    many = payload.lstrip()[:1] == b"["
    told = decode(_decode_many, payload) if many else [decode(_decode_one, payload)]
    return [
        _build(one, parse_access_point(one.access_point or subject), received_ms) for one in told
    ]


def _build(told: JsonWifiReport, access_point: str, received_ms: int) -> WifiReport:
    if told.bytes is not None and told.start is None:
        raise FixUnreadable("A report with bytes needs start, so that a reset is no loss.")
    if len((told.ssid or "").encode()) > LONGEST_SSID_BYTES:
        raise FixUnreadable(f"The ssid is longer than {LONGEST_SSID_BYTES} bytes.")
    time_ms = _read_instant(told.time, "time")
    since_ms = 0 if told.since is None else _read_instant(told.since, "since")
    if since_ms > time_ms:
        raise FixUnreadable("The counter of a report began after the report.")
    return WifiReport(
        access_point,
        time_ms,
        received_ms,
        access_of(told.up),
        clients=-1 if told.clients is None else told.clients,
        counted_bytes=-1 if told.bytes is None else told.bytes,
        start=told.start or "",
        since_ms=since_ms,
        ssid=told.ssid or "",
        rsrp_dbm=told.rsrp_dbm,
        uplink=UplinkKind(told.uplink or "unknown"),
        interval_s=told.interval_s or USUAL_INTERVAL_S,
    )


def _read_instant(instant: datetime, name: str) -> int:
    time_ms = round(instant.timestamp() * 1000.0)
    if not EARLIEST_MS <= time_ms <= LATEST_MS:
        raise FixUnreadable(f"The {name} of a report is not of this century.")
    return time_ms
