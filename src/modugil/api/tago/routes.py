"""GET /1613000/<service>/<operation>: the paths of TAGO, so that clients change the host alone."""

from collections.abc import Callable, Mapping, Sequence

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.api.read_query import AnyRequest
from modugil.api.tago.arrivals import list_arrivals, list_arrivals_of_route
from modugil.api.tago.envelope import (
    GatewayFault,
    Item,
    Refused,
    render_fault,
    render_json,
    render_xml,
)
from modugil.api.tago.lines import get_line, list_line_stops, list_lines
from modugil.api.tago.positions import list_positions, list_positions_at_stop
from modugil.api.tago.query import TagoQuery, read_page
from modugil.api.tago.stops import list_cities, list_lines_at_stop, list_stops, list_stops_near
from modugil.core.errors import PlaceNotFound

Operation = Callable[[TagoQuery], Sequence[Item]]
LONGEST_VALUE = 400
"""A key for the national API is about 90 characters long."""
OPERATIONS: dict[str, dict[str, Operation]] = {
    "ArvlInfoInqireService": {
        "getSttnAcctoArvlPrearngeInfoList": list_arrivals,
        "getSttnAcctoSpcifyRouteBusArvlPrearngeInfoList": list_arrivals_of_route,
    },
    "BusLcInfoInqireService": {
        "getRouteAcctoBusLcList": list_positions,
        "getRouteAcctoSpcifySttnAccesBusLcInfo": list_positions_at_stop,
    },
    "BusRouteInfoInqireService": {
        "getRouteNoList": list_lines,
        "getRouteAcctoThrghSttnList": list_line_stops,
        "getRouteInfoIem": get_line,
    },
    "BusSttnInfoInqireService": {
        "getSttnNoList": list_stops,
        "getCrdntPrxmtSttnList": list_stops_near,
        "getSttnThrghRouteList": list_lines_at_stop,
    },
}
EVERYWHERE: dict[str, Operation] = {"getCtyCodeList": list_cities}


@get(
    "/1613000/{service:str}/{operation:str}",
    include_in_schema=False,
    sync_to_thread=True,
)
def get_tago(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    service: FromPath[str],
    operation: FromPath[str],
) -> Response[bytes]:
    """The answer; whatever is wrong is told as the gateway does, with status 200."""
    words = {name: value[:LONGEST_VALUE] for name, value in request.query_params.items()}
    try:
        page = read_page(words)
        answers = OPERATIONS.get(service, {})
        answer = answers.get(operation) or (EVERYWHERE.get(operation) if answers else None)
        if answer is None:
            raise Refused(GatewayFault.NO_OPENAPI_SERVICE_ERROR)
        items = _ask(answer, words, desk)
    except Refused as refused:
        return _respond(render_fault(refused.fault), "text/xml")
    if words.get("_type", "").lower() == "json":
        return _respond(render_json(items, page), "application/json")
    return _respond(render_xml(items, page), "application/xml")


def _ask(answer: Operation, words: Mapping[str, str], desk: Desk) -> Sequence[Item]:
    try:
        sight = desk.boards.look(now=desk.clock.now(), language="ko")
    except PlaceNotFound:  # a region without a timetable
        return ()
    return answer(TagoQuery(words, desk, sight))


def _respond(body: bytes, kind: str) -> Response[bytes]:
    headers = {"Cache-Control": "no-store"}
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)
