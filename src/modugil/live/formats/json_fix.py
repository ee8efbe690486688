"""One fix, or a list of fixes, as JSON with names and units that can be read aloud.

{"time": "2026-11-22T06:12:30.120Z", "lat": 33.4996213, "lon": 126.5311884, "quality": 4,
 "speedMps": 10.28, "headingDeg": 80.1, "tripId": "2110-1-0720", "doorsOpen": false}
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from modugil.core.errors import FixUnreadable
from modugil.live.fix import NO_HINT, Door, Fix, FixQuality, TripHint
from modugil.live.formats.bounds import (
    EARLIEST_MS,
    LATEST_MS,
    MOST_FIXES,
    Bays,
    Direction,
    Heading,
    Latitude,
    Longitude,
    Odometer,
    Quality,
    Speed,
    Text,
    access_of,
    decode,
    told,
)
from modugil.live.formats.hfp_topic import EVENTS, Journey

Ratio = Annotated[float, msgspec.Meta(ge=0.0, le=3.0)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class JsonFix(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """One position of one vehicle. What is not told is left out or null."""

    time: Instant
    """When it was measured, with its offset from UTC."""
    lat: Latitude | None = None
    lon: Longitude | None = None
    vehicle: Text | None = None
    """`<operator>/<vehicle>`; the terminal's own if left out."""
    quality: Quality | None = None
    """As in NMEA's GGA: 0 none, 1 GPS, 2 differential, 4 RTK fixed, 5 RTK float."""
    speed_mps: Speed | None = None
    heading_deg: Heading | None = None
    """Clockwise from north."""
    trip_id: Text | None = None
    route_id: Text | None = None
    direction: Direction | None = None
    start: Text | None = None
    """HH:MM of the trip's first departure."""
    day: Text | None = None
    """Service date, YYYY-MM-DD."""
    journey: Journey = "journey"
    event: Text = "vp"
    """HFP event: vp, arr, dep, pas and so on."""
    stop: Text | None = None
    """The stop it stands at."""
    doors_open: bool | None = None
    low_floor: bool | None = None
    ramp: bool | None = None
    """There is a ramp and it works."""
    wheelchair_bays_free: Bays | None = None
    occupancy_ratio: Ratio | None = None
    """Part of the places taken, 0 to 1 and above."""
    odometer_m: Odometer | None = None


JsonFixes = JsonFix | list[JsonFix]
JSON_TYPE: Literal["application/json"] = "application/json"
_decode_fixes = msgspec.json.Decoder(JsonFixes).decode
_encode = msgspec.json.Encoder().encode


def read_json_fixes(
    payload: bytes, *, vehicle: str, received_ms: int, door: Door = Door.HTTP
) -> list[Fix]:
    """The fixes of the message, in its order; those that name no vehicle are of `vehicle`.

    Errors:  FixUnreadable with the first fault and its place.
    """
    message: JsonFix | list[JsonFix] = decode(_decode_fixes, payload)
    several = message if isinstance(message, list) else [message]
    if not 1 <= len(several) <= MOST_FIXES:
        raise FixUnreadable(
            f"The message holds {len(several)} fixes.", allowed=f"It may hold 1 to {MOST_FIXES}."
        )
    return [
        _build(one, number, vehicle, received_ms=received_ms, door=door)
        for number, one in enumerate(several)
    ]


def build_json_fixes(fixes: list[JsonFix]) -> bytes:
    """The message that tells these fixes."""
    return _encode(fixes)


def _build(one: JsonFix, number: int, vehicle: str, *, received_ms: int, door: Door) -> Fix:
    time_ms = round(one.time.timestamp() * 1000.0)
    if not EARLIEST_MS <= time_ms <= LATEST_MS:
        raise FixUnreadable(f"The time of fix {number} is not of this century - at `$[{number}]`.")
    if one.event not in EVENTS:
        raise FixUnreadable(f"There is no event {one.event[:20]!r} - at `$[{number}].event`.")
    there = one.lat is not None and one.lon is not None
    return Fix(
        vehicle=one.vehicle or vehicle,
        time_ms=time_ms,
        lat=told(one.lat if there else None),
        lon=told(one.lon if there else None),
        received_ms=received_ms,
        door=door,
        heading_deg=told(one.heading_deg),
        speed_mps=told(one.speed_mps),
        quality=FixQuality.UNKNOWN if one.quality is None else one.quality,
        hint=_find_hint(one),
        event=one.event,
        stop=one.stop or "",
        journey=one.journey,
        doors_open=access_of(one.doors_open),
        low_floor=access_of(one.low_floor),
        ramp=access_of(one.ramp),
        wheelchair_bays_free=-1 if one.wheelchair_bays_free is None else one.wheelchair_bays_free,
        occupancy_ratio=-1.0 if one.occupancy_ratio is None else one.occupancy_ratio,
        odometer_m=told(one.odometer_m),
    )


def _find_hint(one: JsonFix) -> TripHint:
    if not (one.trip_id or one.route_id or one.start):
        return NO_HINT
    return TripHint(
        trip_id=one.trip_id or "",
        route_id=one.route_id or "",
        direction=-1 if one.direction is None else one.direction,
        start=one.start or "",
        day=one.day or "",
    )
