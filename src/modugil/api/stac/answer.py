"""Answers of the road view: documents and pictures, each with a strong ETag."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import NotFoundException

from modugil.answers.desk import Desk
from modugil.api.ogc.respond import answer_bytes, build_headers, build_tag, is_known
from modugil.api.read_query import AnyRequest
from modugil.api.stac.links import JPEG, JSON
from modugil.core.errors import CouldNotLook
from modugil.places.roadview.derive import TILED, VERSIONS
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView

FILES = frozenset(f"{one}.jpg" for one in VERSIONS)


def get_road_view(desk: Desk) -> RoadView:
    """The pictures of this region. Errors: NotFoundException where none are kept."""
    if desk.roadview is None:
        raise NotFoundException
    return desk.roadview


def answer_document(
    request: AnyRequest, document: Mapping[str, Any], *, media_type: str = JSON, asked: bytes = b""
) -> Response[bytes]:
    """The document, or that it is still the one the reader has; `asked` is the body of a POST."""
    body = msgspec.json.encode(document)
    tag = build_tag(request, sha256(asked + body).hexdigest())
    return answer_bytes(request, body, media_type=media_type, headers=build_headers(tag))


def answer_public(request: AnyRequest, road: RoadView, id: str, name: str) -> Response[bytes]:
    """A file of a public picture; whoever keeps it asks each time whether it is still public.

    Errors:  NotFoundException where there is none, or it is hidden.
    """
    picture = road.find_picture(id)
    for _ in range(2):
        if picture is None or not _is_version(name):
            raise NotFoundException
        answer = answer_file(request, road, picture, name)
        if answer is not None:
            return answer
        before, picture = picture, road.find_picture(id)  # it was drawn anew meanwhile
        if picture is not None and picture.revision == before.revision:
            break
    if name.startswith(TILED):
        raise NotFoundException  # a flat picture, or a tile beyond its edge
    raise CouldNotLook("The picture cannot be read just now.")


def answer_file(
    request: AnyRequest, road: RoadView, picture: Picture, name: str, *, private: bool = False
) -> Response[bytes] | None:
    """That file of the picture as it is now; None where there is no such file."""
    tag = f'"{picture.id}-{picture.revision}-{name}"'
    keep = "private, no-store" if private else "public, no-cache"
    headers = {"ETag": tag, "Cache-Control": keep}
    if is_known(request, tag):
        return Response(b"", status_code=304, headers=headers, media_type=JPEG)
    try:
        body = road.get_file(picture, name).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as cause:
        raise CouldNotLook("The picture cannot be read just now.") from cause
    return Response(body, headers=headers, media_type=JPEG)


def _is_version(name: str) -> bool:
    if name in FILES:
        return True
    folder, _, tile = name.partition("/")
    column, _, row = tile.removesuffix(".jpg").partition("_")
    short = max(len(column), len(row)) <= 2 and tile.endswith(".jpg")
    return folder == TILED and short and (column + row).isascii() and (column + row).isdigit()
