"""Where buses are driven too fast or too hard: by place and line, never by vehicle or driver."""

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.core.geo import LatLon
from modugil.live.operations.told.driving import DrivingKind, HotSpot
from modugil.pages.console.visit import open_visit
from modugil.pages.console.watching.name_places import name_places
from modugil.pages.console.watching.room import get_room
from modugil.pages.reader import AnyRequest

MOST_SPOTS = 100


@get("/driving", include_in_schema=False, sync_to_thread=True)
def show_driving(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """One day: hot spots as a table and on the map, and each line's numbers."""
    visit = open_visit(request, desk)
    room, query = get_room(desk), visit.query
    driving = room.show_driving(now=visit.now, day=query.get("day", ""))
    kind = query.get("kind", "")
    spots = room.find_hot_spots(now=visit.now, day=driving.day).features
    chosen = [one for one in spots if kind in ("", one.properties.kind.value)]
    return visit.render(
        "driving.html",
        here="driving",
        driving=driving,
        kinds=[one.value for one in DrivingKind],
        kind=kind,
        spots=chosen[:MOST_SPOTS],
        places=name_places(visit, [_corner(one) for one in chosen[:MOST_SPOTS]]),
        left_out=max(0, len(chosen) - MOST_SPOTS),
    )


def _corner(spot: HotSpot) -> LatLon:
    lon, lat = spot.geometry.coordinates[0][0]
    return LatLon(lat, lon)
