"""What `POST /api/v1/wifi/reports` takes, as OpenAPI describes it: made from what reads it."""

from dataclasses import dataclass

import msgspec
from litestar.openapi.spec import (
    Example,
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)

from modugil.api.fixes_description import build_schema
from modugil.live.formats.wifi_report import MOST_REPORTS, JsonWifiReport

ONE_REPORT = {
    "time": "2026-11-22T06:12:30Z",
    "up": True,
    "clients": 14,
    "bytes": 48210334112,
    "start": "b7f3",
    "since": "2026-11-22T05:58:02Z",
    "ssid": "Jeju Free Bus_WIFI_211",
    "uplink": "5g",
    "rsrpDbm": -91,
    "intervalS": 60,
}


@dataclass
class DescribedReports(Operation):
    """The operation with its body."""

    def __post_init__(self) -> None:
        """Add what the body may be."""
        (one,), parts = msgspec.json.schema_components([JsonWifiReport])
        report = build_schema(parts[one["$ref"].rpartition("/")[2]])
        several = Schema(type=OpenAPIType.ARRAY, items=report, min_items=1, max_items=MOST_REPORTS)
        self.request_body = RequestBody(
            required=True,
            content={
                "application/json": OpenAPIMediaType(
                    schema=Schema(one_of=[report, several]),
                    examples={
                        "one": Example(value=ONE_REPORT),
                        "list": Example(value=[ONE_REPORT]),
                    },
                )
            },
        )
