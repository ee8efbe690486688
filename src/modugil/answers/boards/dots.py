"""Every vehicle as a moving map needs it: few fields, no sentences, the same for all who look."""

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
DIGITS = 8
"""Of a degree: about a millimetre; a terminal with RTK knows its place to a centimetre."""
_Known = dict[TripRun | None, LineFacts]


class DotFacts(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What of a vehicle seldom changes; what is not known is left out."""

    run: str = ""
    """Another when the vehicle begins another trip."""
    way: str = ""
    """The way that it takes, along which `along_m` counts."""
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


class DotPainter:
    """Makes dots of vehicles; what a run shows outside is looked up once."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: _Known = {}

    def facts(self, sight: Sight, state: VehicleState) -> DotFacts:
        """What of the vehicle seldom changes."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        run = state.run
        outside = self._known.get(run)
        if outside is None:
            outside = self._known[run] = find_line_facts(sight, run)
        return DotFacts(
            run=f"{run.trip}.{run.day.toordinal()}" if run is not None else "",
            way=outside.way,
            line=outside.line,
            color=outside.color,
            text_color=outside.text_color,
            low_floor=access_word(vehicle_access(sight, state)),
            crowding=vehicle_crowding(sight, state),
            status=state.status.name.lower(),
        )

    def paint(self, state: VehicleState, facts: DotFacts | None) -> VehicleDot:
        """The vehicle with these facts."""
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
