"""GET /api/v1/changes: what was changed since a token, told as soon as it is."""

import asyncio
from datetime import datetime

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.api.change_watch import ChangeWatch
from modugil.api.ogc.collections import CHANGE_KINDS
from modugil.api.parameters import describe_parameters, number_parameter, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_whole, read_words
from modugil.core.errors import BadInput, CouldNotLook
from modugil.store.changes import ChangesRead, list_changes

PUBLIC_KINDS = ("alerts", "cancellations", "detours", *CHANGE_KINDS)
"""What anybody may follow; terminals, accounts and tasks are the staff's business."""
LONGEST_WAIT_S = 30
MOST = 1000
SINCE = text_parameter("since", "A token as it was answered before; none for one to begin with.")
KINDS = text_parameter(
    "kinds", f"Some of {', '.join(PUBLIC_KINDS)}, with commas between; all if not given."
)
WAIT = number_parameter(
    "wait",
    "For how many seconds to wait for a change if there is none yet.",
    low=0,
    high=LONGEST_WAIT_S,
    default=0,
)


class ToldChange(msgspec.Struct, frozen=True, kw_only=True):
    """Something of that kind and with that id was written, changed or withdrawn."""

    kind: str
    id: str
    noted: datetime


class ChangesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was changed, oldest first."""

    changes: list[ToldChange]
    next: str
    """The token to ask with next time."""
    complete: bool
    """False: there is more, by `next`."""


@get(
    "/changes",
    operation_class=describe_parameters(SINCE, KINDS, WAIT),
    operation_id="changes",
    summary="What was changed since a token",
    description="Ask without a token first, then read what you follow, then ask by the token of "
    "the last answer, for ever: nothing is missed and nothing told twice. With `wait` the answer "
    "comes as soon as there is a change. A token that is too old (30 days) or of another server is "
    "refused with 410: begin anew.",
    tags=["changes"],
    responses=describe_problems(400, 410, 429, 503),
)
async def get_changes(
    request: AnyRequest, desk: NamedDependency[Desk], change_watch: NamedDependency[ChangeWatch]
) -> Response[ChangesAnswer]:
    """The changes, after a while where that was asked for.

    Errors:  BadInput, TokenTooOld, TooMany, CouldNotLook.
    """
    words = read_words(request, allowed=("since", "kinds", "wait"))
    kinds = _read_kinds(words.get("kinds", ""))
    wait_s = read_whole(words, "wait", default=0, span=(0, LONGEST_WAIT_S))
    loop = asyncio.get_running_loop()
    ends_s = loop.time() + (wait_s if words.get("since") else 0)
    token = words.get("since", "")
    goes_on = True
    while goes_on:
        seen = change_watch.get_last()
        read = await asyncio.to_thread(_look, desk, token, kinds)
        token = read.next_token
        goes_on = not read.changes and read.complete and loop.time() < ends_s
        if goes_on:
            goes_on = await change_watch.wait(seen, ends_s - loop.time())
    return Response(_tell(read), headers={"Cache-Control": "no-store"})


def _look(desk: Desk, token: str, kinds: tuple[str, ...]) -> ChangesRead:
    if desk.database is None:
        raise CouldNotLook("Nothing is kept here, so no changes are known.")
    return list_changes(desk.database, token, kinds=kinds, limit=MOST)


def _read_kinds(text: str) -> tuple[str, ...]:
    asked = tuple(word.strip() for word in text.split(",") if word.strip())
    if set(asked) - set(PUBLIC_KINDS):
        raise BadInput(f"kinds is {text[:60]!r}.", allowed=f"There are: {', '.join(PUBLIC_KINDS)}.")
    return asked or PUBLIC_KINDS


def _tell(read: ChangesRead) -> ChangesAnswer:
    changes = [ToldChange(kind=one.kind, id=one.key, noted=one.noted) for one in read.changes]
    return ChangesAnswer(changes=changes, next=read.next_token, complete=read.complete)
