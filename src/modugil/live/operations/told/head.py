"""What stands at the top of every answer: of which instant it speaks, and how old that is."""

from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec.structs import replace


class Answer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Of one instant, and how long ago that was when it was asked for."""

    as_of: datetime
    """The instant (UTC) of which it speaks."""
    age_s: float = 0.0
    """How long before the question that was."""


class LineName(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A line by its id in the timetable and what is written on the bus."""

    line_id: str
    line: str


AnyAnswer = TypeVar("AnyAnswer", bound=Answer)


def aged(answer: AnyAnswer, *, now: datetime) -> AnyAnswer:
    """The same answer, told at that moment."""
    age_s = max(0.0, (now - answer.as_of).total_seconds())
    return replace(answer, age_s=round(age_s, 3))
