"""Which HTTP status an error has: decided here and nowhere else."""

import logging
import traceback
from collections.abc import Mapping

import msgspec
from litestar import Litestar, Response
from litestar.exceptions import HTTPException
from litestar.routes import HTTPRoute

from modugil.api.problems import PROBLEM_MEDIA_TYPE, Problem, get_kind
from modugil.core.errors import (
    BadInput,
    CouldNotKeep,
    CouldNotLook,
    ModugilError,
    RegionUnreadable,
)
from modugil.core.language import Language

log = logging.getLogger(__name__)
_CODE_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 503: "could_not_look"}
SEE_DOCS = "Every address and what it takes stands at /api/docs."


def build_problem(error: Exception, *, path: str, language: Language, methods: str = "") -> Problem:
    """The error as a problem. What we do not know is a fault of ours and says nothing of itself."""
    code, detail, allowed = _describe(error, methods)
    kind = get_kind(code)
    return Problem(
        type=f"/api/docs#{kind.code}",
        title=kind.title(language),
        status=kind.status,
        detail=detail,
        allowed=allowed,
        instance=path,
    )


def _describe(error: Exception, methods: str) -> tuple[str, str, str]:
    match error:
        case BadInput():
            return error.code, error.message, error.allowed
        case CouldNotLook() | RegionUnreadable():
            return "could_not_look", error.message, error.allowed
        case CouldNotKeep():
            return error.code, error.message, error.allowed
        case ModugilError():
            return "fault", error.message, error.allowed
        case HTTPException() if error.status_code in _CODE_OF_STATUS:
            code = _CODE_OF_STATUS[error.status_code]
            allowed = f"It takes {methods}." if methods else SEE_DOCS
            return code, f"{get_kind(code).en}.", allowed
        case HTTPException() if 400 <= error.status_code < 500:
            return "bad_input", _explain(error), SEE_DOCS
        case _:
            return "fault", "It was noted without anything you sent.", "Try again a little later."


def _explain(error: HTTPException) -> str:
    extra = error.extra if isinstance(error.extra, list) else []
    said = [
        f"{row.get('key', 'The request')}: {row.get('message', '')}"
        for row in extra
        if isinstance(row, Mapping)
    ]
    return "; ".join(said)[:500] or "The request is not formed as it should be."


def note_fault(error: Exception, *, path: str) -> None:
    """Log where the program went wrong, and nothing of what a person sent or what was in memory."""
    places = [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-8:]
    ]
    log.error("fault %s at %s: %s", type(error).__name__, path, " < ".join(reversed(places)))


def to_response(problem: Problem, *, methods: str = "") -> Response[bytes]:
    """The problem as a response."""
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers={"Allow": methods} if methods else {},
    )


def list_methods(error: Exception, *, app: Litestar, path: str) -> str:
    """Which methods an address takes, where another was used; those with parameters are read."""
    if not isinstance(error, HTTPException) or error.status_code != 405:
        return ""
    routes = [one for one in app.routes if isinstance(one, HTTPRoute) and one.path == path]
    methods = {str(method) for route in routes for method in route.methods} - {"OPTIONS"}
    return ", ".join(sorted(methods)) or "GET, HEAD"
