"""/api/v1/rental: what desks have free, and requests of people without an account.

The code of a request is a header, never a part of an address: addresses stay in histories and in
the logs of whatever stands between.
"""

from datetime import date, datetime

import msgspec
from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Parameter, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import JSONBody

from modugil.answers.desk import Desk
from modugil.api.parameters import LANGUAGE, describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_words
from modugil.api.rental.told import (
    DesksAnswer,
    RequestMade,
    RequestTold,
    tell_desk,
    tell_made,
    tell_request,
)
from modugil.core.clock import Clock
from modugil.core.errors import BadInput, CouldNotLook
from modugil.people.rental.book import RentalBook
from modugil.people.rental.days import Days, parse_day
from modugil.people.rental.limits import count_ask, limit_reserved, trying_code
from modugil.people.rental.records import Wish
from modugil.people.rental.stock import parse_kind
from modugil.people.sessions import REAL_CLOCK

TAG = "rental"
FROM = text_parameter("from", "The first day, like 2026-11-23; today if not given.")
TO = text_parameter("to", "The last day; the first one if not given.")
CODE_HEADER = "Rental-Code"
CODE = Parameter(
    name=CODE_HEADER,
    param_in="header",
    required=True,
    schema=Schema(type=OpenAPIType.STRING),
    description="The code of the request, as it was answered: K7QX-3M9P.",
)
UNKEPT = {"Cache-Control": "no-store"}


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody asks for, and the least that the desk needs to know of them."""

    desk: str
    kind: str
    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")
    called: str
    """Any name they choose to be called by; never anything of their health."""
    phone: str = ""
    """Or nothing."""


@get(
    "/desks",
    operation_class=describe_parameters(FROM, TO, LANGUAGE),
    operation_id="rental_desks",
    summary="Desks that lend receivers, wheelchairs and strollers",
    description="How many of each kind are free for all of the days, and where none is, from when "
    "on one is for as many days.",
    tags=[TAG],
    responses=describe_problems(400, 503),
    sync_to_thread=True,
)
def get_rental_desks(request: AnyRequest, desk: NamedDependency[Desk]) -> DesksAnswer:
    """The desks. Errors: BadInput where the days cannot be meant, CouldNotLook."""
    words = read_words(request, allowed=("from", "to", "language"))
    book, now = get_book(desk), desk.clock.now()
    language = choose_language(request, words)
    days = _read_days(words, today=book.get_today(now))
    found = book.show_free(days, now=now)
    told = [tell_desk(one, language=language) for one in found]
    return DesksAnswer(as_of=now, first=days.first, last=days.last, desks=told)


@post(
    "/requests",
    operation_id="rental_ask",
    summary="Ask for something",
    description="Needs no account. It is reserved at once, or refused. The answer holds the code, "
    "which is told this once and kept as a hash. Name and phone are erased when the thing is back, "
    "or the request is cancelled or over. What is not fetched by the end of its first day is over.",
    tags=[TAG],
    status_code=201,
    response_description="It is reserved",
    responses=describe_problems(400, 409, 429, 503),
    sync_to_thread=True,
)
def post_rental_request(
    request: AnyRequest, desk: NamedDependency[Desk], data: JSONBody[Asked]
) -> Response[RequestMade]:
    """The request with its code. Errors: see `RentalBook.ask`; TooMany."""
    read_words(request, allowed=())
    require_json(request)
    book, now, address = get_book(desk), desk.clock.now(), read_address(request)
    count_ask(book.engine, address=address, now=real_now(request))
    days = Days(parse_day(data.first), parse_day(data.last))
    wish = Wish(data.desk, parse_kind(data.kind), days, data.called, data.phone)
    limit = limit_reserved(address, now=real_now(request))
    code, made = book.ask(wish, now=now, before_keeping=limit)
    told = tell_made(made, code, today=book.get_today(now))
    return Response(told, status_code=201, headers=UNKEPT)


@get(
    "/requests/mine",
    operation_class=describe_parameters(CODE),
    operation_id="rental_look",
    summary="What became of a request",
    description="By its code, given as a header so that it stands in no history and no log. What "
    "the person is called is not told.",
    tags=[TAG],
    responses=describe_problems(400, 404, 429, 503),
    sync_to_thread=True,
)
def get_rental_request(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[RequestTold]:
    """The request. Errors: RequestNotFound, TooMany."""
    read_words(request, allowed=())
    book, now, code = get_book(desk), desk.clock.now(), _read_code(request)
    with trying_code(book.engine, address=read_address(request), now=real_now(request)):
        found = book.find(code, now=now)
    return Response(tell_request(found, today=book.get_today(now)), headers=UNKEPT)


@delete(
    "/requests/mine",
    operation_class=describe_parameters(CODE),
    operation_id="rental_cancel",
    summary="Cancel a request",
    description="As long as the thing was not handed over. The person is forgotten.",
    tags=[TAG],
    status_code=200,
    responses=describe_problems(400, 404, 409, 429, 503),
    sync_to_thread=True,
)
def delete_rental_request(
    request: AnyRequest, desk: NamedDependency[Desk]
) -> Response[RequestTold]:
    """The request as it is then. Errors: RequestNotFound, WrongStep, TooMany."""
    read_words(request, allowed=())
    book, now, code = get_book(desk), desk.clock.now(), _read_code(request)
    with trying_code(book.engine, address=read_address(request), now=real_now(request)):
        done = book.cancel(code, now=now)
    return Response(tell_request(done, today=book.get_today(now)), headers=UNKEPT)


RENTAL_ROUTES = (
    get_rental_desks,
    post_rental_request,
    get_rental_request,
    delete_rental_request,
)


def get_book(desk: Desk) -> RentalBook:
    """What desks lend. Errors: CouldNotLook where nothing is kept."""
    if desk.rental is None:
        raise CouldNotLook("Nothing is kept here, so nothing is lent.")
    return desk.rental


def require_json(request: AnyRequest) -> None:
    """A page of somebody else cannot send this kind of body without being asked first.

    Errors:  BadInput for another kind.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BadInput("Only JSON is taken here.", allowed="Send application/json.")


def read_address(request: AnyRequest) -> str:
    """Where the request comes from, as it is counted."""
    return request.client.host if request.client else ""


def real_now(request: AnyRequest) -> datetime:
    """The time of the world, by which is counted how often somebody asks."""
    clock: Clock = request.app.state[REAL_CLOCK]
    return clock.now()


def _read_code(request: AnyRequest) -> str:
    code = request.headers.get(CODE_HEADER.lower(), "").strip()
    if not code:
        raise BadInput(
            f"The header {CODE_HEADER} is missing.", allowed="Give the code of the request."
        )
    return code


def _read_days(words: dict[str, str], *, today: date) -> Days:
    first = parse_day(words["from"]) if words.get("from") else today
    return Days(first, parse_day(words["to"]) if words.get("to") else first)
