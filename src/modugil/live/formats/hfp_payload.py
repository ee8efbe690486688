"""Payloads of HFP: one key, the event in capitals, and what is told under it.

    {"VP":{"desi":"550","dir":"1","oper":12,"veh":1306,"tst":"2026-11-22T06:12:30.120Z",
     "tsi":1795327950,"spd":10.28,"hdg":80,"lat":60.19,"long":24.95,"acc":0.3,"dl":-48,"odo":1811,
     "drst":0,"oday":"2026-11-22","jrn":217,"line":262,"start":"08:02","loc":"GPS","stop":null,
     "route":"2550","occu":0}}

A negative `dl` is late, the other way round than everywhere else in this program. `lat` and `long`
are null without a position. Source: HFP v2, "The payload".
"""

from collections.abc import Mapping
from datetime import datetime
from math import nan
from typing import Annotated

import msgspec

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import NO_HINT, Door, Fix, FixQuality, TripHint
from modugil.live.formats.bounds import (
    EARLIEST_MS,
    LATEST_MS,
    LONGEST_TEXT,
    MOST_ODOMETER_M,
    MOST_SPEED_MPS,
    Latitude,
    Longitude,
    Text,
    decode,
    told,
)
from modugil.live.formats.hfp_topic import SIGNAL_EVENTS, HfpTopic, parse_hfp_topic

MOST_PERCENT = 300
_Instant = Annotated[datetime, msgspec.Meta(tz=True)]
_QUALITY_OF_SOURCE = {
    "GPS": FixQuality.GPS,
    "ODO": FixQuality.DEAD_RECKONING,
    "DR": FixQuality.DEAD_RECKONING,
    "MAN": FixQuality.MANUAL,
    "N/A": FixQuality.INVALID,
}
_SOURCE_OF_QUALITY = {
    FixQuality.INVALID: "N/A",
    FixQuality.DEAD_RECKONING: "DR",
    FixQuality.MANUAL: "MAN",
    FixQuality.UNKNOWN: None,
}


