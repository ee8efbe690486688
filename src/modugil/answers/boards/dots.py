"""Every vehicle as a moving map needs it: few fields, no sentences, the same for all who look."""

from collections.abc import Mapping, Sequence
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

DIGITS = 7
"""Of a degree: about a centimetre, so that a lane can be told."""


class VehicleDot(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One vehicle on a moving map; what is not known is left out."""

    id: str
    lat: float
    lon: float
    t: int
    """When the position was measured: UTC milliseconds since 1970."""
    heading: float | None = None
    run: str = ""
    """Changes when the vehicle begins another trip."""
    along_m: float | None = None
    line: str = ""
    color: str = ""
    text_color: str = ""
    low_floor: AccessWord = "unknown"
    crowding: CrowdingWord = "unknown"
    status: str = "on_trip"


class DotFrame(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The fleet at one tick, or what changed since the tick before."""

    version: int
    now: int
    """The instant of the tick: UTC milliseconds since 1970."""
    speed: float
    """How many times faster than the real one the clock of this server runs."""
    vehicles: list[VehicleDot]
    gone: list[str] = []


def draw_dots(
    sight: Sight,
    states: Sequence[VehicleState],
    *,
    before: Mapping[str, VehicleState],
) -> list[VehicleDot]:
    """The dots of those vehicles whose state is another than before."""
    known: dict[TripRun | None, LineFacts] = {}
    return [
        _draw(sight, state, known)
        for state in states
        if (old := before.get(state.vehicle)) is not state and old != state
    ]


def _draw(sight: Sight, state: VehicleState, known: dict[TripRun | None, LineFacts]) -> VehicleDot:
    run = state.run
    facts = known.get(run) or known.setdefault(run, find_line_facts(sight, run))
    return VehicleDot(
        id=state.vehicle,
        lat=round(state.at.lat, DIGITS),
        lon=round(state.at.lon, DIGITS),
        t=to_ms(state.fix_time),
        heading=round(state.heading_deg, 1) if state.heading_deg is not None else None,
        run=f"{run.trip}.{run.day.toordinal()}" if run is not None else "",
        along_m=round(state.along_m, 1) if state.along_m is not None else None,
        line=facts.line,
        color=facts.color,
        text_color=facts.text_color,
        low_floor=access_word(vehicle_access(sight, state)),
        crowding=vehicle_crowding(sight, state),
        status=state.status.name.lower(),
    )


def to_ms(instant: datetime) -> int:
    """The instant as UTC milliseconds since 1970."""
    return round(instant.timestamp() * 1000)
