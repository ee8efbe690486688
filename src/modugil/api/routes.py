"""All addresses of the API, and their description."""

from litestar import Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from modugil import __version__
from modugil.api.alerts import get_alerts
from modugil.api.boards import get_board
from modugil.api.changes import get_changes
from modugil.api.courses import get_course, get_courses
from modugil.api.facts import get_health, get_needs, get_region, get_thresholds
from modugil.api.fixes import post_fixes
from modugil.api.gtfs_rt.handlers import list_feed_routes
from modugil.api.guidance import get_guidance
from modugil.api.journeys import get_journeys
from modugil.api.lines import get_line, get_lines
from modugil.api.live_state import get_live_state
from modugil.api.motis.plan import get_plan
from modugil.api.motis.stoptimes import get_stoptimes
from modugil.api.operations.accuracy import get_accuracy, get_operations_accuracy
from modugil.api.operations.driving import get_driving, get_hot_spots
from modugil.api.operations.fleet_and_runs import (
    get_adherence,
    get_fleet,
    get_headways,
    get_missing,
    get_off_route,
)
from modugil.api.operations.playback import get_playback
from modugil.api.operations.terminals import get_terminals
from modugil.api.outings import get_outing
from modugil.api.place import PLACE_ROUTES
from modugil.api.places import get_places
from modugil.api.reach import get_reach
from modugil.api.rental.ask import RENTAL_ROUTES
from modugil.api.rental.staff import LENDING_ROUTES
from modugil.api.roadview import ROADVIEW_ROUTES
from modugil.api.roadview_description import get_picture_description
from modugil.api.sights import get_sight
from modugil.api.stac.routes import STAC_ROUTES
from modugil.api.stream.get_stream import stream_vehicles
from modugil.api.tago.routes import get_tago
from modugil.api.vehicles import get_clock, get_vehicle, get_vehicles
from modugil.api.ways import get_ways
from modugil.api.wifi import get_wifi, get_wifi_pool
from modugil.api.wifi_reports import get_wifi_ssid, post_wifi_reports

OPERATIONS: tuple[HTTPRouteHandler, ...] = (
    get_fleet,
    get_missing,
    get_off_route,
    get_adherence,
    get_headways,
    get_driving,
    get_hot_spots,
    get_terminals,
    get_operations_accuracy,
    get_playback,
    *LENDING_ROUTES,
)
"""For staff who signed in."""


def list_api_routes() -> list[Router | HTTPRouteHandler]:
    """The routers; handlers take what `app` provides."""
    handlers: list[HTTPRouteHandler] = [
        get_journeys,
        get_guidance,
        get_outing,
        get_reach,
        get_places,
        *PLACE_ROUTES,
        get_sight,
        get_courses,
        get_course,
        get_board,
        get_lines,
        get_line,
        get_alerts,
        get_ways,
        get_vehicles,
        get_vehicle,
        stream_vehicles,
        get_clock,
        get_live_state,
        post_fixes,
        get_wifi,
        get_wifi_pool,
        get_wifi_ssid,
        post_wifi_reports,
        *ROADVIEW_ROUTES,
        get_picture_description,
        get_changes,
        get_accuracy,
        get_region,
        get_needs,
        get_thresholds,
        *list_feed_routes(),
    ]
    return [
        Router("/api/v1", route_handlers=handlers),
        Router("/api/v1/rental", route_handlers=RENTAL_ROUTES),
        Router("/api/v1/operations", route_handlers=OPERATIONS),
        get_health,
        get_plan,
        get_stoptimes,
        get_tago,
        *STAC_ROUTES,
    ]


def describe_api() -> OpenAPIConfig:
    """The description at /api/openapi.json; the page for people loads nothing from outside."""
    return OpenAPIConfig(
        title="Modugil",
        version=__version__,
        path="/api/openapi.json",
        render_plugins=[JsonRenderPlugin(path="/")],
        description="Journeys from door to door for each person's needs. Every error is an RFC "
        "9457 problem. Nothing of what a person asks is stored or logged.",
    )
