"""The free Wi-Fi: the month's data, what does not work, and every access point."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput
from modugil.live.wifi.pool_state import PoolState
from modugil.live.wifi.state import AccessPointState, WifiStatus
from modugil.pages.console.visit import Visit, open_visit
from modugil.pages.console.watching.sorting import Key, cut_rows, sort_rows
from modugil.pages.console.writing.lines import find_stop
from modugil.pages.reader import AnyRequest

MOST_ROWS = 60
"""More are shown where all are asked for."""
GIB = 1 << 30
URGENCY = {
    WifiStatus.DOWN: 0,
    WifiStatus.SILENT: 1,
    WifiStatus.UNKNOWN: 2,
    WifiStatus.WORKING: 3,
    WifiStatus.RESTING: 4,
}
PLACES = ("bus", "stop")


@dataclass(frozen=True, slots=True)
class PointRow:
    """One access point, and what its bus or stop is called."""

    point: AccessPointState
    place: str


@dataclass(frozen=True, slots=True)
class PoolTold:
    """The month's data in gibibytes."""

    state: PoolState
    used_gib: float
    pool_gib: float | None
    per_day_gib: float | None
    used_share: float | None


KEYS: Mapping[str, Key[PointRow]] = {
    "status": lambda row: (URGENCY[row.point.status], -row.point.changed.timestamp()),
    "name": lambda row: row.point.access_point,
    "clients": lambda row: row.point.clients,
    "load": lambda row: row.point.bits_per_s,
    "ssid": lambda row: row.point.ssid or None,
    "uplink": lambda row: row.point.rsrp_dbm,
    "heard": lambda row: row.point.as_of,
}


@get("/wifi", include_in_schema=False, sync_to_thread=True)
def show_wifi(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The data pool, then the access points of the kind and status asked for."""
    visit = open_visit(request, desk)
    if desk.wifi is None:
        raise BadInput("No Wi-Fi is followed here.")
    snapshot, query = desk.wifi.get_current(), visit.query
    points = snapshot.list_points()
    place, status = query.get("place", ""), query.get("status", "")
    chosen = [
        _row(visit, one)
        for one in points
        if status in ("", one.status.value) and place in ("", "stop" if one.stop else "bus")
    ]
    table = sort_rows(chosen, KEYS, query, path="/console/wifi")
    return visit.render(
        "wifi.html",
        here="wifi",
        as_of=snapshot.as_of,
        pool=_tell_pool(snapshot.pool) if snapshot.pool is not None else None,
        **cut_rows(table.rows, query, most=MOST_ROWS, path="/console/wifi"),
        columns=table.columns,
        counts=Counter(one.status.value for one in points),
        total=len(points),
        statuses=[one.value for one in URGENCY],
        places=PLACES,
        place=place,
        wanted=status,
    )


def _row(visit: Visit, one: AccessPointState) -> PointRow:
    if not one.stop:
        return PointRow(one, one.vehicle)
    sight = visit.look()
    row = find_stop(sight, one.stop)
    names = sight.timetable.stops.names
    return PointRow(one, one.stop if row is None else names.get(row, language=visit.language))


def _tell_pool(state: PoolState) -> PoolTold:
    return PoolTold(
        state,
        state.used_bytes / GIB,
        None if state.pool_bytes is None else state.pool_bytes / GIB,
        None if state.rate_bytes_per_day is None else state.rate_bytes_per_day / GIB,
        state.used_bytes / state.pool_bytes if state.pool_bytes else None,
    )
