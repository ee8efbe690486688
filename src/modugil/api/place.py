"""GET /api/v1/places/{id}: one place with who says what; staff correct it here."""

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.openapi.spec import Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import FromPath, JSONBody

from modugil.answers.desk import Desk
from modugil.api.ogc.respond import is_known
from modugil.api.parameters import describe_parameters
from modugil.api.problems import describe_problems
from modugil.api.provenance import ACCESS_WORDS, Heard, Value, list_heard, read_value
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.signed_in import require_role
from modugil.core.errors import BadInput, CouldNotKeep, PlaceNotFound, StateNotTold
from modugil.people.roles import Role
from modugil.places.catalogue import PlacesNow
from modugil.places.corrections.book import CorrectionBook
from modugil.places.corrections.correction import tell_state
from modugil.places.exchange.a11yjson import build_place_info
from modugil.places.place import Place

MAY_CORRECT = (Role.DISPATCHER, Role.TECHNICIAN)
IF_MATCH = Parameter(
    name="If-Match",
    param_in="header",
    required=True,
    schema=Schema(type=OpenAPIType.STRING),
    description="The ETag of the place as you know it; * for whatever it is now.",
)
LONGEST_VALUE = 2000


class FactTold(msgspec.Struct, frozen=True, kw_only=True):
    """One key, and all who say anything of it, the one that counts first."""

    value: Value | None
    """None where sources disagree on whether one can."""
    disputed: bool
    said: list[Heard]


class PlaceTold(msgspec.Struct, frozen=True, kw_only=True):
    """One place and all that is known of it."""

    id: str
    kind: str
    names: dict[str, str]
    """By language; "" is the published one."""
    lat: float
    lon: float
    wheelchair: str
    """yes, no or unknown: what is said of the whole place."""
    closed: bool
    """Whether staff closed it; it is not found any more then."""
    facts: dict[str, FactTold]


class FactSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What staff say of one key."""

    value: Annotated[str, msgspec.Meta(max_length=LONGEST_VALUE)] | int | float


@get(
    "/places/{place_id:str}",
    operation_id="place",
    summary="One place, every fact with who says it",
    description="The ETag is the state of the place, which a correction must tell.",
    tags=["places"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold | None]:
    """The place, also one that was closed.

    Errors:  PlaceNotFound.
    """
    read_words(request, allowed=())
    places, row = find_place(desk, place_id)
    place, closed = places.get_place(row), row in places.closed
    tag = f'"{tell_state(place, closed=closed)}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if is_known(request, tag):
        return Response(None, status_code=304, headers=headers)
    return Response(_tell(desk, place, closed=closed), headers=headers)


@get(
    "/places/{place_id:str}/a11yjson",
    operation_id="placeA11yJson",
    summary="One place as a PlaceInfo of A11yJSON",
    description="What is not known is left out, never false; a disputed fact is not known.",
    tags=["places"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_a11yjson(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[dict[str, Any]]:
    """The place in that form; one that was closed is not told.

    Errors:  PlaceNotFound.
    """
    read_words(request, allowed=())
    places, row = find_place(desk, place_id)
    if row in places.closed:
        raise PlaceNotFound(f"The place {place_id[:60]!r} is closed.")
    manifest = desk.manifest
    language = "ko" if "ko" in manifest.names else "en"
    place = places.get_place(row)
    told = build_place_info(place, language=language, sources=manifest.sources)
    return Response(told, headers={"Cache-Control": "no-cache"})


@put(
    "/places/{place_id:str}/facts/{key:str}",
    operation_class=describe_parameters(IF_MATCH),
    operation_id="setFact",
    summary="Staff say what a fact is",
    description="For staff who signed in. What staff say is heard before all other sources.",
    tags=["places"],
    responses=describe_problems(400, 401, 403, 404, 412, 428, 503),
    sync_to_thread=True,
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
    return _answer(desk, place_id)


@delete(
    "/places/{place_id:str}/facts/{key:str}",
    operation_class=describe_parameters(IF_MATCH),
    operation_id="withdrawFact",
    summary="Staff say nothing of a fact any more",
    description="For staff who signed in. The other sources count again.",
    tags=["places"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 412, 428, 503),
    sync_to_thread=True,
)
def delete_fact(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str], key: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.withdraw_fact`."""
    author, expected, book = _begin(request, desk)
    now = desk.clock.now()
    book.withdraw_fact(place_id, key, author=author, now=now, expected=expected)
    return _answer(desk, place_id)


@post(
    "/places/{place_id:str}/close",
    operation_class=describe_parameters(IF_MATCH),
    operation_id="closePlace",
    summary="Staff close a place that is no more",
    description="For staff who signed in. It is not found any more, and may be reopened.",
    tags=["places"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 412, 428, 503),
    sync_to_thread=True,
)
def close_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.close`."""
    author, expected, book = _begin(request, desk)
    book.close(place_id, author=author, now=desk.clock.now(), expected=expected)
    return _answer(desk, place_id)


@post(
    "/places/{place_id:str}/reopen",
    operation_class=describe_parameters(IF_MATCH),
    operation_id="reopenPlace",
    summary="Staff open a place again that was closed",
    description="For staff who signed in.",
    tags=["places"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 412, 428, 503),
    sync_to_thread=True,
)
def reopen_place(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> Response[PlaceTold]:
    """The place as it is then. Errors: see `CorrectionBook.reopen`."""
    author, expected, book = _begin(request, desk)
    book.reopen(place_id, author=author, now=desk.clock.now(), expected=expected)
    return _answer(desk, place_id)


PLACE_ROUTES = (get_place, get_a11yjson, put_fact, delete_fact, close_place, reopen_place)


def find_place(desk: Desk, place_id: str) -> tuple[PlacesNow, int]:
    """The places as they are now, and the row of that one, closed or not. Errors: PlaceNotFound."""
    if desk.catalogue is not None:
        places = desk.catalogue.get_current()
        row = places.rows.get(place_id)
        if row is not None:
            return places, row
    raise PlaceNotFound(f"There is no place {place_id[:60]!r} in this region.")


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
    return author, "" if told == "*" else told.strip('"') or "-", desk.corrections


def _answer(desk: Desk, place_id: str) -> Response[PlaceTold]:
    places, row = find_place(desk, place_id)
    place, closed = places.get_place(row), row in places.closed
    headers = {"ETag": f'"{tell_state(place, closed=closed)}"', "Cache-Control": "no-store"}
    return Response(_tell(desk, place, closed=closed), headers=headers)


def _tell(desk: Desk, place: Place, *, closed: bool) -> PlaceTold:
    heard = list_heard(place, desk.manifest.sources)
    return PlaceTold(
        id=place.id,
        kind=place.kind,
        names=dict(place.names),
        lat=place.lat,
        lon=place.lon,
        wheelchair=ACCESS_WORDS[place.wheelchair],
        closed=closed,
        facts={
            key: FactTold(
                value=read_value(key, fact.value) if fact.value else None,
                disputed=fact.disputed,
                said=heard[key],
            )
            for key, fact in place.facts.items()
        },
    )
