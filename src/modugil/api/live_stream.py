"""GET /api/v1/vehicles/stream: the buses as they move, as server-sent events."""

from collections.abc import AsyncGenerator

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Stream

from modugil.answers.desk import Desk
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.vehicle_stream import VehicleStream

EVENT_STREAM = "text/event-stream"
HEAD_ONLY = "modugil.head"
"""Among the extensions of a request of which only the head is wanted."""


@get(
    "/vehicles/stream",
    operation_id="vehicleStream",
    summary="The buses as they move",
    description="Server-sent events: `frame` holds the whole fleet and comes first, and again for "
    "whoever could not keep up; `change` holds the vehicles that changed since the tick before, "
    "and in `gone` those not heard of any more. Each vehicle: id, lat, lon, t (measured, "
    "milliseconds), heading, alongM; and facts (run, line, colours, lowFloor, crowding, status), "
    "left out of a change where they are as before. It does not end by itself.",
    tags=["vehicles"],
    responses=describe_problems(400, 503),
    media_type=EVENT_STREAM,
    exclude_from_compression=True,
)
async def stream_vehicles(
    request: AnyRequest, desk: NamedDependency[Desk], stream: NamedDependency[VehicleStream]
) -> Stream:
    """The events, until the reader leaves or the server ends.

    Errors:  CouldNotLook where too many look already.
    """
    read_words(request, allowed=())
    looker = stream.join()
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    only_head = HEAD_ONLY in (request.scope.get("extensions") or {})
    events = none() if only_head else stream.send(looker, desk)
    return Stream(events, media_type=EVENT_STREAM, headers=headers)


async def none() -> AsyncGenerator[bytes, None]:
    """No event at all."""
    for event in list[bytes]():
        yield event
