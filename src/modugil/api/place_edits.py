"""PUT, DELETE, POST below /api/v1/places/{id}: staff correct a place, close it and reopen it."""

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, post, put
from litestar.di import NamedDependency
from litestar.openapi.spec import Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import FromPath, JSONBody

from modugil.answers.desk import Desk
from modugil.api.parameters import describe_parameters
from modugil.api.place_told import PlaceTold, build_tag, find_place, read_state, tell_place
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.signed_in import require_role
from modugil.core.errors import BadInput, CouldNotKeep, StateNotTold
from modugil.people.roles import Role
from modugil.places.corrections.book import CorrectionBook

MAY_CORRECT = (Role.DISPATCHER, Role.TECHNICIAN)
IF_MATCH = Parameter(
    name="If-Match",
    param_in="header",
    required=True,
    schema=Schema(type=OpenAPIType.STRING),
    description="The ETag of the place as you know it; * for whatever it is now.",
)
LONGEST_VALUE = 2000
_FOR_STAFF: dict[str, Any] = {
    "operation_class": describe_parameters(IF_MATCH),
    "tags": ["places"],
    "responses": describe_problems(400, 401, 403, 404, 412, 428, 503),
    "sync_to_thread": True,
}


class FactSaid(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What staff say of one key."""

    value: Annotated[str, msgspec.Meta(max_length=LONGEST_VALUE)] | int | float


@put(
    "/places/{place_id:str}/facts/{key:str}",
    operation_id="setFact",
    summary="Staff say what a fact is",
    description="For staff who signed in. What staff say is heard before all other sources.",
    **_FOR_STAFF,
)
def put_fact(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    place_id: FromPath[str],
    key: FromPath[str],
    data: JSONBody[FactSaid],
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.set_fact`; NotSignedIn, NotAllowed."""
    author, expected, book = _begin(request, desk)
    value = data.value if isinstance(data.value, str) else repr(data.value)
    now = desk.clock.now()
    book.set_fact(place_id, key, value, author=author, now=now, expected=expected)
    return _answer(request, desk, place_id)


@delete(
    "/places/{place_id:str}/facts/{key:str}",
    operation_id="withdrawFact",
    summary="Staff say nothing of a fact any more",
    description="For staff who signed in. The other sources count again.",
    status_code=200,
    **_FOR_STAFF,
)
def delete_fact(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str], key: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.withdraw_fact`."""
    author, expected, book = _begin(request, desk)
    now = desk.clock.now()
    book.withdraw_fact(place_id, key, author=author, now=now, expected=expected)
    return _answer(request, desk, place_id)


@post(
    "/places/{place_id:str}/close",
    operation_id="closePlace",
    summary="Staff close a place that is no more",
    description="For staff who signed in. It is not found any more, and may be reopened.",
    status_code=200,
    **_FOR_STAFF,
)
def close_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.close`."""
    author, expected, book = _begin(request, desk)
    book.close(place_id, author=author, now=desk.clock.now(), expected=expected)
    return _answer(request, desk, place_id)


@post(
    "/places/{place_id:str}/reopen",
    operation_id="reopenPlace",
    summary="Staff open a place again that was closed",
    description="For staff who signed in.",
    status_code=200,
    **_FOR_STAFF,
)
def reopen_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.reopen`."""
    author, expected, book = _begin(request, desk)
    book.reopen(place_id, author=author, now=desk.clock.now(), expected=expected)
    return _answer(request, desk, place_id)


PLACE_EDITS = (put_fact, delete_fact, close_place, reopen_place)


def _begin(request: AnyRequest, desk: Desk) -> tuple[str, str, CorrectionBook]:
    """Who writes, which state they know ("" for any), and where it is written.

    A page of somebody else cannot send If-Match along with a colleague's cookie, so it is asked of
    every change.
    """
    read_words(request, allowed=())
    author = require_role(request, *MAY_CORRECT).account.name
    told = request.headers.get("if-match", "").strip()
    if not told:
        raise StateNotTold(
            "The header If-Match is missing.", allowed="Give the ETag of the place as you read it."
        )
    if told != "*" and (not told.startswith('"') or not told.endswith('"') or "," in told):
        raise BadInput(f"If-Match is {told[:60]!r}.", allowed="Give one ETag, in quotes, or *.")
    if desk.corrections is None:
        raise CouldNotKeep("Nothing is kept here, so nothing can be corrected.")
    return author, "" if told == "*" else read_state(told) or "-", desk.corrections


def _answer(request: AnyRequest, desk: Desk, place_id: str) -> Response[PlaceTold]:
    places, row = find_place(desk, place_id)
    place, closed = places.get_place(row), row in places.closed
    tag = build_tag(request, desk, place, closed=closed)
    headers = {"ETag": tag, "Cache-Control": "no-store"}
    return Response(tell_place(desk, place, closed=closed), headers=headers)
