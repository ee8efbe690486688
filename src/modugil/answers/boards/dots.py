"""Every vehicle as a moving map needs it: few fields, no sentences, the same for all who look."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from modugil.answers.boards.crowding import CrowdingWord
from modugil.answers.boards.sight import Sight
from modugil.answers.boards.vehicles import (
    LineFacts,
    find_line_facts,
    vehicle_access,
    vehicle_crowding,
)
from modugil.answers.finding.endpoints import access_word
from modugil.answers.itinerary import AccessWord
from modugil.conditions.conditions import TripRun
from modugil.live.snapshot.vehicle_state import VehicleState

MOST_KNOWN = 50_000
DIGITS = 7
"""Of a degree: about a centimetre, so that a lane can be told."""
_Known = dict[TripRun | None, LineFacts]


class DotFacts(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What of a vehicle seldom changes; what is not known is left out."""

    run: str = ""
    """Another when the vehicle begins another trip."""
    line: str = ""
    color: str = ""
    text_color: str = ""
    low_floor: AccessWord = "unknown"
    crowding: CrowdingWord = "unknown"
    status: str = "on_trip"


class VehicleDot(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One vehicle on a moving map."""

    id: str
    lat: float
    lon: float
    t: int
    """When the position was measured: UTC milliseconds since 1970."""
    heading: float | None = None
    along_m: float | None = None
    """Metres along the way of its trip."""
    facts: DotFacts | None = None
    """None where they are as they were told before."""


class DotFrame(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The fleet at one tick, or what changed since the tick before."""

    version: int
    now: int
    """The instant of the tick: UTC milliseconds since 1970."""
    speed: float
    """How many times faster than the real one the clock of this server runs."""
    vehicles: list[VehicleDot]
    gone: list[str] = []


class DotDrawer:
    """Draws a fleet tick after tick, and knows what it told of each vehicle before."""

    def __init__(self) -> None:
        """Nothing is told yet."""
        self._told: dict[str, tuple[VehicleState, DotFacts]] = {}
        self._known: _Known = {}

    def draw_all(self, sight: Sight, states: Iterable[VehicleState]) -> list[VehicleDot]:
        """Every vehicle with all its facts; nothing counts as told by this."""
        return [_draw(state, _facts(sight, state, self._known)) for state in states]

    def draw_changes(
        self, sight: Sight, states: Mapping[str, VehicleState]
    ) -> tuple[list[VehicleDot], list[str]]:
        """The vehicles that changed since they were last drawn so, and those that are gone."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        dots, told = [], {}
        for name, state in states.items():
            facts, before = _facts(sight, state, self._known), self._told.get(name)
            told[name] = state, facts
            same = before is not None and before[1] == facts
            if before is None or not same or before[0] != state:
                dots.append(_draw(state, None if same else facts))
        gone = [name for name in self._told if name not in told]
        self._told = told
        return dots, gone


def _facts(sight: Sight, state: VehicleState, known: _Known) -> DotFacts:
    run = state.run
    outside = known.get(run) or known.setdefault(run, find_line_facts(sight, run))
    return DotFacts(
        run=f"{run.trip}.{run.day.toordinal()}" if run is not None else "",
        line=outside.line,
        color=outside.color,
        text_color=outside.text_color,
        low_floor=access_word(vehicle_access(sight, state)),
        crowding=vehicle_crowding(sight, state),
        status=state.status.name.lower(),
    )


def _draw(state: VehicleState, facts: DotFacts | None) -> VehicleDot:
    return VehicleDot(
        id=state.vehicle,
        lat=round(state.at.lat, DIGITS),
        lon=round(state.at.lon, DIGITS),
        t=to_ms(state.fix_time),
        heading=round(state.heading_deg, 1) if state.heading_deg is not None else None,
        along_m=round(state.along_m, 1) if state.along_m is not None else None,
        facts=facts,
    )


def to_ms(instant: datetime) -> int:
    """The instant as UTC milliseconds since 1970."""
    return round(instant.timestamp() * 1000)
