"""/api/v1/roadview: staff send photos and blur by hand; anybody reports what was not blurred."""

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.openapi.spec import Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import FromPath, JSONBody

from modugil.answers.desk import Desk
from modugil.api.parameters import describe_parameters
from modugil.api.place import MAY_CORRECT
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.roadview_words import (
    PhotosTaken,
    PictureState,
    Rectangles,
    Reported,
    tell_picture,
    tell_report,
)
from modugil.api.signed_in import require_role
from modugil.api.stac.answer import FILES, answer_file, get_road_view
from modugil.api.stac.uploads import MOST_FILES, Uploads
from modugil.core.errors import BadInput, MessageTooLarge, StateNotTold
from modugil.places.roadview.detectors import Box
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.vault import telling_faults

MOST_UPLOAD = 600 * 1024 * 1024
OURS = "x-requested-with"
REQUESTED = Parameter(
    name="X-Requested-With",
    param_in="header",
    required=True,
    schema=Schema(type=OpenAPIType.STRING),
    description="Anything; a form of somebody else's page cannot send it.",
)
IF_MATCH = Parameter(
    name="If-Match",
    param_in="header",
    required=True,
    schema=Schema(type=OpenAPIType.STRING),
    description="The ETag of the picture as you know it; * for whatever it is now.",
)


@post(
    "/roadview/photos",
    operation_class=describe_parameters(REQUESTED),
    operation_id="addPhotos",
    summary="Staff add photos to the road view",
    description="For staff who signed in: multipart/form-data with up to 50 files named `photos`, "
    "and `producer` and `licence` if they are told. Faces and plates are blurred before any of "
    "them is public; the answer tells what became of each file.",
    tags=["road view"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 413, 429, 503),
    request_max_body_size=MOST_UPLOAD,
)
async def post_photos(
    request: AnyRequest, desk: NamedDependency[Desk], uploads: NamedDependency[Uploads]
) -> PhotosTaken:
    """What became of the files.

    Errors:  NotSignedIn, NotAllowed, BadInput, CouldNotKeep; see `Uploads.take`.
    """
    read_words(request, allowed=())
    signed_in = await sync_to_thread(require_role, request, *MAY_CORRECT)
    road = get_road_view(desk)
    if not request.headers.get(OURS):
        raise BadInput("The header X-Requested-With is missing.", allowed="Send it, with any text.")
    if int(request.headers.get("content-length") or 0) > MOST_UPLOAD:
        raise MessageTooLarge(
            "The upload is too large.", allowed=f"It may have {MOST_UPLOAD >> 20} MiB."
        )
    with telling_faults():  # large files are put on the disk as they come in
        form = await request.form()
    files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
    if not 1 <= len(files) <= MOST_FILES:
        raise BadInput("There is no file, or too many.", allowed=f"Send 1 to {MOST_FILES} photos.")
    told = {name: str(form.get(name) or "").strip()[:60] for name in ("producer", "licence")}
    author, now = signed_in.account.name, desk.clock.now()
    return tell_report(await uploads.take(road, files, author=author, now=now, told=told))


@get(
    "/roadview/hidden",
    operation_id="hiddenPictures",
    summary="Pictures that were reported",
    description="For staff who signed in: what nobody else sees until it is mended.",
    tags=["road view"],
    responses=describe_problems(400, 401, 403, 404, 503),
    sync_to_thread=True,
)
def get_hidden(request: AnyRequest, desk: NamedDependency[Desk]) -> list[PictureState]:
    """What waits, what was reported first first."""
    read_words(request, allowed=())
    require_role(request, *MAY_CORRECT)
    return [tell_picture(one) for one in get_road_view(desk).list_hidden()]


