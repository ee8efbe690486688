"""What `POST /api/v1/fixes` takes, as OpenAPI describes it: made from the struct that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.openapi.spec import (
    Example,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)

from modugil.live.formats.bounds import MOST_FIXES
from modugil.live.formats.json_fix import JsonFix

_SAME = {
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "min_length",
    "maxLength": "max_length",
    "enum": "enum",
}
ONE_FIX = {
    "time": "2026-11-22T06:12:30.120Z",
    "lat": 33.4996213,
    "lon": 126.5311884,
    "quality": 4,
    "speedMps": 10.28,
    "headingDeg": 80.1,
    "tripId": "2110-1-0720",
}
NMEA_LINES = (
    "$GNRMC,061230.10,A,3329.97728,N,12631.87130,E,19.98,80.1,221126,,,R*62\r\n"
    "$GNGGA,061230.10,3329.97728,N,12631.87130,E,4,18,0.7,40.2,M,23.1,M,1.0,0017*63\r\n"
)


@dataclass
class DescribedFixes(Operation):
    """The operation with its body."""

    def __post_init__(self) -> None:
        """Add what the body may be."""
        (one,), parts = msgspec.json.schema_components([JsonFix])
        name = one["$ref"].rpartition("/")[2]
        fix = build_schema(parts[name])
        several = Schema(type=OpenAPIType.ARRAY, items=fix, min_items=1, max_items=MOST_FIXES)
        lines = Schema(type=OpenAPIType.STRING, description="GGA and RMC, one sentence a line.")
        self.request_body = RequestBody(
            required=True,
            content={
                "application/json": OpenAPIMediaType(
                    schema=Schema(one_of=[fix, several]),
                    examples={"one": Example(value=ONE_FIX), "list": Example(value=[ONE_FIX])},
                ),
                "text/plain": OpenAPIMediaType(
                    schema=lines, examples={"pair": Example(value=NMEA_LINES)}
                ),
            },
        )


def build_schema(told: Mapping[str, Any]) -> Schema:
    """The same as an object of the library that writes the description."""
    schema = Schema(description=told.get("description"), format=told.get("format"))
    if "type" in told:
        schema.type = OpenAPIType(told["type"])
    for name, attribute in _SAME.items():
        if name in told:
            setattr(schema, attribute, told[name])
    if "anyOf" in told:
        schema.one_of = [build_schema(part) for part in told["anyOf"]]
    if "properties" in told:
        schema.properties = {name: build_schema(part) for name, part in told["properties"].items()}
        schema.required = list(told["required"])
        schema.additional_properties = False
    return schema
