"""How often signing in may be tried, for one account and from one address, by all servers alike.

An attempt counts before it is looked at, so that many at once gain nothing.
"""

import hashlib
import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from modugil.core.errors import TooMany
from modugil.store.tables import sign_in_attempts as attempts

WINDOW = timedelta(minutes=15)
MOST_FOR_ACCOUNT = 10
MOST_FROM_ADDRESS = 40
_WINDOW_MS = int(WINDOW.total_seconds() * 1000)
_SKEW_MS = 60_000
"""So far the clocks of several servers may be apart."""


def name_keys(name: str, address: str) -> tuple[str, str]:
    """What is counted by: the account and the address, neither of them readable."""
    return "account:" + _hash(name), "address:" + _hash(_shorten(address))


def count_attempt(connection: Connection, keys: tuple[str, str], now: datetime) -> None:
    """One more of each.

    Errors:  TooMany if that is more than may be; then neither is counted.
    """
    now_ms = int(now.timestamp() * 1000)
    # one that lies ahead was noted by a clock that was wrong
    over = or_(attempts.c.began_ms <= now_ms - _WINDOW_MS, attempts.c.began_ms > now_ms + _SKEW_MS)
    connection.execute(delete(attempts).where(over))
    found = connection.execute(select(attempts).where(attempts.c.key.in_(keys)))
    known = {row.key: (row.attempts, row.began_ms) for row in found}
    for key, most in zip(keys, (MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS), strict=True):
        count, began_ms = known.get(key, (0, now_ms))
        if count >= most:
            wait_ms = min(_WINDOW_MS, began_ms + _WINDOW_MS - now_ms)
            raise TooMany(
                "Signing in was tried too often.",
                retry_after_s=wait_ms // 1000 + 1,
                allowed=f"Try again in {wait_ms // 60_000 + 1} minutes.",
            )
    for key in keys:
        if key in known:
            more = update(attempts).where(attempts.c.key == key)
            connection.execute(more.values(attempts=attempts.c.attempts + 1))
        else:
            connection.execute(insert(attempts).values(key=key, attempts=1, began_ms=now_ms))


def forgive_attempt(connection: Connection, keys: tuple[str, str]) -> None:
    """That one was right: nothing counts against the account, and one less against the address."""
    account, address = keys
    connection.execute(delete(attempts).where(attempts.c.key == account))
    less = update(attempts).where(attempts.c.key == address, attempts.c.attempts > 0)
    connection.execute(less.values(attempts=attempts.c.attempts - 1))


def _shorten(address: str) -> str:
    """Of IPv6 the first half: the rest is whatever its owner likes."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
