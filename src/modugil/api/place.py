"""GET /api/v1/places/{id}: one place with who says what, in our own form and as A11yJSON."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.api.ogc.respond import is_known
from modugil.api.place_edits import MAY_CORRECT as MAY_CORRECT
from modugil.api.place_edits import PLACE_EDITS
from modugil.api.place_told import PlaceTold, build_tag, find_place, tell_place
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.core.errors import PlaceNotFound
from modugil.places.exchange.a11yjson import build_place_info


@get(
    "/places/{place_id:str}",
    operation_id="place",
    summary="One place, every fact with who says it",
    description="The ETag is the state of the place, which a correction must tell.",
    tags=["places"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold | None]:
    """The place, also one that was closed.

    Errors:  PlaceNotFound.
    """
    read_words(request, allowed=())
    places, row = find_place(desk, place_id)
    place, closed = places.get_place(row), row in places.closed
    tag = build_tag(request, desk, place, closed=closed)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if is_known(request, tag):
        return Response(None, status_code=304, headers=headers)
    return Response(tell_place(desk, place, closed=closed), headers=headers)


@get(
    "/places/{place_id:str}/a11yjson",
    operation_id="placeA11yJson",
    summary="One place as a PlaceInfo of A11yJSON",
    description="What is not known is left out, never false; a disputed fact is not known.",
    tags=["places"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_a11yjson(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[dict[str, Any]]:
    """The place in that form; one that was closed is not told.

    Errors:  PlaceNotFound.
    """
    read_words(request, allowed=())
    places, row = find_place(desk, place_id)
    if row in places.closed:
        raise PlaceNotFound(f"The place {place_id[:60]!r} is closed.")
    manifest = desk.manifest
    language = "ko" if "ko" in manifest.names else "en"
    place = places.get_place(row)
    told = build_place_info(place, language=language, sources=manifest.sources)
    return Response(told, headers={"Cache-Control": "no-cache"})


PLACE_ROUTES = (get_place, get_a11yjson, *PLACE_EDITS)
