"""Every vehicle: what it does, how long it is silent, how well its terminal works."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.live.operations.told.fleet import FleetCounts, FleetState, FleetVehicle
from modugil.live.operations.told.terminals import HealthReason, TerminalHealth
from modugil.pages.console.say_time import Times
from modugil.pages.console.visit import open_visit
from modugil.pages.console.watching.room import get_room
from modugil.pages.console.watching.sorting import Key, cut_rows, sort_rows
from modugil.pages.reader import AnyRequest

MOST_ROWS = 60
"""More are shown where all are asked for."""
SHARES = ("gaps", "duplicates", "out_of_order", "impossible", "stuck", "poor_fixes")
"""Reasons whose value is a share."""
SPANS = ("silent", "clock_ahead", "clock_behind")
"""Reasons whose value is a time in seconds."""


@dataclass(frozen=True, slots=True)
class FleetRow:
    """One vehicle with its terminal; None where nothing is known of that."""

    vehicle: FleetVehicle
    health: TerminalHealth | None
    reasons: tuple[str, ...]


KEYS: Mapping[str, Key[FleetRow]] = {
    "health": lambda row: row.health.score if row.health and row.vehicle.heard_at else None,
    "vehicle": lambda row: row.vehicle.vehicle,
    "state": lambda row: row.vehicle.state.value,
    "line": lambda row: (len(row.vehicle.line), row.vehicle.line) if row.vehicle.line else None,
    "silent": lambda row: row.vehicle.silent_s,
    "delay": lambda row: row.vehicle.delay_s,
}


@get("/fleet", include_in_schema=False, sync_to_thread=True)
def show_fleet(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The table, by the state and line asked for."""
    visit = open_visit(request, desk)
    room, query = get_room(desk), visit.query
    fleet = room.show_fleet(now=visit.now)
    terminals = room.show_terminals(now=visit.now)
    state, line = query.get("state", ""), query.get("line", "").strip()
    health = {one.vehicle: one for one in terminals.terminals}
    chosen = [
        one
        for one in fleet.vehicles
        if state in ("", one.state.value) and line.casefold() in ("", one.line.casefold())
    ]
    rows = [_row(visit.times, one, health.get(one.vehicle)) for one in chosen]
    table = sort_rows(rows, KEYS, query, path="/console/fleet")
    return visit.render(
        "fleet.html",
        here="fleet",
        fleet=fleet,
        terminals=terminals,
        **cut_rows(table.rows, query, most=MOST_ROWS, path="/console/fleet"),
        columns=table.columns,
        states=[(one.value, _count(fleet.counts, one)) for one in FleetState],
        state=state,
        line=line,
    )


def _count(counts: FleetCounts, state: FleetState) -> int:
    return int(getattr(counts, state.value))


def _row(times: Times, vehicle: FleetVehicle, health: TerminalHealth | None) -> FleetRow:
    told = tuple(say_reason(times, one) for one in health.reasons) if health else ()
    return FleetRow(vehicle, health, told)


def say_reason(times: Times, reason: HealthReason) -> str:
    """What is not as it should be with a terminal, with its measure."""
    if reason.value is None:
        value = "–"
    elif reason.code in SPANS:
        value = times.span(reason.value)
    elif reason.code in SHARES:
        value = f"{reason.value:.0%}"
    else:
        value = f"{reason.value:.1f}" if abs(reason.value) < 10 else f"{reason.value:.0f}"
    return times.words(f"health.{reason.code}", value=value)
