"""Answers and errors in the form of MOTIS."""

from collections.abc import Callable

import msgspec
from litestar import Response

from modugil.core.errors import BadInput, ModugilError, PlaceNotFound

NOT_FOUND, BAD, FAILED = 404, 400, 503


def answer_motis(ask: Callable[[], msgspec.Struct]) -> Response[bytes]:
    """The answer, or `{"error": "…"}` with the sentence that says what is wrong."""
    try:
        return _respond(ask(), status=200)
    except PlaceNotFound as fault:
        return _refuse(fault, status=NOT_FOUND)
    except BadInput as fault:
        return _refuse(fault, status=BAD)
    except ModugilError as fault:
        return _refuse(fault, status=FAILED)


def _refuse(fault: ModugilError, *, status: int) -> Response[bytes]:
    return _respond({"error": str(fault)}, status=status)


def _respond(body: object, *, status: int) -> Response[bytes]:
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