class HfpFields(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What HFP tells of every event. Unknown: None."""

    desi: str | None = None
    dir: str | int | None = None
    oper: int | None = None
    veh: int | str | None = None
    tst: _Instant | None = None
    tsi: int | None = None
    spd: float | None = None
    hdg: float | None = None
    lat: Latitude | None = None
    lon: Longitude | None = msgspec.field(name="long", default=None)
    acc: float | None = None
    dl: int | None = None
    """Seconds ahead of the timetable: negative is late."""
    odo: float | None = None
    drst: int | None = None
    oday: Text | None = None
    jrn: int | None = None
    line: int | None = None
    start: Text | None = None
    loc: str | None = None
    stop: Text | int | None = None
    route: Text | None = None
    occu: int | None = None
    seq: int | None = None
    label: str | None = None
    ttarr: str | None = None
    ttdep: str | None = None
    dr_type: int | None = msgspec.field(name="dr-type", default=None)


class HfpSignalFields(HfpFields, gc=False, frozen=True, kw_only=True):
    """What a request to a traffic signal (tlr) and its answer (tla) tell on top."""

    request_id: int | None = msgspec.field(name="tlp-requestid", default=None)
    request_type: str | None = msgspec.field(name="tlp-requesttype", default=None)
    priority_level: str | None = msgspec.field(name="tlp-prioritylevel", default=None)
    reason: str | None = msgspec.field(name="tlp-reason", default=None)
    attempt: int | None = msgspec.field(name="tlp-att-seq", default=None)
    decision: str | None = msgspec.field(name="tlp-decision", default=None)
    sid: int | None = None
    signal_group: int | None = msgspec.field(name="signal-groupid", default=None)
    signal_group_number: int | None = msgspec.field(name="tlp-signalgroupnbr", default=None)
    line_config: int | None = msgspec.field(name="tlp-line-configid", default=None)
    point_config: int | None = msgspec.field(name="tlp-point-configid", default=None)
    frequency: int | None = msgspec.field(name="tlp-frequency", default=None)
    protocol: str | None = msgspec.field(name="tlp-protocol", default=None)


_decode_plain = msgspec.json.Decoder(dict[str, HfpFields]).decode
_decode_signal = msgspec.json.Decoder(dict[str, HfpSignalFields]).decode
_encode = msgspec.json.Encoder().encode


def parse_hfp_payload(payload: bytes, *, event: str) -> HfpFields:
    """What the payload tells of that event.

    Errors:  FixUnreadable with the place of the first fault.
    """
    message: Mapping[str, HfpFields]
    if event in SIGNAL_EVENTS:
        message = decode(_decode_signal, payload)
    else:
        message = decode(_decode_plain, payload)
    fields = message.get(event.upper())
    if fields is None or len(message) != 1:
        keys = ", ".join(message)[:60] or "nothing"
        raise FixUnreadable(f"The payload holds {keys} where the topic says {event.upper()}.")
    return fields


def build_hfp_payload(event: str, fields: HfpFields) -> bytes:
    """The payload of that event."""
    return _encode({event.upper(): fields})


def read_hfp(topic: str, payload: bytes, *, received_ms: int, door: Door = Door.MQTT) -> Fix:
    """The fix of one message.

    Unknown: without `lat` and `long` the fix has no position; its event and its facts still count.
    Errors:  FixUnreadable naming the fault.
    """
    named = parse_hfp_topic(topic)
    return build_fix(
        named, parse_hfp_payload(payload, event=named.event), received_ms=received_ms, door=door
    )


def build_fix(topic: HfpTopic, fields: HfpFields, *, received_ms: int, door: Door) -> Fix:
    """The fix that topic and payload tell together."""
    there = fields.lat is not None and fields.lon is not None
    heading, stop = fields.hdg, "" if fields.stop is None else str(fields.stop)
    return Fix(
        vehicle=f"{topic.operator}/{topic.vehicle}",
        time_ms=_find_time(fields),
        lat=told(fields.lat if there else None),
        lon=told(fields.lon if there else None),
        received_ms=received_ms,
        door=door,
        heading_deg=told(None if heading is None else heading % 360.0),
        speed_mps=_find_measure(fields.spd, MOST_SPEED_MPS),
        quality=_QUALITY_OF_SOURCE.get(fields.loc or "", FixQuality.UNKNOWN),
        hint=_find_hint(topic, fields),
        event=topic.event,
        stop=stop if len(stop) <= LONGEST_TEXT else "",
        journey=topic.journey,
        doors_open=_find_doors(fields.drst),
        occupancy_ratio=_find_occupancy(fields.occu),
        odometer_m=_find_measure(fields.odo, MOST_ODOMETER_M),
    )


def _find_time(fields: HfpFields) -> int:
    if fields.tst is not None:
        time_ms = round(fields.tst.timestamp() * 1000.0)
    elif fields.tsi is not None:
        time_ms = fields.tsi * 1000
    else:
        raise FixUnreadable("The payload has neither tst nor tsi.")
    if not EARLIEST_MS <= time_ms <= LATEST_MS:
        raise FixUnreadable("The payload's tst or tsi is not of this century.")
    return time_ms


def _find_hint(topic: HfpTopic, fields: HfpFields) -> TripHint:
    if topic.journey != "journey":
        return NO_HINT
    direction = topic.direction or str(fields.dir)
    return TripHint(
        route_id=topic.route or fields.route or "",
        direction=int(direction) - 1 if direction in ("1", "2") else -1,
        start=topic.start or fields.start or "",
        day=fields.oday or "",
    )


def _find_measure(value: float | None, most: float) -> float:
    """The measure; NaN where nobody tells, or what is told cannot be."""
    return value if value is not None and 0.0 <= value <= most else nan


def _find_occupancy(percent: int | None) -> float:
    """Part of the places taken; -1 where nobody tells, or what is told cannot be."""
    return percent / 100.0 if percent is not None and 0 <= percent <= MOST_PERCENT else -1.0


def _find_doors(drst: int | None) -> int:
    if drst is None:
        return Access.UNKNOWN
    return Access.YES if drst else Access.NO


def find_source(quality: int) -> str | None:
    """`loc` for that quality: every kind of satellite fix is GPS; None where nobody tells."""
    return _SOURCE_OF_QUALITY.get(FixQuality(quality), "GPS")
