"""All addresses of the pages."""

from litestar import Router
from litestar.datastructures import CacheControlHeader
from litestar.handlers import HTTPRouteHandler
from litestar.static_files import create_static_files_router

from modugil.pages.about_page import show_about
from modugil.pages.alerts_page import show_alerts
from modugil.pages.built_files import STATIC
from modugil.pages.console.routes import build_console
from modugil.pages.courses_page import show_course, show_courses
from modugil.pages.docs_page import show_docs
from modugil.pages.favourites_page import show_favourites
from modugil.pages.find_page import show_find
from modugil.pages.guide_page import show_guide
from modugil.pages.installed import get_manifest, get_worker, show_offline
from modugil.pages.lines_page import show_line, show_lines
from modugil.pages.live_page import show_live
from modugil.pages.map.tile_routes import get_outline, get_tile
from modugil.pages.outing_page import show_outing
from modugil.pages.plan_page import show_plan
from modugil.pages.rental_page import build_rental
from modugil.pages.roadview_page import build_roadview
from modugil.pages.sight_page import show_sight
from modugil.pages.stops_page import show_stop, show_stops
from modugil.pages.wifi_page import show_wifi

A_DAY_S = 86_400


def list_page_routes() -> list[Router | HTTPRouteHandler]:
    """The handlers; they take the `desk`, `explain`, `tiles` and `outline` that `app` provides."""
    static = create_static_files_router(
        path="/static",
        directories=[STATIC],
        cache_control=CacheControlHeader(max_age=A_DAY_S, public=True),
    )
    pages = [
        show_plan,
        show_outing,
        show_live,
        show_stops,
        show_stop,
        show_lines,
        show_line,
        show_alerts,
        show_favourites,
        show_wifi,
        show_about,
        show_docs,
        show_find,
        show_sight,
        show_courses,
        show_course,
        show_guide,
        show_offline,
        get_manifest,
        get_worker,
    ]
    routers = [build_rental(), build_roadview(), build_console()]
    return [*pages, *routers, get_tile, get_outline, static]
