"""The API's description as a page that loads nothing from anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.asking.region_card import build_region_card
from modugil.answers.desk import Desk
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as the page lists it."""

    name: str
    meaning: str
    values: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address as the page lists it."""

    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    statuses: tuple[tuple[str, str], ...]


@get("/api/docs", include_in_schema=False, sync_to_thread=True)
def show_docs(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """The page."""
    language = choose_language(request)
    schema = request.app.openapi_schema.to_schema()
    return render_page(
        "docs.html",
        language=language,
        query=read_query(request),
        region=build_region_card(desk.manifest, language=language),
        operations=list_operations(schema),
    )


def list_operations(schema: Mapping[str, Any]) -> list[Operation]:
    """Every address of an OpenAPI description that is read by GET."""
    return [
        Operation(
            path=path,
            summary=item["get"].get("summary", ""),
            description=item["get"].get("description", ""),
            parameters=tuple(map(_parameter, item["get"].get("parameters", ()))),
            statuses=tuple(
                (status, answer.get("description", ""))
                for status, answer in sorted(item["get"]["responses"].items())
            ),
        )
        for path, item in schema["paths"].items()
        if "get" in item
    ]


def _parameter(told: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=told["name"],
        meaning=told.get("description", ""),
        values=_values(told.get("schema", {})),
        required=bool(told.get("required")),
    )


def _values(schema: Mapping[str, Any]) -> str:
    if "oneOf" in schema:
        return " | ".join(_values(one) for one in schema["oneOf"])
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"{low:g} – {high:g}"
    return f"{low:g} –" if low is not None else str(schema.get("type", ""))
