"""GET /api/v1/vehicles/stream: the buses as they move, as server-sent events."""

from collections.abc import AsyncGenerator

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Stream

from modugil.answers.boards.stop_address import read_stop_id
from modugil.answers.desk import Desk
from modugil.api.parameters import describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_bounds, read_words
from modugil.api.stream.vehicle_stream import VehicleStream
from modugil.api.stream.view import View
from modugil.api.vehicles import BBOX, LINE

EVENT_STREAM = "text/event-stream"
HEAD_ONLY = "modugil.head"
"""Among the extensions of a request of which only the head is wanted."""
STOP = text_parameter("stop", "Only those that still call at this stop or station: its id.")


@get(
    "/vehicles/stream",
    operation_class=describe_parameters(BBOX, LINE, STOP),
    operation_id="vehicleStream",
    summary="The buses as they move",
    description="Server-sent events: `frame` holds every vehicle in view and comes first; `change` "
    "holds those that changed or came into view since the event before, and in `gone` those that "
    "left it. After a drop, a request with the header `Last-Event-ID` (browsers send it by "
    "themselves) gets all that changed since as one `change`, within two minutes; later a `frame`. "
    "Whoever reads slowly gets fewer events, each with all that is new. Each vehicle: id, lat and "
    "lon (WGS 84, 8 decimals), t (measured, milliseconds), heading, alongM; and facts (run, line, "
    "colours, lowFloor, crowding, status), left out of a change where they are as before. It does "
    "not end by itself.",
    tags=["vehicles"],
    responses=describe_problems(400, 404, 503),
    media_type=EVENT_STREAM,
    exclude_from_compression=True,
)
async def stream_vehicles(
    request: AnyRequest, desk: NamedDependency[Desk], stream: NamedDependency[VehicleStream]
) -> Stream:
    """The events, until the reader leaves or the server ends.

    Errors:  BadInput or PlaceNotFound for a view that cannot be meant, CouldNotLook where too many
             look already.
    """
    view = _read_view(request, desk)
    looker = stream.join(desk, view, last_event_id=request.headers.get("last-event-id", ""))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    only_head = HEAD_ONLY in (request.scope.get("extensions") or {})
    events = none() if only_head else stream.send(looker, desk)
    return Stream(events, media_type=EVENT_STREAM, headers=headers)


def _read_view(request: AnyRequest, desk: Desk) -> View:
    words = read_words(request, allowed=("bbox", "line", "stop"))
    stops: tuple[int, ...] = ()
    if words.get("stop"):
        sight = desk.boards.look(now=desk.clock.now(), language="ko")
        ref = f"stop:{read_stop_id(words['stop']).removeprefix('stop:')}"
        stops = tuple(sight.finder.get_endpoint(ref, language="ko").stops)
    return View(read_bounds(words, "bbox"), words.get("line", ""), stops)


async def none() -> AsyncGenerator[bytes, None]:
    """No event at all."""
    for event in list[bytes]():
        yield event
