"""The envelope of every TAGO answer, in XML and JSON, with what clients had to learn about it.

Source:  what clients of the API wrote down: `items` is "" when there is none, `item` an object
         when there is one and a list when there are more, a text of digits becomes a number in JSON
         (530 for "0530"), and a fault of the gateway is XML with status 200, whatever was asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, overload
from xml.sax.saxutils import escape

import msgspec

Value = str | int | float
Item = dict[str, Value]
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NORMAL = {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of all items is wanted."""

    number: int = 1
    rows: int = 10

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items on this page."""
        first = (self.number - 1) * self.rows
        return items[first : first + self.rows]


class MadeWhenShown(Sequence[Item]):
    """Items of which only those of the page are made."""

    def __init__(self, rows: Sequence[int], make: Callable[[int], Item]) -> None:
        """One for each of the rows."""
        self._rows = rows
        self._make = make

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """One of them, or some."""
        if isinstance(at, slice):
            return [self._make(row) for row in self._rows[at]]
        return self._make(self._rows[at])


class GatewayFault(Enum):
    """What the gateway refuses, by its reason code."""

    INVALID_REQUEST_PARAMETER_ERROR = "10"
    NO_MANDATORY_REQUEST_PARAMETERS_ERROR = "11"
    NO_OPENAPI_SERVICE_ERROR = "12"
    LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR = "22"
    SERVICE_KEY_IS_NOT_REGISTERED_ERROR = "30"


class Refused(Exception):
    """The gateway refuses; what is wrong stands in its answer, as a code."""

    def __init__(self, fault: GatewayFault) -> None:
        """For that reason."""
        super().__init__(fault.name)
        self.fault = fault


def render_json(items: Sequence[Item], page: Page) -> bytes:
    """The items of the page in the JSON that a converter makes of the XML."""
    shown = [{name: _as_json(value) for name, value in one.items()} for one in page.of(items)]
    held: Any = ""
    if shown:
        held = {"item": shown[0] if len(shown) == 1 else shown}
    body = {
        "items": held,
        "numOfRows": page.rows,
        "pageNo": page.number,
        "totalCount": len(items),
    }
    return msgspec.json.encode({"response": {"header": NORMAL, "body": body}})


def render_xml(items: Sequence[Item], page: Page) -> bytes:
    """The items of the page in XML."""
    shown = "".join(f"<item>{_fields(one)}</item>" for one in page.of(items))
    numbers = {"numOfRows": page.rows, "pageNo": page.number, "totalCount": len(items)}
    header = f"<header>{_fields(dict(NORMAL))}</header>"
    body = f"<body><items>{shown}</items>{_fields(dict(numbers))}</body>"
    return f"{DECLARATION}<response>{header}{body}</response>".encode()


def render_fault(fault: GatewayFault) -> bytes:
    """What the gateway says instead of an answer: XML, also to those who asked for JSON."""
    told: Item = {
        "errMsg": "SERVICE ERROR",
        "returnAuthMsg": fault.name,
        "returnReasonCode": fault.value,
    }
    header = f"<cmmMsgHeader>{_fields(told)}</cmmMsgHeader>"
    return f"<OpenAPI_ServiceResponse>{header}</OpenAPI_ServiceResponse>".encode()


def _as_json(value: Value) -> Value:
    """A text of digits is a number; what looks like none stays a text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value


def _fields(item: Item) -> str:
    return "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in item.items())
