"""Pictures wherever they are: the newest first, or those that show a spot, the nearest first."""

from typing import Any

from litestar import Response

from modugil.api.read_query import AnyRequest
from modugil.api.stac.answer import answer_document
from modugil.api.stac.item import describe_item
from modugil.api.stac.links import GEOJSON, build_href, build_link
from modugil.api.stac.query import Asked, write_page
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.road_view import RoadView, as_after


def answer_search(
    request: AnyRequest, road: RoadView | None, asked: Asked, body: bytes = b""
) -> Response[bytes]:
    """One page; none is an answer too. Errors: CouldNotLook."""
    found = _find(road, asked) if road is not None else []
    page = found[: asked.limit]
    links = [
        build_link("self", build_href(request, "search"), type=GEOJSON),
        build_link("root", build_href(request)),
    ]
    if len(found) > asked.limit:
        links.append(_link_next(request, asked, page[-1]))
    told = {
        "type": "FeatureCollection",
        "features": [describe_item(request, one) for one in page],
        "numberReturned": len(page),
        "links": links,
    }
    return answer_document(request, told, media_type=GEOJSON, asked=body)


def _find(road: RoadView, asked: Asked) -> list[Picture]:
    """A page and one more, where there is one; what shows a spot is one page."""
    if asked.spot is not None:
        return road.find_showing(asked.spot, asked.wanted, limit=asked.limit)
    return road.list_pictures(asked.wanted, limit=asked.limit + 1, after=asked.after)


def _link_next(request: AnyRequest, asked: Asked, last: Picture) -> dict[str, Any]:
    words = dict(asked.words or {}) | {"token": write_page(as_after(last))}
    if request.method == "POST":
        href = build_href(request, "search")
        return build_link("next", href, type=GEOJSON, method="POST", body=words, merge=False)
    href = build_href(request, "search", words=words)
    return build_link("next", href, type=GEOJSON, method="GET")
