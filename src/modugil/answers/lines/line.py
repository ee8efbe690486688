"""What a line looks like, ready to be shown or sent: words chosen, times written out.

Times are ISO 8601 with the region's offset; "" or None where nothing is known.
"""

from typing import Literal

import msgspec

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.boards.board import Departure
from modugil.answers.boards.vehicles import VehicleCard
from modugil.answers.itinerary import PlaceRef
from modugil.core.language import Language

BusPlace = Literal["waiting", "stop", "between"]


class LineCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line in a list."""

    id: str
    """The feed's own route id, as FEED:ID where feeds clash."""
    line: str
    """The number or name on the vehicle."""
    name: str
    """The long name, "" where it has none."""
    kind: str
    """bus, tram, subway, rail, ferry, other (a word for machines)."""
    color: str
    text_color: str
    agency: str
    ends: list[str]
    """Where most of its runs end, one a direction."""
    runs_today: int
    """How many runs the timetable has on this service day."""
    buses: int | None
    """How many of its vehicles were heard of lately; None where no fleet is followed."""


class LinesAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The lines that fit, the shortest number first; `as_of` is "" where no fleet is followed."""

    now: str
    as_of: str
    lines: list[LineCard]


class LineBus(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One vehicle on the diagram."""

    place: BusPlace
    """waiting: has not left the first stop; stop: stands at the stop; between: on its way on."""
    share: float
    """How far it is to the next stop of the diagram: 0 at the stop, 1 at the next."""
    text: str
    """Where it is and how, in one phrase."""
    card: VehicleCard


class LineStop(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One stop of the diagram, and the vehicles at it or between it and the next."""

    stop: PlaceRef
    next: Departure | None
    """What comes next of this line; None within the time looked at, and at the last stop."""
    buses: list[LineBus]
    alerts: list[str]
    """Ids of the alerts that touch this stop."""


class LineVariant(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Runs of the same direction that call at other stops than the diagram shows."""

    towards: str
    runs_today: int
    stops: list[str]
    """Refs of its stops in order: `stop:ID`."""
    text: str
    """How it differs, in words."""


class LineDirection(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One way of the line: the stops of most of its runs, in order."""

    direction: int | None
    """direction_id of the feed, None where it is not told."""
    towards: str
    runs_today: int
    first: str
    """When the first run leaves its first stop today, by the timetable."""
    last: str
    stops: list[LineStop]
    elsewhere: list[LineBus]
    """Vehicles on a part of a variant that the diagram does not show."""
    departures: list[Departure]
    """What leaves the first stop next."""
    variants: list[LineVariant]
    text: str
    """All of it in a sentence or two."""


class LineAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line as it is now."""

    line: LineCard
    language: Language
    now: str
    as_of: str
    directions: list[LineDirection]
    alerts: list[AlertCard]
    text: str
    message: str
    """Why nothing is shown to run, "" otherwise."""
