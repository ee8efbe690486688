"""Whether a message holds now, will hold, held, or was taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from modugil.conditions.conditions import Span
from modugil.conditions.staff.messages import Cancellation, ServiceAlert, StaffMessage, Written
from modugil.core.time import service_day_start


class MessageState(StrEnum):
    """In the order in which staff look for them."""

    ACTIVE = "active"
    PLANNED = "planned"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def list_spans(message: StaffMessage, *, zone: ZoneInfo) -> Sequence[Span]:
    """When it holds; a cancelled run for the whole of its service day."""
    if isinstance(message, ServiceAlert):
        return message.active or (Span(),)
    if isinstance(message, Cancellation):
        start = service_day_start(message.day, zone=zone)
        return (Span(start, start + timedelta(hours=30)),)
    return (message.span,)


def state_of(written: Written, *, now: datetime, zone: ZoneInfo) -> MessageState:
    """How it stands with a message now."""
    if written.withdrawn is not None:
        return MessageState.WITHDRAWN
    spans = list_spans(written.message, zone=zone)
    if any(_holds(one, now) for one in spans):
        return MessageState.ACTIVE
    later = any(one.start is not None and one.start > now for one in spans)
    return MessageState.PLANNED if later else MessageState.ENDED


def _holds(span: Span, now: datetime) -> bool:
    return (span.start is None or span.start <= now) and (span.end is None or now < span.end)
