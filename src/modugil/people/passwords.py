"""Passwords: drawn for people instead of chosen by them, and kept as what scrypt makes of them.

Source:  RFC 7914, with N = 2^15, r = 8 and p = 1: 32 MB and some 0.1 s. That is less than is asked
         for passwords that people choose; these have 99 random bits.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import threading

from modugil.core.errors import TooMany

_LOG_N, _R, _P = 15, 8, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 4
_MEMORY = 256 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(2)
_WAIT_S = 10.0


def draw_password() -> str:
    """A password that nobody had before: 99 random bits in five groups, without 0 O 1 l i."""
    return draw_groups(_GROUPS)


def draw_groups(groups: int) -> str:
    """That many groups of four letters or digits that are not mistaken for one another."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(groups))


def hash_password(password: str) -> str:
    """The password in the form in which it is kept: scrypt$log2 N$r$p$salt$hash."""
    salt = secrets.token_bytes(_SALT_BYTES)
    digest = _stretch(password, salt, (_LOG_N, _R, _P))
    told = (base64.b64encode(part).decode("ascii") for part in (salt, digest))
    return "$".join(("scrypt", str(_LOG_N), str(_R), str(_P), *told))


def verify_password(password: str, password_hash: str) -> bool:
    """Whether the hash is of this password; a broken hash fits none.

    Two are checked at once, so that many who try cannot take all memory.
    Errors:  TooMany if others are being checked for too long.
    """
    try:
        form, log_n, r, p, salt, digest = password_hash.split("$")
        expected = base64.b64decode(digest, validate=True)
        cost = int(log_n), int(r), int(p)
        found = _stretch(password, base64.b64decode(salt, validate=True), cost)
    except (TypeError, ValueError, binascii.Error):
        return False
    return form == "scrypt" and hmac.compare_digest(found, expected)


def _stretch(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    if not _AT_ONCE.acquire(timeout=_WAIT_S):
        raise TooMany("Too many sign in just now.", retry_after_s=int(_WAIT_S))
    try:
        return hashlib.scrypt(
            password.encode("utf-8", "surrogatepass"),
            salt=salt,
            n=1 << cost[0],
            r=cost[1],
            p=cost[2],
            maxmem=_MEMORY,
            dklen=_HASH_BYTES,
        )
    finally:
        _AT_ONCE.release()
