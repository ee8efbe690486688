"""The addresses of the road view below /api. Source: STAC API 1.0.0, and Panoramax's own."""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.stac.answer import answer_document, answer_public, get_road_view
from modugil.api.stac.documents import (
    describe_collection,
    describe_collections,
    describe_conformance,
    describe_landing,
)
from modugil.api.stac.item import describe_item
from modugil.api.stac.items import answer_items
from modugil.api.stac.links import GEOJSON
from modugil.api.stac.query import SEARCH_WORDS, read_boxes, read_interval, read_limit, read_search
from modugil.api.stac.search import answer_search
from modugil.api.terminal_request import read_body
from modugil.core.errors import BadInput
from modugil.places.roadview.shelf import Wanted

USUAL_COLLECTIONS = 100
LONGEST = {"ids": 40_000, "collections": 40_000, "intersects": 20_000}
MOST_BODY = 200_000
Bytes = Response[bytes]
_LANGUAGE = ("language",)
"""Pages add it to every link; a picture has none."""


@get("/api", include_in_schema=False, sync_to_thread=True)
def get_landing(request: AnyRequest, desk: NamedDependency[Desk]) -> Bytes:
    """Where everything else is."""
    read_words(request, allowed=())
    return answer_document(request, describe_landing(request, desk.manifest))


@get("/api/conformance", include_in_schema=False, sync_to_thread=True)
def get_conformance(request: AnyRequest) -> Bytes:
    """Which parts of the standards hold here."""
    read_words(request, allowed=())
    return answer_document(request, describe_conformance())


@get("/api/collections", include_in_schema=False, sync_to_thread=True)
def get_collections(request: AnyRequest, desk: NamedDependency[Desk]) -> Bytes:
    """All sequences, a page at a time."""
    words = read_words(request, allowed=("limit", "bbox", "datetime", "page"))
    limit = read_limit(words, USUAL_COLLECTIONS)
    since, until = read_interval(words.get("datetime"))
    wanted = Wanted(read_boxes(words.get("bbox")), since, until)
    found = []
    if desk.roadview is not None:
        after = words.get("page", "")
        found = desk.roadview.list_sequences(wanted, limit=limit + 1, after=after)
    following = None
    if len(found) > limit:
        following = words | {"page": found[limit - 1].sequence.id}
    told = describe_collections(request, found[:limit], following=following)
    return answer_document(request, told)


@get("/api/collections/{collection:str}", include_in_schema=False, sync_to_thread=True)
def get_collection(
    request: AnyRequest, desk: NamedDependency[Desk], collection: FromPath[str]
) -> Bytes:
    """One sequence."""
    read_words(request, allowed=())
    found = get_road_view(desk).find_sequence(collection)
    if found is None:
        raise NotFoundException
    return answer_document(request, describe_collection(request, found))


@get("/api/collections/{collection:str}/items", include_in_schema=False, sync_to_thread=True)
def get_items(request: AnyRequest, desk: NamedDependency[Desk], collection: FromPath[str]) -> Bytes:
    """Its pictures in their order, a page at a time."""
    return answer_items(request, get_road_view(desk), collection)


@get(
    "/api/collections/{collection:str}/items/{item:str}",
    include_in_schema=False,
    sync_to_thread=True,
)
def get_item(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    collection: FromPath[str],
    item: FromPath[str],
) -> Bytes:
    """One picture, with which comes before and after it."""
    read_words(request, allowed=())
    road = get_road_view(desk)
    picture = road.find_picture(item)
    if picture is None or picture.sequence.id != collection:
        raise NotFoundException
    told = describe_item(request, picture, around=road.find_neighbours(picture))
    return answer_document(request, told, media_type=GEOJSON)


@get("/api/search", include_in_schema=False)
async def get_search(request: AnyRequest, desk: NamedDependency[Desk]) -> Bytes:
    """Pictures wherever they are."""
    words = read_words(request, allowed=SEARCH_WORDS, longest=LONGEST)
    asked = read_search(words)
    return await sync_to_thread(answer_search, request, desk.roadview, asked)


@post("/api/search", include_in_schema=False, status_code=200, request_max_body_size=None)
async def post_search(request: AnyRequest, desk: NamedDependency[Desk]) -> Bytes:
    """The same, asked by a body of JSON."""
    read_words(request, allowed=())
    body = await read_body(request, most_bytes=MOST_BODY)
    asked = read_search(_read_json(body))
    return await sync_to_thread(answer_search, request, desk.roadview, asked, body)


def _read_json(body: bytes) -> Mapping[str, Any]:
    try:
        words = msgspec.json.decode(body or b"{}")
    except (msgspec.DecodeError, RecursionError):
        words = None
    if not isinstance(words, dict):
        raise BadInput("The body is no JSON object.", allowed='Write {"bbox": [..], "limit": 10}.')
    return words


@get(
    "/api/pictures/{picture:str}/{version:str}",
    include_in_schema=False,
    sync_to_thread=True,
    skip_compression=True,
)
def get_picture_file(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    picture: FromPath[str],
    version: FromPath[str],
) -> Bytes:
    """hd.jpg, sd.jpg or thumb.jpg."""
    read_words(request, allowed=_LANGUAGE)
    return answer_public(request, get_road_view(desk), picture, version)


@get(
    "/api/pictures/{picture:str}/tiled/{tile:str}",
    include_in_schema=False,
    sync_to_thread=True,
    skip_compression=True,
)
def get_tile(
    request: AnyRequest, desk: NamedDependency[Desk], picture: FromPath[str], tile: FromPath[str]
) -> Bytes:
    """A tile of what shows all around: COLUMN_ROW.jpg."""
    read_words(request, allowed=_LANGUAGE)
    return answer_public(request, get_road_view(desk), picture, f"tiled/{tile}")


STAC_ROUTES: tuple[HTTPRouteHandler, ...] = (
    get_landing,
    get_conformance,
    get_collections,
    get_collection,
    get_items,
    get_item,
    get_search,
    post_search,
    get_picture_file,
    get_tile,
)
"""Described by the standard, and not in our own description."""
