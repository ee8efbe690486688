"""One fix: what a terminal tells at one instant, whichever door and form it came by."""

import math
from enum import IntEnum

import msgspec


class FixQuality(IntEnum):
    """How the position was found: the numbers of NMEA 0183's GGA, and 255 where nobody tells.

    Source:  NMEA 0183, sentence GGA, field 6.
    """

    INVALID = 0
    GPS = 1
    DIFFERENTIAL = 2
    PPS = 3
    RTK_FIXED = 4
    RTK_FLOAT = 5
    DEAD_RECKONING = 6
    MANUAL = 7
    SIMULATOR = 8
    UNKNOWN = 255


class Door(IntEnum):
    """Which way a fix came in."""

    MQTT = 1
    HTTP = 2
    BROKER = 3
    GTFS_RT = 4
    JOURNAL = 5


class TripHint(msgspec.Struct, frozen=True, gc=False):
    """Which trip the terminal says it drives; an empty text or -1 is "not told".

    `trip_id` alone is enough, or the four that HFP gives. `start` is HH:MM[:SS] on the wall, `day`
    the service date as YYYY-MM-DD, `direction` 0 or 1 as in GTFS.
    """

    trip_id: str = ""
    route_id: str = ""
    direction: int = -1
    start: str = ""
    day: str = ""


NO_HINT = TripHint()


class Fix(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One position of one vehicle, as its terminal told it.

    Units:   `time_ms` (measured) and `received_ms` are UTC milliseconds since 1970; degrees WGS 84;
             heading clockwise from north.
    Unknown: NaN for a measure, -1 for a count or ratio, "" for a text; `low_floor`, `ramp` and
             `doors_open` are Access values. A fix without position has NaN as `lat` and `lon`.
    """

    vehicle: str
    """`<operator>/<vehicle>`, both as written by the terminal, e.g. `0055/01216`."""
    time_ms: int
    lat: float
    lon: float
    received_ms: int = 0
    door: int = Door.MQTT
    heading_deg: float = math.nan
    speed_mps: float = math.nan
    quality: int = FixQuality.UNKNOWN
    hint: TripHint = NO_HINT
    event: str = "vp"
    """HFP event type, lower case; a position without an event is `vp`."""
    stop: str = ""
    """The stop the terminal says it stands at."""
    journey: str = "journey"
    """HFP journey type: journey, deadrun or signoff."""
    doors_open: int = 0
    low_floor: int = 0
    ramp: int = 0
    wheelchair_bays_free: int = -1
    occupancy_ratio: float = -1.0
    """How full, 0 to 1 and above."""
    odometer_m: float = math.nan
