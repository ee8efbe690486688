"""What OneBusAway answers are made of, named as its clients know them.

Units:   instants in milliseconds since 1970; predicted ones 0 where nothing is predicted.
Source:  OneBusAway sdk-config, openapi.yml.
"""

import msgspec
from msgspec import UNSET, Raw, UnsetType


class Told(msgspec.Struct, kw_only=True, rename="camel"):
    """Anything an answer holds; a field that is not set is left out."""


class Agency(Told, kw_only=True):
    """Who runs lines."""

    id: str
    name: str
    url: str
    timezone: str
    lang: str
    phone: str
    disclaimer: str = ""
    email: str = ""
    fare_url: str = ""
    private_service: bool = False


class Route(Told, kw_only=True):
    """A line."""

    id: str
    agency_id: str
    short_name: str
    long_name: str
    null_safe_short_name: str
    description: str
    type: int
    url: str
    color: str
    text_color: str


class Stop(Told, kw_only=True):
    """A stop, a station or an entrance."""

    id: str
    code: str
    name: str
    lat: float
    lon: float
    direction: str
    location_type: int
    parent: str
    route_ids: list[str]
    static_route_ids: list[str]
    wheelchair_boarding: str


class Trip(Told, kw_only=True):
    """One trip of the timetable."""

    id: str
    route_id: str
    service_id: str
    block_id: str
    direction_id: str
    route_short_name: str
    shape_id: str
    time_zone: str
    trip_headsign: str
    trip_short_name: str = ""
    peak_offpeak: int = 0


class Position(Told, kw_only=True):
    """A place on the ground."""

    lat: float
    lon: float


class TripStatus(Told, kw_only=True):
    """Where a run is; `predicted` is false wherever only the timetable tells."""

    active_trip_id: str
    block_trip_sequence: int
    closest_stop: str
    closest_stop_time_offset: int
    distance_along_trip: float
    last_known_distance_along_trip: float
    last_location_update_time: int
    last_update_time: int
    next_stop: str | UnsetType = UNSET
    next_stop_time_offset: int | UnsetType = UNSET
    occupancy_capacity: int = -1
    occupancy_count: int = -1
    occupancy_status: str
    phase: str
    position: Position | UnsetType = UNSET
    last_known_location: Position | UnsetType = UNSET
    orientation: float | UnsetType = UNSET
    last_known_orientation: float | UnsetType = UNSET
    predicted: bool
    schedule_deviation: int
    scheduled_distance_along_trip: float
    service_date: int
    situation_ids: list[str]
    status: str
    total_distance_along_trip: float
    vehicle_id: str
    frequency: None = None


class ArrivalAndDeparture(Told, kw_only=True):
    """One call of one run at one stop."""

    stop_id: str
    trip_id: str
    service_date: int
    route_id: str
    route_short_name: str
    route_long_name: str
    trip_headsign: str
    scheduled_arrival_time: int
    scheduled_departure_time: int
    predicted: bool
    predicted_arrival_time: int
    predicted_departure_time: int
    stop_sequence: int
    total_stops_in_trip: int
    block_trip_sequence: int
    number_of_stops_away: int
    distance_from_stop: float | UnsetType = UNSET
    vehicle_id: str
    last_update_time: int | UnsetType = UNSET
    arrival_enabled: bool
    departure_enabled: bool
    occupancy_status: str
    historical_occupancy: str = ""
    predicted_occupancy: str = ""
    status: str
    situation_ids: list[str]
    trip_status: Raw | UnsetType
    frequency: None = None
    scheduled_arrival_interval: None = None
    scheduled_departure_interval: None = None
    predicted_arrival_interval: None = None
    predicted_departure_interval: None = None


class StopTime(Told, kw_only=True):
    """One call of a trip's schedule, in seconds since the service day began."""

    stop_id: str
    arrival_time: int
    departure_time: int
    distance_along_trip: float
    stop_headsign: str = ""
    historical_occupancy: str = ""


class TripSchedule(Told, kw_only=True):
    """All calls of a trip, and the trips of its vehicle before and after it."""

    time_zone: str
    stop_times: list[StopTime]
    previous_trip_id: str
    next_trip_id: str
    frequency: None = None


class TripDetails(Told, kw_only=True):
    """A run, with its schedule and where it is."""

    trip_id: str
    service_date: int
    schedule: TripSchedule | None
    status: Raw | UnsetType = UNSET
    situation_ids: list[str]
    frequency: None = None


class VehicleStatus(Told, kw_only=True):
    """A vehicle, and the run it drives."""

    vehicle_id: str
    last_update_time: int
    last_location_update_time: int
    location: Position
    trip_id: str
    trip_status: Raw | UnsetType = UNSET
    occupancy_capacity: int = -1
    occupancy_count: int = -1
    occupancy_status: str
    phase: str
    status: str


class Polyline(Told, kw_only=True):
    """An encoded line; `length` is how many points it has."""

    points: str
    length: int
    levels: str = ""
