"""The road view: pictures near a place, one of them with its words, and reporting what it shows."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.core.errors import PlaceNotFound
from modugil.pages.catalogue import get_words
from modugil.pages.console.posted import LARGEST_BYTES, Posted, read_posted
from modugil.pages.live_view import say_simulated
from modugil.pages.plan_form import read_form
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.roadview_coming import say_coming
from modugil.pages.roadview_found import LOOKED_WITHIN_M, find_pictures, read_asked
from modugil.pages.roadview_route import find_route
from modugil.pages.roadview_view import build_view, list_script_words, say_taken, write_data
from modugil.pages.templating import render_page
from modugil.people.forms import check_same_site
from modugil.places.roadview.detectors import Kind
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView
from modugil.routing.presets import list_presets

KINDS: tuple[Kind, ...] = ("face", "plate", "other")


@get("/", include_in_schema=False, sync_to_thread=True)
def show_pictures(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """Pictures near a place; all sequences where none is asked for. Errors: CouldNotLook."""
    query, language = read_query(request), choose_language(request)
    asked = read_asked(query)
    words = get_words(language)
    found = find_pictures(desk, asked, language=language)
    return _render(
        request,
        desk,
        "roadviews.html",
        asked=asked,
        found=found,
        coming=say_coming(words, desk.roadview),
        taken=lambda picture: say_taken(words, picture),
        within_m=f"{LOOKED_WITHIN_M:.0f}",
    )


@get("/{picture_id:str}", include_in_schema=False, sync_to_thread=True)
def show_picture(
    request: AnyRequest, desk: NamedDependency[Desk], picture_id: FromPath[str]
) -> Response[str]:
    """One picture. Errors: PlaceNotFound if there is none, or it is hidden; CouldNotLook."""
    picture = _find(desk, picture_id)
    query, language = read_query(request), choose_language(request)
    form, words = read_form(query), get_words(language)
    asked = find_route(desk, picture, query=query, form=form, language=language)
    view = build_view(desk, picture, asked=asked, language=language)
    return _render(
        request,
        desk,
        "roadview.html",
        view=view,
        form=form,
        presets=[needs.preset for needs in list_presets()],
        kinds=KINDS,
        view_data=write_data(view),
        script_words=list_script_words(words),
    )


@post("/{picture_id:str}", include_in_schema=False, sync_to_thread=True, status_code=200)
def report_picture(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    picture_id: FromPath[str],
) -> Response[str]:
    """Somebody saw a face or a plate: the picture is hidden at once.

    Errors:  NotAllowed from a page of somebody else; PlaceNotFound, TooMany, CouldNotKeep.
    """
    check_same_site(request.headers)
    picture = _find(desk, picture_id)
    kind: Kind = next((one for one in KINDS if one == posted.get("kind")), "other")
    address = request.client.host if request.client else ""
    _get_road(desk).report(picture, kind, address=address, now=desk.clock.now())
    return _render(request, desk, "roadview_reported.html", picture=picture)


def build_roadview() -> Router:
    """The pages; their handlers take the `desk` that `app` provides."""
    return Router(
        "/roadview",
        route_handlers=[show_pictures, show_picture, report_picture],
        dependencies={"posted": Provide(read_posted)},
        request_max_body_size=LARGEST_BYTES,
        include_in_schema=False,
    )


def _get_road(desk: Desk) -> RoadView:
    if desk.roadview is None:
        raise PlaceNotFound("No pictures of streets are kept here.")
    return desk.roadview


def _find(desk: Desk, id: str) -> Picture:
    picture = _get_road(desk).find_picture(id)
    if picture is None:
        raise PlaceNotFound(f"There is no picture {id[:60]!r}, or it is not shown just now.")
    return picture


def _render(request: AnyRequest, desk: Desk, template: str, **values: object) -> Response[str]:
    language = choose_language(request)
    region = build_region_card(desk.manifest, language=language)
    return render_page(
        template,
        language=language,
        query=read_query(request),
        region=region,
        simulated=say_simulated(get_words(language), desk),
        credits=list_credits(region),
        status=200,
        **values,
    )
