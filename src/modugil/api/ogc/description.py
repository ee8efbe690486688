"""The door in OpenAPI 3.0, as the standard of 2019 asks for it; the rest of the API is in 3.1."""

from collections.abc import Sequence
from typing import Any

from modugil import __version__
from modugil.answers.desk import SPOKEN
from modugil.api.ogc.changes import MOST
from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.downloads import DOWNLOADS
from modugil.api.ogc.query import MOST_ITEMS, MOST_OFFSET, USUAL_ITEMS, WHEELCHAIR
from modugil.api.ogc.respond import GEOJSON, JSON
from modugil.api.problems import PROBLEM_MEDIA_TYPE

Schema = dict[str, Any]


def describe_door(offered: Sequence[CollectionInfo], *, base: str) -> dict[str, Any]:
    """Every address below `base`."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Modugil: OGC API Features",
            "version": __version__,
            "description": "See docs/platform.md. Anybody may ask; nothing of who asks is kept.",
        },
        "servers": [{"url": base}],
        "paths": {
            "/": _get("landing", "Where everything else is", JSON, [_LANGUAGE]),
            "/api": _get("description", "This document", "application/vnd.oai.openapi+json"),
            "/conformance": _get("conformance", "Which parts of the standard hold", JSON),
            "/collections": _get("collections", "All collections", JSON, [_LANGUAGE]),
            **_describe_collection(offered),
        },
        "components": {"schemas": {"problem": _PROBLEM}},
    }


def _describe_collection(offered: Sequence[CollectionInfo]) -> dict[str, Any]:
    ids = _words("collection", "Which collection.", [info.id for info in offered], where="path")
    feature = {
        "name": "feature",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    }
    path = "/collections/{collection}"
    return {
        path: _get("collection", "One collection", JSON, [ids, _LANGUAGE]),
        f"{path}/items": _get("items", "Its features, page by page", GEOJSON, [ids, *_ITEMS]),
        f"{path}/items/{{feature}}": _get(
            "item", "One feature", GEOJSON, [ids, feature, _LANGUAGE]
        ),
        f"{path}/changes": _get(
            "changes", "What was changed since a token", JSON, [ids, *_CHANGES], statuses=(410, 503)
        ),
        **{
            f"{path}/download.{ending}": _get(f"download_{ending}", "All of it", media_type, [ids])
            for ending, media_type in DOWNLOADS.items()
        },
    }


def _get(
    id: str,
    summary: str,
    media_type: str,
    parameters: Sequence[Schema] = (),
    *,
    statuses: Sequence[int] = (),
) -> Schema:
    told = {"200": {"description": summary, "content": {media_type: {"schema": _ANY}}}}
    told["304"] = {"description": "It is as the reader has it."}
    for status in (400, 404, 503, *statuses):
        problem = {"schema": {"$ref": "#/components/schemas/problem"}}
        told[str(status)] = {
            "description": "An RFC 9457 problem.",
            "content": {PROBLEM_MEDIA_TYPE: problem},
        }
    described = {"operationId": id, "summary": summary, "responses": told}
    return {"get": described | ({"parameters": list(parameters)} if parameters else {})}


def _words(name: str, description: str, choices: Sequence[str], *, where: str = "query") -> Schema:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": description,
        "schema": {"type": "string", "enum": list(choices)},
    }


def _text(name: str, description: str) -> Schema:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", "maxLength": 200},
    }


def _number(name: str, description: str, *, low: int, high: int, default: int) -> Schema:
    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


_ANY: Schema = {"type": "object"}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "allowed": {"type": "string"},
        "instance": {"type": "string"},
    },
}
_LANGUAGE = _words("language", "The language of names; as published if not given.", SPOKEN)
_BBOX: Schema = {
    "name": "bbox",
    "in": "query",
    "required": False,
    "description": "Only what touches this box: west, south, east, north.",
    "style": "form",
    "explode": False,
    "schema": {
        "type": "array",
        "items": {"type": "number"},
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    },
}
_ITEMS = (
    _number("limit", "How many at most.", low=1, high=MOST_ITEMS, default=USUAL_ITEMS),
    _number("offset", "How many to pass over.", low=0, high=MOST_OFFSET, default=0),
    _text("after", "Only those after the feature of this id, as `next` links ask."),
    _BBOX,
    _text("datetime", "An instant or interval of RFC 3339; our features hold at any time."),
    _words("wheelchair", "What is said of the whole place.", WHEELCHAIR),
    _text("category", "Only of this category."),
    _text("has", "Keys of facts that must be there, with commas between."),
    _LANGUAGE,
)
_CHANGES = (
    _text("since", "A token of a collection, a download or an answer; none for one of now."),
    _number("limit", "How many at most.", low=1, high=MOST, default=MOST),
    _LANGUAGE,
)
