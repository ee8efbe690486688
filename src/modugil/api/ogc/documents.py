"""What the door says of itself: the landing page, what it conforms to, its collections."""

from typing import Any

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.downloads import DOWNLOADS
from modugil.api.ogc.publisher import Publisher
from modugil.api.ogc.respond import GEOJSON, JSON, OPENAPI, Link, build_href
from modugil.api.ogc.shelf import Shelf
from modugil.api.ogc.sources import list_sources, tell_attribution
from modugil.api.read_query import AnyRequest
from modugil.core.language import Language, pick_text
from modugil.region.manifest import Manifest

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMS_TO = tuple(
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
    for name in ("core", "geojson", "oas30")
)


def describe_landing(
    request: AnyRequest, manifest: Manifest, *, language: Language
) -> dict[str, Any]:
    """The first document: where everything else is."""
    return {
        "title": f"Modugil: {pick_text(manifest.names, language=language)}",
        "description": "Sights, toilets, Wi-Fi, chargers, mobility centres, courses, stops and "
        "barriers, every fact with who says so, when and under which licence.",
        "attribution": tell_attribution(manifest, language),
        "links": [
            Link(build_href(request), "self", JSON),
            Link(build_href(request, "api"), "service-desc", OPENAPI, "OpenAPI 3.0"),
            Link(build_href(request, "conformance"), "conformance", JSON),
            Link(build_href(request, "collections"), "data", JSON),
        ],
    }


def describe_conformance(request: AnyRequest) -> dict[str, Any]:
    """Which parts of the standard hold here."""
    links = [Link(build_href(request, "conformance"), "self", JSON)]
    return {"conformsTo": list(CONFORMS_TO), "links": links}


def describe_collections(
    request: AnyRequest, publisher: Publisher, *, language: Language
) -> dict[str, Any]:
    """All collections of this region."""
    return {
        "links": [Link(build_href(request, "collections"), "self", JSON)],
        "collections": [
            describe_collection(request, publisher, info, language=language)
            for info in publisher.offered
        ],
    }


def describe_collection(
    request: AnyRequest, publisher: Publisher, info: CollectionInfo, *, language: Language
) -> dict[str, Any]:
    """One collection: what it is, whose it is, and where to read it."""
    shelf = publisher.get_shelf(info)
    told: dict[str, Any] = {
        "id": info.id,
        "title": info.title(language),
        "description": info.description,
        "attribution": tell_attribution(publisher.manifest, language, info),
        "extent": _describe_extent(shelf),
        "itemType": "feature",
        "crs": [CRS84],
        "itemCount": len(shelf),
        "sources": list_sources(publisher.manifest, info),
        "links": _list_links(request, info, shelf),
    }
    return told | ({"changesToken": shelf.token} if shelf.token else {})


def _describe_extent(shelf: Shelf) -> dict[str, Any]:
    if shelf.box is None:
        return {}
    return {"spatial": {"bbox": [list(shelf.box)], "crs": CRS84}}


def _list_links(request: AnyRequest, info: CollectionInfo, shelf: Shelf) -> list[Link]:
    links = [
        Link(build_href(request, "collections", info.id), "self", JSON),
        Link(build_href(request, "collections", info.id, "items"), "items", GEOJSON),
    ]
    links += [
        Link(
            build_href(request, "collections", info.id, f"download.{ending}"),
            "enclosure",
            media_type,
            f"All of it as {ending}",
        )
        for ending, media_type in DOWNLOADS.items()
    ]
    if shelf.token:
        href = build_href(request, "collections", info.id, "changes", words={"since": shelf.token})
        title = "What was changed since then"
        links.append(Link(href, "related", JSON, title))
    return links
