"""POST /api/v1/wifi/reports: the door for access points that speak HTTP."""

from typing import cast

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.desk import Desk
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.terminal_request import read_body, read_credential, refuse
from modugil.api.wifi_description import DescribedReports
from modugil.core.errors import (
    BadInput,
    CouldNotLook,
    FixUnreadable,
    MessageTooLarge,
    ModugilError,
)
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake
from modugil.live.formats.wifi_report import parse_access_point, read_wifi_reports

MOST_BYTES = 65_536
_REASONS: dict[type[ModugilError], Refused] = {
    FixUnreadable: Refused.UNREADABLE,
    MessageTooLarge: Refused.TOO_LARGE,
}


class ReportsTaken(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What was taken, and what the network should be called."""

    accepted: int
    """Reports."""
    ssid: str
    """What the network of the last report's access point should be called now; empty: leave it."""


class AskedSsid(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a network should be called."""

    access_point: str
    ssid: str
    """Empty: leave it as it is."""


@post(
    "/wifi/reports",
    status_code=202,
    operation_class=DescribedReports,
    operation_id="wifi_reports",
    summary="Send reports of an access point",
    description="One report or a list of up to 100. Sign in with the credential of the bus's or "
    "stop's terminal by HTTP Basic; it speaks for its own place only. The answer tells what the "
    "network should be called. With an error none of them was taken.",
    tags=["terminals"],
    response_description="Every report is taken",
    responses=describe_problems(400, 401, 403, 413, 422, 429, 503),
    request_max_body_size=None,  # counted by hand, so that the refusal has our shape
)
async def post_wifi_reports(
    request: AnyRequest, intake: NamedDependency[Intake | None]
) -> Response[ReportsTaken]:
    """How many reports were taken; or which fault kept all of them out."""
    try:
        read_words(request, allowed=())
        if intake is None or intake.wifi.book is None:
            raise CouldNotLook("No reports are taken here: this server listens to no Wi-Fi.")
        return Response(await _take(request, intake), status_code=202)
    except ModugilError as fault:
        if not isinstance(fault, BadInput):
            fault = CouldNotLook(fault.message, allowed="Send the newest report again later.")
        return cast("Response[ReportsTaken]", refuse(request, fault))


async def _take(request: AnyRequest, intake: Intake) -> ReportsTaken:
    terminal, now_ms = intake.sign_in(*read_credential(request)), intake.now_ms()
    try:
        payload = await read_body(request, most_bytes=MOST_BYTES)
        reports = read_wifi_reports(payload, subject=terminal.vehicle, received_ms=now_ms)
    except (FixUnreadable, MessageTooLarge) as fault:
        intake.count_refusal(_REASONS[type(fault)])
        raise
    ssid = intake.wifi.take(terminal, reports, now_ms=now_ms)
    return ReportsTaken(accepted=len(reports), ssid=ssid)


@get(
    "/wifi/ssid/{access_point:path}",
    operation_id="wifi_ssid",
    summary="What a network should be called now",
    description="For an access point that reports over MQTT: the name of the line that its bus "
    "drives, or an empty one where it should stay as it is.",
    tags=["terminals"],
    responses=describe_problems(400, 422, 503),
    sync_to_thread=False,
)
def get_wifi_ssid(
    request: AnyRequest, desk: NamedDependency[Desk], access_point: FromPath[str]
) -> AskedSsid:
    """The name asked for.

    Errors:  FixUnreadable if it is no access point; CouldNotLook where none is listened to.
    """
    read_words(request, allowed=())
    name = parse_access_point(str(access_point).strip("/"))
    if desk.wifi is None:
        raise CouldNotLook("This server listens to no access points.")
    return AskedSsid(access_point=name, ssid=desk.wifi.get_ssid(name))
