"""POST /api/v1/fixes: the door for terminals that speak HTTP; answered when the fixes are safe."""

from typing import cast

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency

from modugil.api.fixes_description import DescribedFixes
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.terminal_request import read_body, read_credential, refuse
from modugil.core.errors import (
    BadInput,
    CouldNotLook,
    FixUnreadable,
    MessageTooLarge,
    ModugilError,
)
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake
from modugil.live.fix import Door
from modugil.live.formats.json_fix import read_json_fixes
from modugil.live.formats.nmea import NmeaRead, read_nmea

MOST_BYTES = 524_288
"""A thousand fixes with everything told are about half of it."""
_REASONS: dict[type[ModugilError], Refused] = {
    FixUnreadable: Refused.UNREADABLE,
    MessageTooLarge: Refused.TOO_LARGE,
}


class FixesTaken(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What was taken and is safe now."""

    accepted: int
    """Fixes."""
    damaged_lines: int = 0
    """Lines of NMEA that were passed over."""


@post(
    "/fixes",
    status_code=202,
    operation_class=DescribedFixes,
    operation_id="fixes",
    summary="Send fixes of a vehicle",
    description="One fix or a list of up to 1000, as JSON, or lines of NMEA 0183 (GGA and RMC) as "
    "text/plain. Sign in with the terminal's credential by HTTP Basic; it speaks for its own "
    "vehicle only. The answer comes when every fix of the message is safe on the disk: until then "
    "keep them. With an error none of them was taken.",
    tags=["terminals"],
    response_description="Every fix is safe",
    responses=describe_problems(400, 401, 403, 413, 422, 429, 503),
    request_max_body_size=None,  # counted by hand, so that the refusal has our shape
)
async def post_fixes(
    request: AnyRequest, intake: NamedDependency[Intake | None]
) -> Response[FixesTaken]:
    """How many fixes are safe; or which fault kept all of them out."""
    try:
        read_words(request, allowed=())
        if intake is None:
            raise CouldNotLook("No fixes are taken here: this server follows no vehicles.")
        return Response(await _take(request, intake), status_code=202)
    except BadInput as fault:
        return cast("Response[FixesTaken]", refuse(request, fault))
    except ModugilError as fault:
        away = CouldNotLook(fault.message, allowed="Keep the fixes; try again.")
        return cast("Response[FixesTaken]", refuse(request, away))


async def _take(request: AnyRequest, intake: Intake) -> FixesTaken:
    terminal = intake.sign_in(*read_credential(request))
    try:
        payload = await read_body(request, most_bytes=MOST_BYTES)
        told = _read_fixes(request, payload, vehicle=terminal.vehicle, now_ms=intake.now_ms())
    except (FixUnreadable, MessageTooLarge) as fault:
        intake.count_refusal(_REASONS[type(fault)])
        raise
    await intake.keep(terminal, told.fixes)
    return FixesTaken(accepted=len(told.fixes), damaged_lines=told.damaged_lines)


def _read_fixes(request: AnyRequest, payload: bytes, *, vehicle: str, now_ms: int) -> NmeaRead:
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind == "text/plain":
        return read_nmea(payload, vehicle=vehicle, received_ms=now_ms, door=Door.HTTP)
    if kind != "application/json":
        raise FixUnreadable(
            f"The message is of the type {kind[:40]!r}.",
            allowed="It may be application/json, or text/plain for NMEA 0183.",
        )
    fixes = read_json_fixes(payload, vehicle=vehicle, received_ms=now_ms, door=Door.HTTP)
    return NmeaRead(fixes, 0)
