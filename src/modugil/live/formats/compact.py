"""Our own short form, for a terminal that reports once a second over a mobile link.

Topic `/m/1/<operator>/<vehicle>`; the payload is JSON, or the same as MessagePack:

    {"t":"2110-1-0720","l":1,"k":1,"f":[[1795327950120,33.4996213,126.5311884,4,10.28,80.1,0,1,35]]}

`f` holds one fix or many (a gap that is sent later), each a list whose end may be left out; null is
"not told". What is the same for all of them stands once beside it. See docs/terminals.md.
"""

from math import nan
from typing import Annotated

import msgspec

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import NO_HINT, Door, Fix, FixQuality, TripHint
from modugil.live.formats.bounds import (
    MOST_FIXES,
    Bays,
    Direction,
    Flag,
    Heading,
    Latitude,
    Longitude,
    Odometer,
    Quality,
    Speed,
    Text,
    TimeMs,
    decode,
    told,
)
from modugil.live.formats.hfp_topic import EVENTS

TOPIC_START = "/m/1/"
Percent = Annotated[int, msgspec.Meta(ge=0, le=255)]
_YES_NO: dict[int | None, int] = {None: int(Access.UNKNOWN), 0: int(Access.NO), 1: int(Access.YES)}


class CompactFix(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One fix, by place in the list. Unknown: null, or left out at the end."""

    time_ms: TimeMs
    """When it was measured: UTC milliseconds since 1970."""
    lat: Latitude | None = None
    """Degrees WGS 84; null without a position."""
    lon: Longitude | None = None
    quality: Quality | None = None
    """As in NMEA's GGA: 0 none, 1 GPS, 2 differential, 4 RTK fixed, 5 RTK float."""
    speed_mps: Speed | None = None
    heading_deg: Heading | None = None
    """Clockwise from north."""
    doors: Flag | None = None
    """1 a door is open, 0 all are shut."""
    bays: Bays | None = None
    """Wheelchair bays free."""
    occupancy: Percent | None = None
    """Percent of the places taken, 0 to 255."""
    odometer_m: Odometer | None = None
    event: str | None = None
    """HFP event such as arr, dep or pas; vp if left out."""
    stop: Text | None = None
    """The stop it stands at."""


class CompactMessage(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One message: the fixes, and what is the same for all of them. Unknown: left out."""

    fixes: list[CompactFix] = msgspec.field(name="f")
    trip_id: Text = msgspec.field(name="t", default="")
    route_id: Text = msgspec.field(name="r", default="")
    direction: Direction | None = msgspec.field(name="d", default=None)
    """0 or 1 as in GTFS."""
    start: Text = msgspec.field(name="s", default="")
    """HH:MM of the trip's first departure."""
    day: Text = msgspec.field(name="o", default="")
    """Service date, YYYY-MM-DD."""
    journey: str = msgspec.field(name="j", default="journey")
    """journey, deadrun or signoff."""
    low_floor: Flag | None = msgspec.field(name="l", default=None)
    ramp: Flag | None = msgspec.field(name="k", default=None)
    """1 there is a ramp and it works, 0 not."""


_decode_json = msgspec.json.Decoder(CompactMessage).decode
_decode_msgpack = msgspec.msgpack.Decoder(CompactMessage).decode
_encode_json = msgspec.json.Encoder().encode
_encode_msgpack = msgspec.msgpack.Encoder().encode


def parse_compact(payload: bytes) -> CompactMessage:
    """The message, JSON if it begins with a brace, else MessagePack.

    Errors:  FixUnreadable naming the first fault and its place.
    """
    message = decode(_decode_json if payload[:1] == b"{" else _decode_msgpack, payload)
    if not 1 <= len(message.fixes) <= MOST_FIXES:
        raise FixUnreadable(
            f"The message holds {len(message.fixes)} fixes.",
            allowed=f"It may hold 1 to {MOST_FIXES}.",
        )
    if message.journey not in ("journey", "deadrun", "signoff"):
        raise FixUnreadable("j is none of journey, deadrun and signoff.")
    return message


def build_compact(message: CompactMessage, *, binary: bool = False) -> bytes:
    """The message as JSON, or as MessagePack, without the ends of lists that tell nothing."""
    told: dict[str, object] = msgspec.to_builtins(message)
    told["f"] = [_cut_end(one) for one in message.fixes]
    return _encode_msgpack(told) if binary else _encode_json(told)


def _cut_end(fix: CompactFix) -> tuple[object, ...]:
    values = msgspec.structs.astuple(fix)
    while values[-1] is None:
        values = values[:-1]
    return values


def read_compact(
    payload: bytes, *, vehicle: str, received_ms: int, door: Door = Door.MQTT
) -> list[Fix]:
    """The fixes of one message, in its order.

    Errors:  FixUnreadable as above.
    """
    message = parse_compact(payload)
    hint = _find_hint(message)
    low_floor, ramp = _YES_NO[message.low_floor], _YES_NO[message.ramp]
    return [
        Fix(
            vehicle,
            one.time_ms,
            *_find_place(one.lat, one.lon),
            received_ms,
            door,
            told(one.heading_deg),
            told(one.speed_mps),
            FixQuality.UNKNOWN if one.quality is None else one.quality,
            hint,
            _find_event(one.event),
            one.stop or "",
            message.journey,
            _YES_NO[one.doors],
            low_floor,
            ramp,
            -1 if one.bays is None else one.bays,
            _find_occupancy(one.occupancy),
            told(one.odometer_m),
        )
        for one in message.fixes
    ]


def _find_place(lat: float | None, lon: float | None) -> tuple[float, float]:
    if lat is None or lon is None:
        return nan, nan
    return lat, lon


def _find_hint(message: CompactMessage) -> TripHint:
    if not (message.trip_id or message.route_id or message.start):
        return NO_HINT
    direction = -1 if message.direction is None else message.direction
    return TripHint(message.trip_id, message.route_id, direction, message.start, message.day)


def _find_event(event: str | None) -> str:
    if event is None:
        return "vp"
    if event not in EVENTS:
        raise FixUnreadable(f"The event is {event[:20]!r}, which HFP does not have.")
    return event


def _find_occupancy(percent: int | None) -> float:
    return -1.0 if percent is None else percent / 100.0
