"""The landing page, what holds here, and the sequences as collections. Source: STAC API 1.0.0."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from modugil.api.read_query import AnyRequest
from modugil.api.stac.links import GEOJSON, build_href, build_link
from modugil.places.roadview.picture import SequenceNow
from modugil.region.manifest import Manifest

STAC_VERSION = "1.0.0"
CONFORMS_TO = (
    "https://api.stacspec.org/v1.0.0/core",
    "https://api.stacspec.org/v1.0.0/collections",
    "https://api.stacspec.org/v1.0.0/ogcapi-features",
    "https://api.stacspec.org/v1.0.0/item-search",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)


def write_instant(instant: datetime) -> str:
    """An instant as RFC 3339 writes it, in UTC."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def describe_landing(request: AnyRequest, manifest: Manifest) -> dict[str, Any]:
    """Where everything else is."""
    search = build_href(request, "search")
    return {
        "type": "Catalog",
        "id": f"modugil-{manifest.id}",
        "stac_version": STAC_VERSION,
        "title": "Modugil road view",
        "description": "Pictures of streets, faces and number plates blurred as far as they were "
        "found. One collection is one sequence of pictures.",
        "conformsTo": list(CONFORMS_TO),
        "links": [
            build_link("self", build_href(request)),
            build_link("root", build_href(request)),
            build_link("conformance", build_href(request, "conformance")),
            build_link("data", build_href(request, "collections")),
            build_link("search", search, type=GEOJSON, method="GET"),
            build_link("search", search, type=GEOJSON, method="POST"),
            build_link(
                "service-desc",
                build_href(request, "openapi.json"),
                type="application/vnd.oai.openapi+json",
            ),
            build_link("service-doc", build_href(request, "docs"), type="text/html"),
        ],
    }


def describe_conformance() -> dict[str, Any]:
    """Which parts of the standards hold here."""
    return {"conformsTo": list(CONFORMS_TO)}


def describe_collections(
    request: AnyRequest, found: Iterable[SequenceNow], *, following: dict[str, str] | None
) -> dict[str, Any]:
    """One page of sequences; `following` are the words that ask for the next one."""
    links = [
        build_link("self", build_href(request, "collections")),
        build_link("root", build_href(request)),
    ]
    if following:
        links.append(build_link("next", build_href(request, "collections", words=following)))
    return {"collections": [describe_collection(request, one) for one in found], "links": links}


def describe_collection(request: AnyRequest, now: SequenceNow) -> dict[str, Any]:
    """One sequence."""
    sequence = now.sequence
    own = ("collections", sequence.id)
    producer = sequence.producer or "not told"
    return {
        "type": "Collection",
        "stac_version": STAC_VERSION,
        "stac_extensions": [],
        "id": sequence.id,
        "title": sequence.title,
        "description": "A sequence of pictures of a street.",
        "keywords": ["pictures", sequence.title],
        "license": sequence.licence,
        "providers": [{"name": producer, "roles": ["producer"]}],
        "created": write_instant(sequence.created),
        "updated": write_instant(now.updated),
        "extent": {
            "spatial": {"bbox": [[now.west, now.south, now.east, now.north]]},
            "temporal": {"interval": [[write_instant(now.first), write_instant(now.last)]]},
        },
        "geovisio:status": "ready",
        "stats:items": {"count": now.count},
        "links": [
            build_link("self", build_href(request, *own)),
            build_link("root", build_href(request)),
            build_link("parent", build_href(request)),
            build_link("items", build_href(request, *own, "items"), type=GEOJSON),
        ],
    }
