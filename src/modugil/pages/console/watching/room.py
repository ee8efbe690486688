"""The operators' room of a desk."""

from modugil.answers.desk import Desk
from modugil.core.errors import BadInput
from modugil.live.operations.room import OperationsRoom


def get_room(desk: Desk) -> OperationsRoom:
    """The room.

    Errors:  BadInput where no fleet is followed.
    """
    if desk.operations is None:
        raise BadInput("No fleet is followed here.")
    return desk.operations
