"""The pictures of one sequence, a page at a time."""

from itertools import pairwise
from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException

from modugil.api.read_query import AnyRequest, read_whole, read_words
from modugil.api.stac.answer import answer_document
from modugil.api.stac.documents import write_instant
from modugil.api.stac.item import Neighbours, describe_item
from modugil.api.stac.links import GEOJSON, build_href, build_link
from modugil.api.stac.query import read_boxes, read_interval, read_limit
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.shelf import Wanted

USUAL = 100
WORDS = ("limit", "startAfterRank", "bbox", "datetime", "collections")
"""`collections` is what pystac-client adds, and changes nothing."""
_HIGHEST_RANK = 1_000_000_000


def answer_items(request: AnyRequest, road: RoadView, collection: str) -> Response[bytes]:
    """One page. Errors: NotFoundException where there is no such sequence; BadInput."""
    words = read_words(request, allowed=WORDS)
    limit = read_limit(words, USUAL)
    rank = read_whole(words, "startAfterRank", default=0, span=(0, _HIGHEST_RANK))
    since, until = read_interval(words.get("datetime"))
    wanted = Wanted(read_boxes(words.get("bbox")), since, until, sequences=(collection,))
    if road.find_sequence(collection) is None:
        raise NotFoundException
    found = road.list_of_sequence(wanted, limit=limit + 1, after_rank=rank)
    page = found[:limit]
    told = {
        "type": "FeatureCollection",
        "features": [
            describe_item(request, one, around=around)
            for one, around in zip(page, _list_around(road, page, words), strict=True)
        ],
        "numberReturned": len(page),
        "links": _list_links(request, collection, words, page, more=len(found) > limit),
    }
    if page:
        told["timeStamp"] = write_instant(max(one.updated for one in page))
    return answer_document(request, told, media_type=GEOJSON)


def _list_around(road: RoadView, page: list[Picture], words: dict[str, str]) -> list[Neighbours]:
    """What comes before and after each; of a part of a sequence that is not told."""
    if not page or "bbox" in words or "datetime" in words:
        return [(None, None)] * len(page)
    before, _ = road.find_neighbours(page[0])
    _, after = road.find_neighbours(page[-1])
    known = [before, *page, after]
    return [(one, three) for (one, _), (_, three) in pairwise(list(pairwise(known)))]


def _list_links(
    request: AnyRequest, collection: str, words: dict[str, str], page: list[Picture], *, more: bool
) -> list[dict[str, Any]]:
    path = ("collections", collection)
    links = [
        build_link("self", build_href(request, *path, "items", words=words), type=GEOJSON),
        build_link("root", build_href(request)),
        build_link("collection", build_href(request, *path)),
    ]
    if more:
        following = words | {"startAfterRank": str(page[-1].rank)}
        href = build_href(request, *path, "items", words=following)
        links.append(build_link("next", href, type=GEOJSON))
    return links
