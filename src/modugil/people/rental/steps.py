"""What a request and the thing it is for may become, and by which step: one table, no database."""

from enum import StrEnum
from typing import NamedTuple

from modugil.core.errors import WrongStep


class Kind(StrEnum):
    """What is lent."""

    RECEIVER = "receiver"
    MANUAL_WHEELCHAIR = "manual_wheelchair"
    POWER_WHEELCHAIR = "power_wheelchair"
    STROLLER = "stroller"


class ItemState(StrEnum):
    """Where one thing is, and whether it may be lent."""

    HERE = "here"
    OUT = "out"
    DAMAGED = "damaged"
    LOST = "lost"
    RETIRED = "retired"


class RequestState(StrEnum):
    """What became of a request."""

    RESERVED = "reserved"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    LOST = "lost"
    FOUND = "found"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN = (RequestState.RESERVED, RequestState.HANDED_OVER, RequestState.LOST)
"""In these somebody still has, awaits or owes a thing."""


class Step(StrEnum):
    """What is done with a request."""

    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    TAKE_BACK_DAMAGED = "take_back_damaged"
    LOSE = "lose"
    FIND = "find"
    FIND_DAMAGED = "find_damaged"
    CANCEL = "cancel"
    EXPIRE = "expire"


class ItemStep(StrEnum):
    """What is done with a thing itself."""

    SET_ASIDE = "set_aside"
    REPAIR = "repair"
    RETIRE = "retire"


class Became(NamedTuple):
    """What a request and its thing are after a step; `item` None: as it was."""

    request: RequestState
    item: ItemState | None


_R, _I, _S = RequestState, ItemState, Step
STEPS: dict[tuple[RequestState, Step], Became] = {
    (_R.RESERVED, _S.HAND_OVER): Became(_R.HANDED_OVER, _I.OUT),
    (_R.RESERVED, _S.CANCEL): Became(_R.CANCELLED, None),
    (_R.RESERVED, _S.EXPIRE): Became(_R.EXPIRED, None),
    (_R.HANDED_OVER, _S.TAKE_BACK): Became(_R.RETURNED, _I.HERE),
    (_R.HANDED_OVER, _S.TAKE_BACK_DAMAGED): Became(_R.RETURNED, _I.DAMAGED),
    (_R.HANDED_OVER, _S.LOSE): Became(_R.LOST, _I.LOST),
    (_R.LOST, _S.FIND): Became(_R.FOUND, _I.HERE),
    (_R.LOST, _S.FIND_DAMAGED): Became(_R.FOUND, _I.DAMAGED),
}
"""Every step there is; any other is refused."""
ITEM_STEPS: dict[tuple[ItemState, ItemStep], ItemState] = {
    (_I.HERE, ItemStep.SET_ASIDE): _I.DAMAGED,
    (_I.DAMAGED, ItemStep.REPAIR): _I.HERE,
    (_I.HERE, ItemStep.RETIRE): _I.RETIRED,
    (_I.DAMAGED, ItemStep.RETIRE): _I.RETIRED,
    (_I.LOST, ItemStep.RETIRE): _I.RETIRED,
}
_NOW = {
    _R.RESERVED: "It is reserved and was not handed over yet.",
    _R.HANDED_OVER: "It was handed over.",
    _R.RETURNED: "It was returned.",
    _R.LOST: "It is noted as lost.",
    _R.FOUND: "It was lost and found again.",
    _R.CANCELLED: "The request was cancelled.",
    _R.EXPIRED: "The request is over: it was not fetched on its first day.",
}
_ITEM_NOW = {
    _I.HERE: "It is at the desk.",
    _I.OUT: "It is lent.",
    _I.DAMAGED: "It is set aside as damaged.",
    _I.LOST: "It is noted as lost.",
    _I.RETIRED: "It is lent no more.",
}


def take_step(state: RequestState, step: Step) -> Became:
    """What request and thing are after that step.

    Errors:  WrongStep where a request in that state has no such step.
    """
    became = STEPS.get((state, step))
    if became is None:
        possible = [one.value for one in Step if (state, one) in STEPS]
        allowed = f"It may be: {', '.join(possible)}." if possible else "Nothing is left to do."
        raise WrongStep(_NOW[state], why=f"is_{state.value}", allowed=allowed)
    return became


def take_item_step(state: ItemState, step: ItemStep) -> ItemState:
    """What a thing is after that step.

    Errors:  WrongStep where a thing in that state has no such step.
    """
    became = ITEM_STEPS.get((state, step))
    if became is None:
        raise WrongStep(_ITEM_NOW[state], why=f"item_{state.value}")
    return became
