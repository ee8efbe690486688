"""The features of a collection, page by page."""

from collections.abc import Iterator
from itertools import islice

import msgspec
from litestar import Response

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.feature import Feature
from modugil.api.ogc.query import ItemsAsked
from modugil.api.ogc.respond import (
    GEOJSON,
    JSON,
    Link,
    answer_bytes,
    build_headers,
    build_href,
    build_tag,
    is_known,
)
from modugil.api.ogc.shelf import Shelf
from modugil.api.read_query import AnyRequest
from modugil.core.errors import BadInput


def answer_items(
    request: AnyRequest, info: CollectionInfo, shelf: Shelf, asked: ItemsAsked
) -> Response[bytes]:
    """One page. The next one begins after the last feature of this one, whatever is changed then.

    Errors:  BadInput where a page begins after a feature that there never was.
    """
    tag = build_tag(request, shelf.digest, shelf.as_of.isoformat())
    if is_known(request, tag):
        headers = build_headers(tag, token=shelf.token)
        return Response(b"", status_code=304, headers=headers, media_type=GEOJSON)
    first = _find_start(shelf, asked)
    page, matched = _cut(shelf, asked, first)
    more = len(page) > asked.limit
    page = page[: asked.limit]
    links = _list_links(request, info, asked, last=page[-1].id if more else "")
    head = {
        "type": "FeatureCollection",
        "timeStamp": shelf.as_of,
        "numberMatched": matched,
        "numberReturned": len(page),
        "links": links,
    }
    features = b",".join(one.write(asked.language) for one in page)
    body = b"".join((msgspec.json.encode(head)[:-1], b',"features":[', features, b"]}"))
    headers = build_headers(tag, links=links, token=shelf.token)
    return answer_bytes(request, body, media_type=GEOJSON, headers=headers)


def answer_item(
    request: AnyRequest, info: CollectionInfo, shelf: Shelf, feature: Feature, *, language: str
) -> Response[bytes]:
    """One feature with its links."""
    words = {"language": language} if language else None
    links = [
        Link(
            build_href(request, "collections", info.id, "items", feature.id, words=words),
            "self",
            GEOJSON,
        ),
        Link(build_href(request, "collections", info.id), "collection", JSON),
    ]
    body = feature.write(language)[:-1] + b',"links":' + msgspec.json.encode(links) + b"}"
    headers = build_headers(build_tag(request, feature.tell_hash()), links=links, token=shelf.token)
    return answer_bytes(request, body, media_type=GEOJSON, headers=headers)


def _find_start(shelf: Shelf, asked: ItemsAsked) -> int:
    if not asked.after:
        return 0
    row = shelf.compiled.rows.get(asked.after)
    if row is None:
        raise BadInput(
            f"There never was a feature {asked.after[:60]!r} here.", allowed="Begin anew."
        )
    return row + 1


def _cut(shelf: Shelf, asked: ItemsAsked, first: int) -> tuple[list[Feature], int]:
    """The page and one more, and how many match in all."""
    if asked.takes_all:
        found: Iterator[Feature] = (one for _, one in shelf.list_from(first))
        page = list(islice(found, asked.offset, asked.offset + asked.limit + 1))
        return page, len(shelf)
    matching = [(row, one) for row, one in shelf.list_from(0) if asked.takes(one)]
    following = (one for row, one in matching if row >= first)
    return list(islice(following, asked.offset, asked.offset + asked.limit + 1)), len(matching)


def _list_links(
    request: AnyRequest, info: CollectionInfo, asked: ItemsAsked, *, last: str
) -> list[Link]:
    path = ("collections", info.id, "items")
    links = [
        Link(build_href(request, *path, words=asked.words), "self", GEOJSON),
        Link(build_href(request, "collections", info.id), "collection", JSON),
    ]
    if last:
        words = {name: told for name, told in asked.words.items() if name != "offset"}
        following = build_href(request, *path, words={**words, "after": last})
        links.append(Link(following, "next", GEOJSON))
    return links
