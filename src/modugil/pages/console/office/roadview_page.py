"""The road view at the desk: what was reported, blurring one by hand, sending photos in."""

from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput, ChangedMeanwhile
from modugil.pages.console.go_to import go_to
from modugil.pages.console.office.roadview_view import (
    KINDS,
    BothTold,
    RowFault,
    build_boxes,
    count_boxes,
    list_waiting,
    read_rows,
)
from modugil.pages.console.posted import Posted
from modugil.pages.console.visit import Visit, open_posted_visit, open_visit
from modugil.pages.reader import AnyRequest
from modugil.pages.roadview_coming import say_coming
from modugil.people.roles import Role
from modugil.places.roadview.mend import MOST_BOXES
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

PAGE = "/console/roadview"
MAY_MEND = (Role.DISPATCHER, Role.TECHNICIAN)
BLUR, NOTHING = "blur", "nothing"
SAID = (BLUR, NOTHING)


@get("/roadview", include_in_schema=False, sync_to_thread=True)
def show_reported(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """What was reported, and the form for photos."""
    visit = open_visit(request, desk, *MAY_MEND)
    road, said = get_road(visit), visit.query.get("said", "")
    return visit.render(
        "roadview.html",
        here="roadview",
        waiting=list_waiting(visit, road),
        count=road.count(),
        coming=say_coming(visit.words, road),
        licence=road.settings.licence,
        said=said if said in SAID else "",
    )


@get("/roadview/{picture_id:str}", include_in_schema=False, sync_to_thread=True)
def show_mending(
    request: AnyRequest, desk: NamedDependency[Desk], picture_id: FromPath[str]
) -> Response[str]:
    """One picture, hidden or not. Errors: PlaceNotFound."""
    visit = open_visit(request, desk, *MAY_MEND)
    return _render(visit, get_road(visit).get_any_picture(picture_id))


@post("/roadview/{picture_id:str}", include_in_schema=False, sync_to_thread=True, status_code=200)
def post_mending(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    posted: NamedDependency[Posted],
    picture_id: FromPath[str],
) -> Response[str]:
    """Rectangles are blurred, or nothing was missed; what was typed stays where that fails."""
    visit = open_posted_visit(request, desk, posted, *MAY_MEND)
    road = get_road(visit)
    picture, words = road.get_any_picture(picture_id), visit.words
    try:
        done = _mend(visit, road, picture, posted)
    except ChangedMeanwhile:
        fresh = road.get_any_picture(picture_id)
        return _render(visit, fresh, posted=posted, fault=words("mending.changed"), status=409)
    except BothTold:
        return _render(visit, picture, posted=posted, fault=words("mending.both"), status=422)
    except RowFault as wrong:
        fault = words("mending.row_fault", n=wrong.row)
        return _render(visit, picture, posted=posted, fault=fault, wrong=wrong.row, status=422)
    except BadInput:
        width, height = picture.facts.width, picture.facts.height
        fault = words("mending.outside", width=width, height=height, most=MOST_BOXES)
        return _render(visit, picture, posted=posted, fault=fault, status=422)
    query = {"said": done} | ({"language": visit.language} if "language" in visit.query else {})
    return go_to(f"{PAGE}?{urlencode(query)}")


def get_road(visit: Visit) -> RoadView:
    """The pictures. Errors: BadInput where none are kept."""
    if visit.desk.roadview is None:
        raise BadInput("No pictures are kept here.")
    return visit.desk.roadview


def _mend(visit: Visit, road: RoadView, picture: Picture, posted: Posted) -> str:
    """What was done. Errors: see `RoadView.blur`; BadInput where there is nothing to blur."""
    rows, nothing = read_rows(posted), posted.get("do") == NOTHING
    if nothing and not all(row.is_empty for row in rows):
        raise BothTold("Rectangles, and nothing was missed.")
    boxes = build_boxes(rows)
    if not (boxes or nothing):
        raise RowFault(1)
    told = posted.get("revision")
    seen = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else -1
    author = visit.signed_in.account.name
    road.blur(picture.id, boxes, author=author, now=visit.now, expected=seen)
    return BLUR if boxes else NOTHING


def _render(
    visit: Visit,
    picture: Picture,
    *,
    posted: Posted | None = None,
    fault: str = "",
    wrong: int = 0,
    status: int = 200,
) -> Response[str]:
    words, road = visit.words, get_road(visit)
    waiting = next((one for one in list_waiting(visit, road) if one.picture.id == picture.id), None)
    facts = picture.facts
    return visit.render(
        "mending.html",
        here="roadview",
        status=status,
        picture=picture,
        waiting=waiting,
        blurred=count_boxes(words, picture),
        kinds=[(one, words(f"mending.kind_{one}")) for one in KINDS],
        rows=read_rows(posted),
        fault=fault,
        wrong=wrong,
        page_data={
            "width": facts.width,
            "height": facts.height,
            "boxes": [[one.left, one.top, one.width, one.height] for one in facts.boxes],
            "most": MOST_BOXES,
        },
    )
