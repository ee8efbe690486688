"""Addresses of the road view, as the reader reaches them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from modugil.api.read_query import AnyRequest

GEOJSON = "application/geo+json"
JSON = "application/json"
JPEG = "image/jpeg"


def build_href(request: AnyRequest, *path: str, words: Mapping[str, str] | None = None) -> str:
    """An address below /api."""
    base = str(request.base_url).rstrip("/") + "/api"
    told = "".join("/" + quote(part, safe="{}") for part in path)
    return base + told + (f"?{urlencode(words, safe=':,/')}" if words else "")


def build_link(rel: str, href: str, *, type: str = JSON, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """One link of a document."""
    return {"rel": rel, "type": type, "href": href, **more}
