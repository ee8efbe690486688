"""The addresses below /ogc. Source: OGC 17-069r4, API - Features, part 1: core, 1.0."""

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from modugil.answers.desk import Desk
from modugil.api.ogc.answer_download import answer_download
from modugil.api.ogc.changes import MOST, read_changes_of, tell_changes
from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.description import describe_door
from modugil.api.ogc.documents import (
    describe_collection,
    describe_collections,
    describe_conformance,
    describe_landing,
)
from modugil.api.ogc.downloads import WRITERS
from modugil.api.ogc.items import answer_item, answer_items
from modugil.api.ogc.publisher import Publisher
from modugil.api.ogc.query import read_items_query, read_language
from modugil.api.ogc.respond import (
    COMPRESSES_ITSELF,
    JSON,
    OPENAPI,
    TOKEN_HEADER,
    Link,
    answer_document,
    build_href,
    compress,
)
from modugil.api.read_query import AnyRequest, choose_language, read_whole, read_words
from modugil.core.errors import CouldNotLook, PlaceNotFound


def _find(publisher: Publisher, id: str) -> CollectionInfo:
    info = next((one for one in publisher.offered if one.id == id), None)
    if info is None:
        raise NotFoundException
    return info


@get("/", include_in_schema=False, sync_to_thread=True)
def get_landing(request: AnyRequest, publisher: NamedDependency[Publisher]) -> Response[bytes]:
    """Where everything else is."""
    language = choose_language(request, read_words(request, allowed=("language",)))
    return answer_document(
        request, describe_landing(request, publisher.manifest, language=language)
    )


@get("/api", include_in_schema=False, sync_to_thread=True)
def get_description(request: AnyRequest, publisher: NamedDependency[Publisher]) -> Response[bytes]:
    """Every address below, in OpenAPI 3.0."""
    read_words(request, allowed=())
    described = describe_door(publisher.offered, base=build_href(request))
    return answer_document(request, described, media_type=OPENAPI)


@get("/conformance", include_in_schema=False, sync_to_thread=True)
def get_conformance(request: AnyRequest) -> Response[bytes]:
    """Which parts of the standard hold here."""
    read_words(request, allowed=())
    return answer_document(request, describe_conformance(request))


@get("/collections", include_in_schema=False, sync_to_thread=True)
def get_collections(request: AnyRequest, publisher: NamedDependency[Publisher]) -> Response[bytes]:
    """All collections of this region."""
    language = choose_language(request, read_words(request, allowed=("language",)))
    return answer_document(request, describe_collections(request, publisher, language=language))


@get("/collections/{collection:str}", include_in_schema=False, sync_to_thread=True)
def get_collection(
    request: AnyRequest, publisher: NamedDependency[Publisher], collection: FromPath[str]
) -> Response[bytes]:
    """One collection, with the token for its changes."""
    language = choose_language(request, read_words(request, allowed=("language",)))
    info = _find(publisher, collection)
    told = describe_collection(request, publisher, info, language=language)
    return answer_document(request, told, token=told.get("changesToken", ""))


@get("/collections/{collection:str}/items", include_in_schema=False, sync_to_thread=True)
def get_items(
    request: AnyRequest, publisher: NamedDependency[Publisher], collection: FromPath[str]
) -> Response[bytes]:
    """One page of its features."""
    info = _find(publisher, collection)
    return answer_items(request, info, publisher.get_shelf(info), read_items_query(request))


@get(
    "/collections/{collection:str}/items/{feature:path}",
    include_in_schema=False,
    sync_to_thread=True,
)
def get_item(
    request: AnyRequest,
    publisher: NamedDependency[Publisher],
    collection: FromPath[str],
    feature: FromPath[str],
) -> Response[bytes]:
    """One of its features."""
    language = read_language(read_words(request, allowed=("language",)))
    info = _find(publisher, collection)
    shelf = publisher.get_shelf(info)
    id = str(feature).removeprefix("/")
    found = shelf.find(id)
    if found is None:
        raise PlaceNotFound(f"There is no feature {id[:60]!r} in {info.id}.")
    return answer_item(request, info, shelf, found, language=language)


def _build_download(ending: str) -> HTTPRouteHandler:
    @get(
        f"/collections/{{collection:str}}/download.{ending}",
        include_in_schema=False,
        sync_to_thread=True,
    )
    def get_download(
        request: AnyRequest, publisher: NamedDependency[Publisher], collection: FromPath[str]
    ) -> Response[bytes] | Stream:
        """All of it in one file, with the token for what is changed from then on."""
        read_words(request, allowed=())
        return answer_download(request, publisher, _find(publisher, collection), ending=ending)

    return get_download


@get("/collections/{collection:str}/changes", include_in_schema=False, sync_to_thread=True)
def get_changes_of(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    publisher: NamedDependency[Publisher],
    collection: FromPath[str],
) -> Response[bytes]:
    """What was changed in it since a token."""
    words = read_words(request, allowed=("since", "limit", "language"))
    limit = read_whole(words, "limit", default=MOST, span=(1, MOST))
    language = read_language(words)
    info = _find(publisher, collection)
    if info.live:
        raise NotFoundException
    if desk.database is None:
        raise CouldNotLook("Nothing is kept here, so no changes are known.")
    shelf = publisher.look(info)
    read = read_changes_of(desk.database, info, shelf, since=words.get("since", ""), limit=limit)
    told = tell_changes(info, shelf, read, language=language)
    following = {name: told for name, told in words.items() if name != "since"}
    href = build_href(
        request, "collections", info.id, "changes", words={**following, "since": read.next_token}
    )
    told["links"] = [Link(href, "next", JSON)]
    headers = {"Cache-Control": "no-store", TOKEN_HEADER: read.next_token}
    return compress(request, msgspec.json.encode(told), media_type=JSON, headers=headers)


def open_ogc(publisher: Publisher) -> Router:
    """The door over that publisher."""
    return Router(
        "/ogc",
        route_handlers=[
            get_landing,
            get_description,
            get_conformance,
            get_collections,
            get_collection,
            get_items,
            get_item,
            *map(_build_download, WRITERS),
            get_changes_of,
        ],
        dependencies={"publisher": Provide(lambda: publisher, sync_to_thread=False)},
        opt={COMPRESSES_ITSELF: True},
    )
