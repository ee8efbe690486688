"""What MOTIS answers look like, as far as we fill them; every required field is there.

Times are UTC instants in ISO 8601, durations seconds. Fields we know nothing of are left out.
"""

from typing import Literal

import msgspec

Wheelchair = Literal["ACCESSIBLE", "NOT_ACCESSIBLE"]


class _Shape(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True
):  # what is a default here is not known, and left out
    pass


class MotisPlace(_Shape, frozen=True, kw_only=True):
    """A place; times only where something stops there in the answer."""

    name: str
    lat: float
    lon: float
    level: float | None = None
    vertex_type: Literal["NORMAL", "TRANSIT", ""] = ""
    stop_id: str = ""
    parent_id: str = ""
    stop_code: str = ""
    tz: str = ""
    arrival: str = ""
    departure: str = ""
    scheduled_arrival: str = ""
    scheduled_departure: str = ""
    track: str = ""
    scheduled_track: str = ""
    cancelled: bool = False


class Polyline(_Shape, frozen=True, kw_only=True):
    """A line as a text of letters."""

    points: str
    precision: int
    length: int


class MotisStep(_Shape, frozen=True, kw_only=True):
    """One instruction on foot or wheels."""

    relative_direction: str
    distance: float
    from_level: float
    to_level: float
    polyline: Polyline
    street_name: str
    exit: str
    stay_on: bool
    area: bool


class MotisLeg(_Shape, frozen=True, kw_only=True):
    """One leg on foot or wheels, or by one vehicle."""

    mode: str
    from_: MotisPlace = msgspec.field(name="from")
    to: MotisPlace
    duration: int
    start_time: str
    end_time: str
    scheduled_start_time: str
    scheduled_end_time: str
    real_time: bool
    scheduled: bool
    leg_geometry: Polyline
    distance: float | None = None
    headsign: str = ""
    route_id: str = ""
    direction_id: str = ""
    route_color: str = ""
    route_text_color: str = ""
    route_type: int | None = None
    agency_name: str = ""
    agency_id: str = ""
    agency_url: str = ""
    trip_id: str = ""
    route_short_name: str = ""
    route_long_name: str = ""
    display_name: str = ""
    intermediate_stops: list[MotisPlace] | None = None
    steps: list[MotisStep] | None = None
    wheelchair_accessible: Wheelchair | None = None


class Itinerary(_Shape, frozen=True, kw_only=True):
    """One journey."""

    duration: int
    start_time: str
    end_time: str
    transfers: int
    id: str
    legs: list[MotisLeg]


class PlanResponse(_Shape, frozen=True, kw_only=True):
    """The answer to `plan`; `direct` are the ways without a vehicle."""

    request_parameters: dict[str, str]
    debug_output: dict[str, int]
    from_: MotisPlace = msgspec.field(name="from")
    to: MotisPlace
    direct: list[Itinerary]
    itineraries: list[Itinerary]
    previous_page_cursor: str
    next_page_cursor: str


class MotisStopTime(_Shape, frozen=True, kw_only=True):
    """One vehicle that stops at a place."""

    place: MotisPlace
    mode: str
    real_time: bool
    headsign: str
    trip_from: MotisPlace
    trip_to: MotisPlace
    agency_id: str
    agency_name: str
    agency_url: str
    route_id: str
    direction_id: str
    trip_id: str
    route_short_name: str
    route_long_name: str
    trip_short_name: str
    display_name: str
    pickup_dropoff_type: Literal["NORMAL", "NOT_ALLOWED"]
    cancelled: bool
    trip_cancelled: bool
    bikes_allowed: bool
    wheelchair_accessible: Wheelchair
    """Required there: what is not known is not accessible."""
    reservation: Literal["NONE", "COMPULSORY"]
    source: str
    route_color: str = ""
    route_text_color: str = ""
    route_type: int | None = None


class StoptimesResponse(_Shape, frozen=True, kw_only=True):
    """The answer to `stoptimes`."""

    stop_times: list[MotisStopTime]
    place: MotisPlace
    previous_page_cursor: str
    next_page_cursor: str
