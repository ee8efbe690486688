"""/api/v1/operations/rental: what waits at a desk, and the steps of those who lend."""

from enum import StrEnum

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from modugil.answers.desk import Desk
from modugil.api.parameters import describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, get_word, read_words
from modugil.api.rental.ask import get_book, require_json
from modugil.api.rental.told import StaffRequestTold, tell_to_staff
from modugil.api.signed_in import require_role
from modugil.core.errors import BadInput
from modugil.people.forms import check_same_site
from modugil.people.rental.steps import Step
from modugil.people.roles import Role

DESK = text_parameter("desk", "The id of the desk.", required=True)


class StaffStep(StrEnum):
    """What staff may do with a request."""

    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    TAKE_BACK_DAMAGED = "take_back_damaged"
    LOSE = "lose"
    FIND = "find"
    FIND_DAMAGED = "find_damaged"


class StepAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step."""

    step: StaffStep
    serial: str = ""
    """Of what is handed over instead of the reserved one; only with hand_over."""


class RequestsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is reserved, lent or lost at a desk."""

    requests: list[StaffRequestTold]


@get(
    "/rental",
    operation_class=describe_parameters(DESK),
    operation_id="operations_rental",
    summary="What waits at a desk",
    description="Requests that are not over, the first day first, without who made them: that is "
    "shown in the console alone. For staff who lend.",
    tags=["operations"],
    responses=describe_problems(400, 401, 403, 503),
    sync_to_thread=True,
)
def get_lending(request: AnyRequest, desk: NamedDependency[Desk]) -> RequestsAnswer:
    """The open requests. Errors: NotSignedIn, NotAllowed, BadInput for no desk, CouldNotLook."""
    require_role(request, Role.LENDER)
    words = read_words(request, allowed=("desk",))
    book, now, at = get_book(desk), desk.clock.now(), get_word(words, "desk", example="airport")
    if all(one.id != at for one in book.list_desks(closed=True)):
        raise BadInput(f"There is no desk {at[:40]!r}.", allowed="/api/v1/rental/desks lists them.")
    found = book.list_open(at, now=now)
    today = book.get_today(now)
    return RequestsAnswer(requests=[tell_to_staff(one, today=today) for one in found])


@post(
    "/rental/{request_id:int}/steps",
    operation_id="operations_rental_step",
    summary="Hand over, take back, note as lost or found",
    description="For staff who lend. A step that does not follow from how the request stands is "
    "refused with 409 and changes nothing.",
    tags=["operations"],
    status_code=200,
    responses=describe_problems(400, 401, 403, 404, 409, 503),
    sync_to_thread=True,
)
def post_lending_step(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    request_id: FromPath[int],
    data: JSONBody[StepAsked],
) -> StaffRequestTold:
    """The request as it is then. Errors: see `RentalBook.take`; NotSignedIn, NotAllowed."""
    check_same_site(request.headers)
    require_json(request)
    by = require_role(request, Role.LENDER).account.name
    read_words(request, allowed=())
    book, now = get_book(desk), desk.clock.now()
    done = book.take(request_id, Step(data.step.value), by=by, now=now, serial=data.serial)
    return tell_to_staff(done, today=book.get_today(now))


LENDING_ROUTES = (get_lending, post_lending_step)
