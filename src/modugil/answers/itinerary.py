"""What a trip's answer looks like, ready to be shown or sent: words chosen, times written out.

Every struct is plain data in one language. Times are ISO 8601 with the region's offset. Geometry is
a list of [longitude, latitude], as in GeoJSON. Unknown numbers are None, never 0 or NaN.
"""

from typing import Literal

import msgspec

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.crowding import CrowdingWord
from modugil.core.language import Language

AccessWord = Literal["yes", "no", "unknown"]
KerbOriginWord = Literal["", "measures", "street_map"]
PlaceKind = Literal[
    "stop",
    "station",
    "sight",
    "toilet",
    "wifi",
    "charger",
    "centre",
    "course",
    "listed_stop",
    "coordinate",
    "place",
]


class PlaceRef(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A place by the name people know; `ref` is what a plan takes (`stop:ID`, `lat,lon`)."""

    ref: str
    kind: PlaceKind
    name: str
    lat: float
    lon: float
    wheelchair: AccessWord = "unknown"
    detail: str = ""
    """One short line that tells two places of one name apart, such as the lines that stop there."""


class BarrierText(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One barrier in words, and where it stands.

    `stops` are the presets of those whom it stops, where several go together; empty for one person
    alone, and for what stops everybody.
    """

    kind: str
    text: str
    lat: float
    lon: float
    value: float | None = None
    limit: float | None = None
    edge: int = -1
    stops: list[str] = []


class WhyNot(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The cheaper way that was refused, and the one barrier that refused it."""

    text: str
    saved_s: int
    barrier: BarrierText
    geometry: list[tuple[float, float]] = []


class Step(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One instruction, a sentence good enough to read aloud."""

    text: str
    lat: float
    lon: float
    length_m: float
    kind: str = "go"
    unverified_m: float = 0.0
    caution: bool = False
    """Worth a mark: steps, a steep part, a kerb, an unsignalled crossing, an elevator."""
    turn: str = ""
    """start, straight, left, right, sharp-left, sharp-right, back; "" where nothing is turned."""
    street: str = ""
    """The name of the street one goes along, "" where it has none."""


class WayFactsText(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a way on foot or wheels is like; None where nothing is known."""

    length_m: float
    unverified_m: float
    metres_by_surface: dict[str, float]
    """By the surface's word in the asked language."""
    climb_m: float | None
    descent_m: float | None
    worst_slope_up_percent: float | None
    worst_slope_down_percent: float | None
    narrowest_m: float | None
    highest_kerb_m: float | None
    kerb_count: int
    step_count: int
    elevator_count: int
    crossing_count: int
    unknown: list[str]
    """Sentences such as "Width not known for 120 m"."""


class StopTime(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One stop of a ride."""

    stop: PlaceRef
    arrival: str
    departure: str
    delay_s: int = 0
    """How much later than planned it leaves there."""


class RideLive(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The vehicle that drives a ride now, as far as it tells."""

    vehicle: str
    as_of: str
    """When its position was measured."""
    age_s: int
    crowding: CrowdingWord
    wheelchair_bays_free: int | None
    text: str
    """How late it is and how old its position: "Live: 4 min late, position 12 s old."; and by when
    to be at the stop."""
    be_there_by: str = ""
    """The time that the stop's board tells, which leans early so that nobody comes too late; the
    leg's own is the likeliest. "" where there is none."""


class BoardingText(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Getting on or off as measured kerb, floor, ramp and door decide it; None is not measured."""

    verdict: Literal["yes", "no"]
    reason: Literal["ramp", "step", "door"]
    """What decides: the ramp's slope, the step where there is no ramp, or the door's width."""
    text: str
    rise_m: float | None
    """Between kerb and floor, up or down."""
    slope_percent: float | None
    """Of the ramp; None also where it does not reach."""
    limit_percent: float | None
    """The steepest ramp the person takes, where the ramp decides and there is a limit."""
    limit_m: float | None
    """The highest step, or the narrowest door, where that decides."""
    kerb_m: float | None
    kerb_origin: KerbOriginWord = ""
    """Who tells the height of the kerb: a table of measures or the street map."""
    floor_m: float | None
    kneels: bool
    """Whether the floor is told of the vehicle as it kneels."""
    ramp_m: float | None
    door_m: float | None


TimesFrom = Literal["timetable", "reported", "live"]


class Ride(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The vehicle of a leg."""

    route_id: str
    line: str
    """The number or name on the vehicle."""
    line_name: str
    headsign: str
    towards: str
    """The headsign with the word for it in the language; "" where the vehicle says nothing."""
    trip_id: str
    service_day: str
    color: str
    """Six hex digits, without a #; "" where not told."""
    text_color: str
    vehicle: str
    """bus, tram, subway, rail, ferry, other (a word for machines)."""
    agency: str
    board_access: AccessWord
    alight_access: AccessWord
    low_floor: AccessWord
    delay_s: int
    """How much later than planned one gets on; `arrival_delay_s`: gets off."""
    scheduled_departure: str
    scheduled_arrival: str
    headway_s: int
    between: list[StopTime]
    arrival_delay_s: int = 0
    times: TimesFrom = "timetable"
    """What the times rest on: the timetable alone, a delay that was reported, or the vehicle."""
    live: RideLive | None = None
    """None where no vehicle is heard of that drives it."""
    boarding: BoardingText | None = None
    """Getting on by numbers; None where these decide nothing, or nobody asks for step-free."""
    alighting: BoardingText | None = None


class Leg(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One leg; `ride` is None for a way on foot or wheels."""

    kind: Literal["walk", "ride"]
    start: PlaceRef
    end: PlaceRef
    departure: str
    arrival: str
    duration_s: int
    length_m: float
    unverified_m: float
    geometry: list[tuple[float, float]]
    steps: list[Step]
    facts: WayFactsText | None
    ride: Ride | None
    accessible: AccessWord
    warnings: list[str]
    barriers: list[BarrierText]
    """Empty unless this is a least-bad way."""
    why_not: WhyNot | None
    alerts: list[AlertCard] = []
    """What staff tell of the run, its line, or the stops where one gets on and off."""


class JourneyAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One way to go, with what sets it apart from the others."""

    id: str
    """Stable within one answer: "1", "2", ..."""
    departure: str
    arrival: str
    duration_s: int
    boardings: int
    walk_m: float
    unverified_m: float
    passes: bool
    """False for a least-bad way: something on it breaks the needs."""
    labels: list[str]
    """What it is best at, in words: earliest, fewest changes, all confirmed, least walking."""
    summary: str
    """One sentence that says it all, to read aloud."""
    legs: list[Leg]
    warnings: list[str]


class SourceCredit(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Who must be named for the data in the answer, and under which licence."""

    text: str
    licence: str
    sample: bool


class TripAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The answer to one question: from, to, when, with which needs."""

    region: str
    language: Language
    asked_at: str
    as_of: str
    """When the conditions used were measured; "" where the plan is by timetable alone."""
    start: PlaceRef
    end: PlaceRef
    when: str
    arrive_by: bool
    needs: str
    needs_text: str
    journeys: list[JourneyAnswer]
    message: str
    """Why there is none, or what the person should know of all of them; "" otherwise."""
    credits: list[SourceCredit]
    times: TimesFrom = "timetable"
    """The best that the times of any ride rest on."""
    times_text: str = ""
    """In words what the times rest on; "" where nothing is ridden."""
