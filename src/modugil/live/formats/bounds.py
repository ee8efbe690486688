"""What a number or a text in a terminal's message may be at all; checked while it is decoded."""

from collections.abc import Callable
from math import nan
from typing import Annotated, TypeVar

import msgspec

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable

EARLIEST_MS = 946_684_800_000
"""The year 2000: nothing measured before has a GNSS time one could mean."""
LATEST_MS = 4_102_444_800_000
"""The year 2100."""
MOST_FIXES = 1_000
"""How many fixes one message may hold."""
LONGEST_TEXT = 80
MOST_SPEED_MPS = 150.0
MOST_ODOMETER_M = 1e10

TimeMs = Annotated[int, msgspec.Meta(ge=EARLIEST_MS, le=LATEST_MS)]
Latitude = Annotated[float, msgspec.Meta(ge=-90.0, le=90.0)]
Longitude = Annotated[float, msgspec.Meta(ge=-180.0, le=180.0)]
Heading = Annotated[float, msgspec.Meta(ge=0.0, le=360.0)]
Speed = Annotated[float, msgspec.Meta(ge=0.0, le=MOST_SPEED_MPS)]
Odometer = Annotated[float, msgspec.Meta(ge=0.0, le=MOST_ODOMETER_M)]
Bays = Annotated[int, msgspec.Meta(ge=0, le=20)]
Quality = Annotated[int, msgspec.Meta(ge=0, le=8)]
Direction = Annotated[int, msgspec.Meta(ge=0, le=1)]
Flag = Annotated[int, msgspec.Meta(ge=0, le=1)]
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]

_Message = TypeVar("_Message")
_ACCESS = {None: int(Access.UNKNOWN), True: int(Access.YES), False: int(Access.NO)}


def decode(decoder: Callable[[bytes], _Message], payload: bytes) -> _Message:
    """What the decoder makes of it.

    Errors:  FixUnreadable with what is wrong and at which place of the message.
    """
    try:
        return decoder(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as cause:
        raise FixUnreadable(f"The message cannot be read: {cause}.") from cause


def told(value: float | None) -> float:
    """The number, NaN where nobody tells."""
    return nan if value is None else value


def access_of(value: bool | None) -> int:
    """Yes, no, or not told, as Access."""
    return _ACCESS[value]
