"""What nobody does: what the clock alone decides is noted by whoever looks first."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from modugil.people.rental import shelf
from modugil.people.rental.changing import apply_step
from modugil.people.rental.promising import list_doubtful, promise_others
from modugil.people.rental.steps import Step

LOST_KEPT = timedelta(days=90)
"""So long the desk knows who did not bring a thing back."""


def sweep(connection: Connection, *, today: date, now: datetime) -> int:
    """What the clock alone decides is noted; how many requests it was.

    Nobody fetched it on the first day: it is over. Long lost: who had it is forgotten. And who
    waits for what cannot be had comes before anybody who asks now.
    """
    unfetched = shelf.read_requests(connection, shelf.is_unfetched(today))
    for one in unfetched:
        apply_step(connection, one, Step.EXPIRE, now=now)
    long_lost = shelf.read_requests(connection, shelf.has_lost_since(now - LOST_KEPT))
    for one in long_lost:
        shelf.set_request(connection, one.id, called="", phone="")
    moved = promise_others(connection, today=today, now=now)
    return len(unfetched) + len(long_lost) + moved


def is_sweep_due(connection: Connection, *, today: date, now: datetime) -> bool:
    """Whether `sweep` could find anything to do."""
    clocked = (shelf.is_unfetched(today), shelf.has_lost_since(now - LOST_KEPT))
    if any(shelf.read_requests(connection, wanted, most=1) for wanted in clocked):
        return True
    return bool(list_doubtful(connection, today))