@get(
    "/roadview/pictures/{picture:str}/{version:str}",
    operation_id="hiddenPicture",
    summary="A picture for staff, also a hidden one",
    description="For staff who signed in: hd.jpg, sd.jpg or thumb.jpg.",
    tags=["road view"],
    responses=describe_problems(400, 401, 403, 404, 503),
    sync_to_thread=True,
    skip_compression=True,
)
def get_hidden_file(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    picture: FromPath[str],
    version: FromPath[str],
) -> Response[bytes]:
    """The file. Errors: NotSignedIn, NotAllowed, PlaceNotFound."""
    read_words(request, allowed=())
    require_role(request, *MAY_CORRECT)
    road = get_road_view(desk)
    found = road.get_any_picture(picture)
    answer = answer_file(request, road, found, version, private=True) if version in FILES else None
    if answer is None:
        raise NotFoundException
    return answer


@get(
    "/roadview/pictures/{picture:str}",
    operation_id="pictureState",
    summary="What is blurred in a picture, for staff",
    description="For staff who signed in. The ETag is what blurring by hand must tell.",
    tags=["road view"],
    responses=describe_problems(400, 401, 403, 404, 503),
    sync_to_thread=True,
)
def get_picture_state(
    request: AnyRequest, desk: NamedDependency[Desk], picture: FromPath[str]
) -> Response[PictureState]:
    """The picture, hidden or not. Errors: NotSignedIn, NotAllowed, PlaceNotFound."""
    read_words(request, allowed=())
    require_role(request, *MAY_CORRECT)
    return _answer(get_road_view(desk).get_any_picture(picture))


@post(
    "/roadview/pictures/{picture:str}/blur",
    operation_class=describe_parameters(IF_MATCH),
    operation_id="blurPicture",
    summary="Staff blur a picture by hand, which shows it again",
    description="For staff who signed in. Rectangles in pixels of hd.jpg; without any, nothing was "
    "missed.",
    tags=["road view"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 412, 428, 503),
    sync_to_thread=True,
)
def blur_picture(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    picture: FromPath[str],
    data: JSONBody[Rectangles],
) -> Response[PictureState]:
    """The picture as it is then. Errors: see `RoadView.blur`; NotSignedIn, NotAllowed."""
    read_words(request, allowed=())
    author = require_role(request, *MAY_CORRECT).account.name
    expected = _read_expected(request)
    boxes = [
        Box(
            kind=one.kind,
            left=one.left,
            top=one.top,
            width=one.width,
            height=one.height,
            by="staff",
        )
        for one in data.rectangles
    ]
    road, now = get_road_view(desk), desk.clock.now()
    return _answer(road.blur(picture, boxes, author=author, now=now, expected=expected))


@post(
    "/roadview/pictures/{picture:str}/report",
    operation_id="reportPicture",
    summary="Report a face or number plate that is not blurred",
    description="For anybody, a few times an hour. The picture is hidden at once, until staff have "
    "looked at it. Nothing is kept of who reports.",
    tags=["road view"],
    status_code=202,
    responses=describe_problems(400, 404, 429, 503),
    sync_to_thread=True,
)
def report_picture(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    picture: FromPath[str],
    data: JSONBody[Reported],
) -> Response[None]:
    """Nobody sees it any more. Errors: NotFoundException, TooMany, CouldNotKeep."""
    read_words(request, allowed=())
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise BadInput("A report is JSON.", allowed='Send {"kind": "face"} as application/json.')
    road = get_road_view(desk)
    found = road.find_picture(picture)
    if found is None:
        raise NotFoundException
    address = request.client.host if request.client else ""
    road.report(found, data.kind, address=address, now=desk.clock.now())
    return Response(None, status_code=202)


ROADVIEW_ROUTES = (
    post_photos,
    get_hidden,
    get_hidden_file,
    get_picture_state,
    blur_picture,
    report_picture,
)


def _read_expected(request: AnyRequest) -> int | None:
    told = request.headers.get("if-match", "").strip()
    if not told:
        raise StateNotTold(
            "The header If-Match is missing.",
            allowed="Give the ETag of the picture as you read it.",
        )
    if told == "*":
        return None
    number = told.strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise BadInput(f"If-Match is {told[:60]!r}.", allowed="Give one ETag, in quotes, or *.")
    return int(number)


def _answer(picture: Picture) -> Response[PictureState]:
    headers = {"ETag": f'"{picture.revision}"', "Cache-Control": "no-store"}
    return Response(tell_picture(picture), headers=headers)
