"""What a stop board looks like, ready to be shown or sent: words chosen, times written out.

Times are ISO 8601 with the region's offset; "" or None where nothing is known.
"""

import msgspec

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.crowding import CrowdingWord
from modugil.answers.boards.look_at_call import CallState
from modugil.answers.boards.tell_getting_on import GettingOn
from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.core.language import Language


class Departure(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One vehicle that comes, or should."""

    id: str
    """Stable from one board to the next: trip, service day and place in its order of stops."""
    line: str
    """The number or name on the vehicle."""
    headsign: str
    towards: str
    """The headsign in words."""
    vehicle_kind: str
    """bus, tram, subway, rail, ferry, other (a word for machines)."""
    color: str
    text_color: str
    route_id: str
    line_id: str
    """By which the line can be asked for: its route id, FEED:ID where feeds clash."""
    trip_id: str
    service_day: str
    platform: str
    state: CallState
    """live: predicted from the vehicle; standing: at the stop now; waiting: its vehicle has not
    left the first stop although it is time; timetable: by the timetable;
    reported: a delay was reported, no vehicle is heard of; silent: the vehicle fell silent and the
    time is by the timetable; cancelled; skipped: does not stop here."""
    scheduled: str
    expected: str
    """Arrival where the vehicle is followed, else departure."""
    expected_departure: str
    """Later than `expected` where it waits for its time; "" where nothing is predicted."""
    earliest: str
    """The arrival lies between `earliest` and `latest` in nine of ten cases."""
    latest: str
    minutes: int
    """Whole minutes until then, 0 for less than one."""
    delay_s: int | None
    stops_away: int | None
    """1: this is the next stop it reaches."""
    vehicle: str
    low_floor: AccessWord
    """The vehicle's own word where it gives one, else the timetable's."""
    crowding: CrowdingWord
    wheelchair_bays_free: int | None
    headway_s: int
    is_last: bool
    as_of: str
    """When the position that this rests on was measured."""
    age_s: int | None
    when: str
    """In words: "5분 후", "in 5 min", "곧 도착"."""
    text: str
    """The row in one phrase: "5분 후, 저상, 여유"."""
    notes: list[str]
    """What else one should know of it: how late, how far away, the last bus."""
    alerts: list[str] = []
    """Ids of the alerts that are told of this very run."""
    getting_on: GettingOn | None = None
    """Kerb, floor, ramp and door, and what they mean; None where nothing is measured of it."""


class StopLink(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Another stop one may have meant: of the same name, or across the street."""

    stop: PlaceRef
    towards: list[str]
    """Where its lines go, the most frequent first."""
    away_m: int


class Board(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The next departures of one stop or of all platforms of a station, the soonest first."""

    stop: PlaceRef
    lines: list[str]
    language: Language
    now: str
    minutes: int
    low_floor_only: bool
    is_live: bool
    """Whether any row rests on a vehicle's position."""
    as_of: str
    """The instant of the newest state of the fleet; "" where none is followed."""
    departures: list[Departure]
    hidden_no: int
    """How many were left out for not being low-floor."""
    hidden_unknown: int
    """How many were left out because nobody knows whether they are low-floor."""
    left_out: int
    """How many more there are than are listed."""
    message: str
    """Why there is none, or how many are hidden; "" otherwise."""
    others: list[StopLink]
    alerts: list[AlertCard] = []
    """What staff tell of this stop, of lines that serve it, and of runs on the board."""
