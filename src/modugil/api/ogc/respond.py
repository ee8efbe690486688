"""Answers with a strong ETag and links, and 304 for whoever has the same already."""

import gzip
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from litestar import Response

from modugil import __version__
from modugil.api.read_query import AnyRequest

GEOJSON = "application/geo+json"
JSON = "application/json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
TOKEN_HEADER = "Modugil-Changes-Token"
COMPRESSES_ITSELF = "skip_compression"
"""The option of addresses whose answers are compressed here, in the thread that made them, and not
where all connections of the server are served."""
_KEEP = "public, no-cache"
"""Whoever keeps it asks each time whether it still holds."""
_LEAST_GZIP, _LEVEL = 500, 5


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link of a document."""

    href: str
    rel: str
    type: str = ""
    title: str = ""


def build_href(request: AnyRequest, *path: str, words: Mapping[str, str] | None = None) -> str:
    """An address of this door, as the reader reaches it."""
    base = str(request.base_url).rstrip("/") + "/ogc"
    told = "".join("/" + quote(part, safe=":") for part in path)
    return base + told + (f"?{urlencode(words, safe=':,/')}" if words else "")


def build_tag(request: AnyRequest, *parts: str) -> str:
    """A strong tag: of the same address, the same parts give the same bytes.

    Compressed and plain bytes have tags of their own.
    """
    told = "\n".join(
        (__version__, str(request.base_url), request.url.path, request.url.query, *parts)
    )
    return f'"{sha256(told.encode()).hexdigest()[:32]}{"-gzip" if takes_gzip(request) else ""}"'


def takes_gzip(request: AnyRequest) -> bool:
    """Whether the reader takes what is compressed by gzip. Source: RFC 9110, section 12.5.3."""
    for coding in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() == "gzip":
            return re.fullmatch(r"\s*q=0(\.0*)?\s*", weight) is None
    return False


def is_known(request: AnyRequest, tag: str) -> bool:
    """Whether the reader has it already. Source: RFC 9110, section 13.1.2."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in {
        one.strip().removeprefix("W/") for one in given.split(",")
    }


def tell_links(links: Sequence[Link]) -> str:
    """The links as a header. Source: RFC 8288."""
    return ", ".join(
        f'<{one.href}>; rel="{one.rel}"' + (f'; type="{one.type}"' if one.type else "")
        for one in links
    )


def build_headers(tag: str, *, links: Sequence[Link] = (), token: str = "") -> dict[str, str]:
    """What every answer of this door is sent with."""
    headers = {"ETag": tag, "Cache-Control": _KEEP, "Vary": "Accept-Encoding"}
    if links:
        headers["Link"] = tell_links(links)
    return headers | ({TOKEN_HEADER: token} if token else {})


def answer_document(
    request: AnyRequest, document: Mapping[str, Any], *, media_type: str = JSON, token: str = ""
) -> Response[bytes]:
    """The document, or that it is still the one the reader has."""
    body = msgspec.json.encode(document)
    tag = build_tag(request, sha256(body).hexdigest())
    links = document.get("links", ())
    headers = build_headers(tag, links=links, token=token)
    headers["Vary"] = "Accept-Encoding, Accept-Language"
    return answer_bytes(request, body, media_type=media_type, headers=headers)


def answer_bytes(
    request: AnyRequest, body: bytes, *, media_type: str, headers: dict[str, str]
) -> Response[bytes]:
    """The bytes with these headers, or that they are still those the reader has."""
    if is_known(request, headers["ETag"]):
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    return compress(request, body, media_type=media_type, headers=headers)


def compress(
    request: AnyRequest, body: bytes, *, media_type: str, headers: dict[str, str]
) -> Response[bytes]:
    """The bytes with these headers; the same bytes compressed are the same ones each time."""
    if request.route_handler.opt.get(COMPRESSES_ITSELF) and takes_gzip(request):
        if len(body) >= _LEAST_GZIP:
            body = gzip.compress(body, _LEVEL, mtime=0)
            headers = {**headers, "Content-Encoding": "gzip"}
    return Response(body, headers=headers, media_type=media_type)
