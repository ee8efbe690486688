"""Who may ask, of whom, and the words that several addresses take."""

from collections.abc import Collection

from litestar.openapi.spec import Parameter

from modugil.answers.desk import Desk
from modugil.api.parameters import text_parameter
from modugil.api.read_query import AnyRequest, read_words
from modugil.api.signed_in import require_role
from modugil.core.errors import BadInput, CouldNotLook
from modugil.live.operations.room import OperationsRoom
from modugil.people.roles import Role

LINE = text_parameter("line", "Only this line: the number on the bus, or its route id.")
TAG = "operations"
STATUSES = (400, 401, 403, 503)


def find_room(desk: Desk) -> OperationsRoom:
    """The operators' room.

    Errors:  CouldNotLook if this server follows no vehicles.
    """
    if desk.operations is None:
        raise CouldNotLook("This server follows no vehicles.")
    return desk.operations


def ask_as_staff(
    request: AnyRequest, desk: Desk, *, allowed: Collection[str]
) -> tuple[OperationsRoom, dict[str, str]]:
    """The room and the words of the query, for staff who may look.

    Errors:  NotSignedIn, NotAllowed, CouldNotLook; BadInput where the query cannot be meant.
    """
    require_role(request, Role.VIEWER)
    return find_room(desk), read_words(request, allowed=allowed)


def read_choice(words: dict[str, str], name: str, *, choices: Collection[str], default: str) -> str:
    """One of these words.

    Errors:  BadInput for another one.
    """
    value = words.get(name) or default
    if value and value not in choices:
        raise BadInput(f"{name} is {value[:40]!r}.", allowed=f"It may be {', '.join(choices)}.")
    return value


def choice_parameter(name: str, description: str, choices: Collection[str]) -> Parameter:
    """A word that is one of a few."""
    return text_parameter(name, description, choices=tuple(choices))
