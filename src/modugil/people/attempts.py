"""How often signing in may be tried, by all servers alike.

An attempt counts before it is looked at, so that many at once gain nothing. A wrong password counts
for the address it came from, so that nobody can lock out another; passwords are drawn, and cannot
be guessed from however many addresses. Who has the right password may try few codes in all.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from modugil.core.errors import TooMany
from modugil.people.addresses import shorten_address
from modugil.store.tables import sign_in_attempts as attempts

WINDOW = timedelta(minutes=15)
MOST_FOR_ACCOUNT = 10
"""From one address."""
MOST_FROM_ADDRESS = 40
"""For all accounts together."""
MOST_CODES = 10
"""With the right password, from all addresses together."""
_WINDOW_MS = int(WINDOW.total_seconds() * 1000)
_SKEW_MS = 60_000
"""So far the clocks of several servers may be apart."""


class Counted(NamedTuple):
    """What is counted, by a key that cannot be read back, and how often it may be."""

    key: str
    most: int


def name_tries(name: str, address: str) -> tuple[Counted, Counted]:
    """What a try counts for: the account from that address, and the address."""
    place = shorten_address(address)
    return (
        Counted("account:" + _hash(f"{name}\n{place}"), MOST_FOR_ACCOUNT),
        Counted("address:" + _hash(place), MOST_FROM_ADDRESS),
    )


def name_codes(name: str) -> Counted:
    """What a code counts for that comes with the right password."""
    return Counted("code:" + _hash(name), MOST_CODES)


def count_attempt(
    connection: Connection,
    told: Sequence[Counted],
    now: datetime,
    *,
    refusal: str = "Signing in was tried too often.",
) -> None:
    """One more of each; `refusal` is what is said where that is too much.

    Errors:  TooMany if that is more than may be; then none is counted.
    """
    now_ms = int(now.timestamp() * 1000)
    # one that lies ahead was noted by a clock that was wrong
    over = or_(attempts.c.began_ms <= now_ms - _WINDOW_MS, attempts.c.began_ms > now_ms + _SKEW_MS)
    connection.execute(delete(attempts).where(over))
    found = connection.execute(select(attempts).where(attempts.c.key.in_([k for k, _ in told])))
    known = {row.key: (row.attempts, row.began_ms) for row in found}
    for key, most in told:
        count, began_ms = known.get(key, (0, now_ms))
        if count >= most:
            wait_ms = min(_WINDOW_MS, began_ms + _WINDOW_MS - now_ms)
            raise TooMany(
                refusal,
                retry_after_s=wait_ms // 1000 + 1,
                allowed=f"Try again in {wait_ms // 60_000 + 1} minutes.",
            )
    for key, _ in told:
        if key in known:
            more = update(attempts).where(attempts.c.key == key)
            connection.execute(more.values(attempts=attempts.c.attempts + 1))
        else:
            connection.execute(insert(attempts).values(key=key, attempts=1, began_ms=now_ms))


def forgive_attempt(connection: Connection, name: str, address: str) -> None:
    """That one was right: nothing counts against the account, and one less against the address."""
    account, place = name_tries(name, address)
    right = attempts.c.key.in_([account.key, name_codes(name).key])
    connection.execute(delete(attempts).where(right))
    forgive_use(connection, place)


def forgive_use(connection: Connection, told: Counted) -> None:
    """One of what was counted so counts no more."""
    less = update(attempts).where(attempts.c.key == told.key, attempts.c.attempts > 0)
    connection.execute(less.values(attempts=attempts.c.attempts - 1))


def name_use(what: str, address: str, most: int) -> Counted:
    """That something was used from there, which may be so often in a quarter of an hour."""
    return Counted(f"{what}:" + _hash(shorten_address(address)), most)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
